using Tandem.Sync.Decisions;
using Tandem.Sync.Orders;

namespace Tandem.Sync.Planning;

/// <summary>Decides by the shop's rules whether an order is taken at all.</summary>
public static class OrderIntake
{
    /// <summary>The rule that leaves the order out, in words; null when it is taken.</summary>
    /// <param name="booked">It is in Odoo already, so that a cancellation is something to carry over and no reason to look away.</param>
    public static string? LeftOutBy(ShopOrder order, IntakeDecision rule, bool booked = false)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(rule);
        bool Tagged(IEnumerable<string> tags) => tags.Any(tag => order.Tags.Contains(tag, StringComparer.OrdinalIgnoreCase));

        if (order.CancelledAt is not null && !booked) return "It was cancelled in Shopify before it reached Odoo.";
        if (order.Test && !rule.TestOrders) return "It is a test order (orders.take.testOrders is off).";
        if (rule.Sources.Count > 0 && !rule.Sources.Contains(order.SourceName ?? "", StringComparer.OrdinalIgnoreCase))
            return $"Its source “{order.SourceName}” is not among those taken (orders.take.sources).";
        if (rule.OnlyTags.Count > 0 && !Tagged(rule.OnlyTags)) return "It has none of the tags that are taken (orders.take.onlyTags).";
        if (rule.ExcludeTags.FirstOrDefault(tag => Tagged([tag])) is { } excluded) return $"It has the tag “{excluded}” (orders.take.excludeTags).";
        if (order.RiskRecommendation == "CANCEL" && !rule.HighRisk) return "Shopify recommends cancelling it because of fraud risk (orders.take.highRisk is off).";
        if (rule.PlacedSince is { } since && order.ProcessedAt < since) return $"It was placed before {since:yyyy-MM-dd} (orders.take.placedSince).";
        return null;
    }
}
