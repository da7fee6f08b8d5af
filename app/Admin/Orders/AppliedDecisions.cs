using Tandem.App.Setup;
using Tandem.Grains.Ledger;

namespace Tandem.App.Admin;

/// <summary>One decision that says what becomes of an order, in the words of its form.</summary>
/// <param name="Step">Where it is decided.</param>
public sealed record AppliedDecision(string Label, string Value, string Step);

/// <summary>The decisions that say what becomes of every order; what is decided for single taxes, journals and locations shows where an order needs it.</summary>
internal static class AppliedDecisions
{
    private static readonly string[] Paths =
        ["customers.strategy", "orders.confirmWhen", "orders.bookIn", "orders.edits", "orders.cancellations", "payments.invoice", "payments.register", "refunds.creditNotes", "refunds.returns", "fulfillments.notifyCustomer"];

    public static IReadOnlyList<AppliedDecision> Of(SavedDecisions saved)
    {
        ArgumentNullException.ThrowIfNull(saved);
        var document = DraftDocument.Of(saved.Document);
        return [.. Paths.Select(path => Of(document, path)).OfType<AppliedDecision>()];
    }

    private static AppliedDecision? Of(DraftDocument document, string path)
    {
        var (step, field) = StepForms.All.SelectMany(form => form.Value.Parts.SelectMany(part => part.Fields).Select(field => (form.Key, field))).Single(one => one.field.Path == path);
        var decided = document.Text(path) ?? field.Usual;
        var value = field.Kind == FieldKind.Flag ? (decided == "true" ? Say("yes") : Say("no")) : Told(field.Words.FirstOrDefault(word => word.Value == decided)?.Label);
        return value is null ? null : new AppliedDecision(Told(field.Label)!, value, step);
    }
}
