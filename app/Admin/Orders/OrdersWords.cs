using Tandem.Grains.Ledger;
using Tandem.Sync.Records;

namespace Tandem.App.Admin;

/// <summary>The words of the orders pages.</summary>
internal static class OrdersWords
{
    public static string Name(RecordStanding order) => order.ShopifyName ?? Say($"Order {order.Record.Id}");

    /// <summary>As the ledger keeps it, whoever looks.</summary>
    public static string Kept(RecordStanding order) => order.ShopifyName ?? $"Order {order.Record.Id}";

    public static string Address(RecordStanding order) => $"/app/orders/{order.Record.Id}";

    public static string Odoo(OdooDocument document) => document.Name ?? $"{document.Model} {document.Id}";

    /// <summary>The first thing to know about an order, for one line of a list.</summary>
    public static string Line(RecordStanding order, DateTimeOffset now)
    {
        var sentences = StandingWords.Sentences(order, now);
        return order.Standing switch
        {
            Standing.InStep(_, { } remark) => Told(remark),
            Standing.BlockedBy { Blockers.Count: > 1 } => Say($"{sentences[0]} And {"more reason".Of(sentences.Count - 1)}."),
            _ when sentences.Count == 0 => "",
            _ => sentences[0],
        };
    }

    public static (string Heading, string Sentence) Empty(OrdersQuery query) => query switch
    {
        { Page: > 1 } => (Say("No more orders"), Say("This is the end of the list.")),
        { Narrows: true } => (Say("No order fits"), Say("Search for a part of the order's name, such as 1001 or S00042, for the whole number of one of its documents, such as INV/2026/00042, or for any id; or choose another standing.")),
        _ => (Say("No orders yet"), Say("The first order appears here seconds after it is placed in Shopify.")),
    };

    public static string Outcome(ActivityOutcome outcome) => outcome switch
    {
        ActivityOutcome.Done => Say("Done"),
        ActivityOutcome.Unchanged => Say("Unchanged"),
        ActivityOutcome.Retrying => Say("Trying again"),
        ActivityOutcome.Blocked => Say("Needs you"),
        ActivityOutcome.Failed => Say("Failed"),
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
    };

    /// <summary>A tone of s-badge.</summary>
    public static string Tone(ActivityOutcome outcome) => outcome switch
    {
        ActivityOutcome.Done => "success",
        ActivityOutcome.Unchanged => "neutral",
        ActivityOutcome.Retrying => "caution",
        ActivityOutcome.Blocked or ActivityOutcome.Failed => "critical",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
    };

    public static string OdooRecord(ActivityEntry entry) => $"{entry.OdooModel} {entry.OdooId}";
}
