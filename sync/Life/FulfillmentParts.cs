using Tandem.Sync.Failures;
using Tandem.Sync.Orders;
using Tandem.Sync.Pickings;

namespace Tandem.Sync.Life;

/// <summary>Finds for what left a warehouse the fulfillment orders that it fulfils, moved to its location first where needed.</summary>
internal static class FulfillmentParts
{
    public static FlowPlan Of(LifeView view, PickingReading picking, LocationId location, Dictionary<LineId, int> units)
    {
        var open = view.Order.FulfillmentOrders.Where(one => one.Status is "OPEN" or "IN_PROGRESS" or "SCHEDULED" or "INCOMPLETE").ToList();
        var parts = new List<FulfilledPart>();
        foreach (var (line, quantity) in units)
        {
            var left = Take(parts, open.Where(one => one.Location == location), line, quantity);
            if (left == 0) continue;
            if (open.FirstOrDefault(one => one.Location != location && one.Lines.Any(part => part.Line == line && part.Remaining > 0)) is { } elsewhere)
                return FlowPlan.Do(Move(elsewhere, location, units));
            if (view.Order.FulfillmentOrders.FirstOrDefault(one => one.Status == "ON_HOLD" && one.Lines.Any(part => part.Line == line && part.Remaining > 0)) is { } held)
                return FlowPlan.Wait(OnHold(view, picking, held));
            return FlowPlan.Wait(NothingLeft(view, picking, line, left));
        }

        return FlowPlan.Do(new LifeStep.Fulfill(picking, parts, ShippingOutFlow.TrackingOf(view, picking), view.Rules.Decisions.Fulfillments.NotifyCustomer));
    }

    private static int Take(List<FulfilledPart> parts, IEnumerable<ShopFulfillmentOrder> orders, LineId line, int quantity)
    {
        foreach (var (order, part) in orders.SelectMany(order => order.Lines.Where(one => one.Line == line).Select(one => (order, one))))
        {
            var taken = Math.Min(quantity, part.Remaining);
            if (taken <= 0) continue;
            parts.Add(new FulfilledPart(order.Id, part.Id, taken));
            quantity -= taken;
        }

        return quantity;
    }

    private static LifeStep.MoveFulfillment Move(ShopFulfillmentOrder from, LocationId to, Dictionary<LineId, int> units) => new(
        from.Id, to,
        [.. from.Lines.Where(part => part.Remaining > 0 && units.ContainsKey(part.Line)).Select(part => (part.Id, Math.Min(part.Remaining, units[part.Line])))]);

    private static Blocker OnHold(LifeView view, PickingReading picking, ShopFulfillmentOrder held) => new(
        BlockerCode.HeldInShopify, $"order {view.Order.Id}",
        $"{picking.Name} of order {view.Order.Name} has left in Odoo, but Shopify holds the fulfillment: {Holds.Words(held)}. Release the hold in Shopify; the delivery then goes on by itself.",
        Role.Operations, HealsWithTime: true);

    private static Blocker NothingLeft(LifeView view, PickingReading picking, LineId line, int left) => new(
        BlockerCode.DeliveryDiffers, $"order {view.Order.Id}",
        $"{picking.Name} of order {view.Order.Name} has left in Odoo with {left} more of “{view.Order.Lines.FirstOrDefault(one => one.Id == line)?.Title}” than Shopify has to fulfil. Check in Shopify what was fulfilled, removed or refunded, and receive in Odoo what should not have left.",
        Role.Operations, HealsWithTime: true);
}
