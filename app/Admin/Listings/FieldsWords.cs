using Humanizer;
using Tandem.Grains.Ledger;

namespace Tandem.App.Admin;

/// <summary>The words of the page of fields.</summary>
internal static class FieldsWords
{
    /// <summary>A tone of s-badge.</summary>
    public static string Tone(FieldState state) => state == FieldState.Refused ? "critical" : "caution";

    public static string Summary(IReadOnlyDictionary<FieldState, int> counts)
    {
        var open = counts.Where(count => count.Key != FieldState.InStep).Sum(count => count.Value);
        return (counts.Count, open) switch
        {
            (0, _) => Say("Nothing of products is carried yet: decide in the decisions file (products.owners) whose each field is. Nothing is changed in Shopify or Odoo until then."),
            (_, 0) => Say($"{"field".Of(counts[FieldState.InStep])} agree; nothing is open."),
            _ => open == 1 ? Say("1 field waits for a person. Change a value on its owner's side, or take the owner's value here: it is then written on the other side.") : Say($"{"field".Of(open)} wait for a person. Change a value on its owner's side, or take the owner's value here: it is then written on the other side."),
        };
    }
}
