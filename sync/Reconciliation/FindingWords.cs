namespace Tandem.Sync.Reconciliation;

/// <summary>What findings are called, in the app, on the console and in mails alike.</summary>
public static class FindingWords
{
    /// <summary>One finding in one line.</summary>
    /// <param name="shopify">What Shopify says: of something that has not arrived, it is what happened.</param>
    public static string Heading(FindingKind kind, string name, string field, string shopify)
    {
        ArgumentNullException.ThrowIfNull(shopify);
        return kind switch
        {
            FindingKind.Missing => $"{name} is not in Odoo",
            FindingKind.Twice => $"{name} is in Odoo more than once",
            FindingKind.Extra => $"{name} is in Odoo, but not in Shopify",
            FindingKind.Differs => $"{name}: {field} differs",
            FindingKind.Behind => $"{name}: {shopify.TrimEnd('.')}",
            FindingKind.Waits => $"{name} waits for a decision",
            FindingKind.Unread => $"{name} could not be compared",
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
    }

    public static string Heading(Finding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        return Heading(finding.Kind, finding.Name, finding.Field, finding.Shopify);
    }

    /// <summary>Whether its two values say more than its heading.</summary>
    public static bool ShowsValues(FindingKind kind) => kind is not (FindingKind.Waits or FindingKind.Unread or FindingKind.Behind);
}
