using Tandem.Sync.Failures;
using Tandem.Sync.Orders;

namespace Tandem.Sync.Life;

/// <summary>Whether Shopify wants an order held before anything is prepared for it.</summary>
public static class Holds
{
    /// <summary>Why the order is not confirmed yet; null when nothing holds it.</summary>
    public static Blocker? Of(ShopOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        var why = order.FulfillmentOrders.FirstOrDefault(one => one is { Status: "ON_HOLD", Holds.Count: > 0 }) is { } held ? $"Shopify holds its fulfillment: {Words(held)}"
            : order.RiskRecommendation == "CANCEL" ? "Shopify sees a high risk of fraud"
            : null;
        return why is null ? null : new Blocker(
            BlockerCode.HeldInShopify, $"order {order.Id}",
            $"Order {order.Name} is in Odoo as a quotation and is not confirmed: {why}. Release the hold, or cancel the order, in Shopify; it then goes on by itself.",
            Role.Operations, HealsWithTime: true);
    }

    internal static string Words(ShopFulfillmentOrder held) =>
        string.Join(", ", held.Holds.Select(hold => hold.Text is { Length: > 0 } text ? text : hold.Reason.ToLowerInvariant().Replace('_', ' ')));
}
