using Tandem.Sync.Failures;

namespace Tandem.Sync.Decisions;

/// <summary>What the nightly comparison may have mended at once, through the record's own loop.</summary>
public enum HealedField
{
    /// <summary>An order that is not in Odoo.</summary>
    Missing,

    /// <summary>Lines, quantities, prices, discounts and taxes.</summary>
    Lines,

    /// <summary>References, date, customer, addresses and whatever else an order says of itself.</summary>
    Order,

    /// <summary>What was edited, released or cancelled in Shopify.</summary>
    Changes,
    Payments,
    Refunds,
    Fulfillments,

    /// <summary>Fields of products and variants.</summary>
    Products,
    Stock,
}

/// <summary>How far the nightly comparison looks back, what it may have mended, and whom it tells.</summary>
public sealed record ReconciliationDecision
{
    public const int MostDays = 400;

    /// <summary>Orders placed in the last so many days are compared, and all that are open; null leaves it to whoever runs Tandem.</summary>
    public int? Days { get; init; }

    /// <summary>What is mended at once; all else is only told.</summary>
    public IReadOnlyList<HealedField> Heal { get; init; } = [];

    /// <summary>Who reads the report; none leaves it to whoever runs Tandem.</summary>
    public IReadOnlyList<ReportReader> Readers { get; init; } = [];

    /// <summary>No mail when everything agrees; null leaves it to whoever runs Tandem.</summary>
    public bool? OnlyWhenWrong { get; init; }
}

/// <summary>Somebody who reads the report.</summary>
/// <param name="Role">Reads only what is this role's to do; null reads all.</param>
public sealed record ReportReader(Role? Role, string Address)
{
    /// <summary>As it is written: <c>finance=books@example.com</c>, or the address alone.</summary>
    public override string ToString() => Role is { } role ? $"{DecisionWords.Of(role)}={Address}" : Address;

    /// <summary>Null where the text is neither; a role that is none is among them.</summary>
    public static ReportReader? TryParse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = text.Split('=', 2, StringSplitOptions.TrimEntries);
        var address = parts[^1];
        if (address.Length is < 3 or > 254 || address.Any(letter => char.IsWhiteSpace(letter) || char.IsControl(letter) || letter is ',' or '=' or '<' or '>') || address.IndexOf('@', StringComparison.Ordinal) is < 1 || address[^1] == '@') return null;
        if (parts.Length == 1) return new ReportReader(null, address);
        foreach (var role in Enum.GetValues<Role>())
            if (DecisionWords.Of(role) == parts[0]) return new ReportReader(role, address);
        return null;
    }
}
