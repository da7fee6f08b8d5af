using Tandem.Sync.Decisions;
using Tandem.Sync.Records;

namespace Tandem.Sync.Reconciliation;

/// <summary>Which findings a decision may have mended at once; what waits for a person, is double or is too many never is.</summary>
public static class Healing
{
    /// <summary>What a finding is about, where the record's own loop may mend it; null where only a person can.</summary>
    public static HealedField? Of(Finding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        if (finding.Kind is not (FindingKind.Missing or FindingKind.Differs or FindingKind.Behind)) return null;
        return finding.Record.Kind switch
        {
            RecordKind.Order => OfOrder(finding),
            // Which product a variant is, is a person's to say.
            RecordKind.Product => finding.Field.StartsWith("variant ", StringComparison.Ordinal) ? null : HealedField.Products,
            RecordKind.Location => HealedField.Stock,
            _ => null,
        };
    }

    private static HealedField? OfOrder(Finding finding)
    {
        bool Begins(string word) => finding.Field.StartsWith(word, StringComparison.Ordinal);
        return finding.Kind switch
        {
            FindingKind.Missing => HealedField.Missing,
            FindingKind.Behind when Begins("payments:") => HealedField.Payments,
            FindingKind.Behind when Begins("refunds:") => HealedField.Refunds,
            FindingKind.Behind when Begins("fulfillments:") => HealedField.Fulfillments,
            FindingKind.Behind => HealedField.Changes,
            // Money that people registered is never touched.
            _ when Begins("payments in ") => null,
            _ when Begins("line ") || Begins("tax") || finding.Field is "untaxed amount" or "total" => HealedField.Lines,
            _ => HealedField.Order,
        };
    }
}
