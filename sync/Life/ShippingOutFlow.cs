using Tandem.Sync.Decisions;
using Tandem.Sync.Failures;
using Tandem.Sync.Orders;
using Tandem.Sync.Pickings;

namespace Tandem.Sync.Life;

/// <summary>Tells Shopify what left Odoo's warehouses: each done transfer becomes one fulfillment with its tracking.</summary>
public static class ShippingOutFlow
{
    public static FlowPlan Plan(LifeView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        if (!view.Rules.Locations.Any(location => location.Decision.Ships == Ships.Odoo) || view.Order.CancelledAt is not null) return FlowPlan.Nothing;
        var blockers = new List<Blocker>();
        foreach (var picking in view.Progress.Pickings.Where(one => one is { Kind: PickingKind.Outgoing, State: PickingState.Done }))
        {
            var plan = view.Memory.Sent.TryGetValue(picking.Id, out var sent) ? Tracked(view, picking, sent) : Sent(view, picking);
            if (plan.Next is not null) return plan with { Blockers = [.. blockers, .. plan.Blockers] };
            blockers.AddRange(plan.Blockers);
        }

        string[] parted = [.. FulfilledUnits.Parted(view).Select(line => InPart(view, line.Line, line.Left, line.Each))];
        return new FlowPlan(null, [.. blockers.DistinctBy(blocker => blocker.Cause)], parted) { IsWaiting = parted.Length > 0 };
    }

    private static FlowPlan Sent(LifeView view, PickingReading picking)
    {
        var units = FulfilledUnits.Of(view, picking);
        if (units.Count == 0) return FlowPlan.Nothing;
        if (view.Rules.Locations.FirstOrDefault(one => one.Warehouse is { } warehouse && warehouse == picking.Warehouse) is not { } mapped)
            return FlowPlan.Wait(Unmapped(view, picking));
        if (mapped.Decision.Ships != Ships.Odoo) return FlowPlan.Nothing;
        if (view.Order.MissingScopes.FirstOrDefault(scope => scope.EndsWith("fulfillment_orders", StringComparison.Ordinal)) is { } scope) return FlowPlan.Wait(NoScope(view, picking, scope));
        if (Unlinked(view).FirstOrDefault(fulfillment => Same(fulfillment, units)) is { } found) return FlowPlan.Do(new LifeStep.Link(picking, found));
        if (units.All(unit => FulfilledUnits.InShopify(view, unit.Key) >= FulfilledUnits.InOdoo(view, unit.Key))) return FlowPlan.Nothing;
        // Fulfilled after it left, by a person or by a call whose answer was lost, and called back before it was known for this transfer's.
        if (view.Order.Fulfillments.FirstOrDefault(one => one.Status == FulfillmentStatus.Cancelled && one.CreatedAt >= picking.DoneAt && !view.Memory.Sent.Values.Contains(one.Id)
            && one.Lines.Any(line => units.ContainsKey(line.Line))) is { } recalled) return Recalled(view, picking, recalled);
        return FulfillmentParts.Of(view, picking, mapped.Decision.Location, units);
    }

    private static FlowPlan Tracked(LifeView view, PickingReading picking, FulfillmentId sent)
    {
        if (view.Order.Fulfillments.FirstOrDefault(fulfillment => fulfillment.Id == sent) is not { } fulfillment) return FlowPlan.Nothing;
        if (fulfillment.Status != FulfillmentStatus.Success) return Recalled(view, picking, fulfillment);
        if (TrackingOf(view, picking) is not { } tracking || Numbers(tracking).ToHashSet().SetEquals(fulfillment.Tracking.Select(one => one.Number).OfType<string>())) return FlowPlan.Nothing;
        return FlowPlan.Do(new LifeStep.Track(sent, tracking, view.Rules.Decisions.Fulfillments.NotifyCustomer));
    }

    /// <summary>A fulfillment that was cancelled after Tandem made it: it was made again, the goods came back, or a person has to say which is true.</summary>
    private static FlowPlan Recalled(LifeView view, PickingReading picking, ShopFulfillment fulfillment)
    {
        var units = FulfilledUnits.Of(view, picking);
        if (Unlinked(view).FirstOrDefault(one => Same(one, units)) is { } again) return FlowPlan.Do(new LifeStep.Link(picking, again));
        if (units.Keys.All(line => FulfilledUnits.InShopify(view, line) >= FulfilledUnits.InOdoo(view, line) - FulfilledUnits.Back(view, line))) return FlowPlan.Nothing;
        return FlowPlan.Wait(CalledBack(view, fulfillment, picking));
    }

    internal static Blocker CalledBack(LifeView view, ShopFulfillment fulfillment, PickingReading picking) => new(
        BlockerCode.DeliveryDiffers, $"order {view.Order.Id}",
        $"Fulfillment {fulfillment.Name} of order {view.Order.Name} was cancelled in Shopify, but {picking.Name} has left in Odoo. If the goods left, fulfil them again in Shopify; if they did not, receive them back in Odoo (Return on {picking.Name}). Tandem tells Shopify nothing by itself.",
        Role.Operations, HealsWithTime: true);

    /// <summary>A transfer of several packages carries their numbers in one field.</summary>
    public static IReadOnlyList<string> Numbers(ShopTracking tracking)
    {
        ArgumentNullException.ThrowIfNull(tracking);
        return (tracking.Number ?? "").Split([',', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
    }

    internal static ShopTracking? TrackingOf(LifeView view, PickingReading picking)
    {
        if (picking.TrackingNumber is not { Length: > 0 } number) return null;
        var company = picking.Carrier is { } carrier ? view.Rules.Decisions.Fulfillments.Carriers.GetValueOrDefault(carrier, carrier) : null;
        return new ShopTracking(company, number, picking.TrackingUrl);
    }

    private static IEnumerable<ShopFulfillment> Unlinked(LifeView view) =>
        view.Order.Fulfillments.Where(fulfillment => fulfillment.Status == FulfillmentStatus.Success && !view.Memory.Sent.Values.Contains(fulfillment.Id));

    private static bool Same(ShopFulfillment fulfillment, Dictionary<LineId, int> units) =>
        fulfillment.Lines.GroupBy(line => line.Line).ToDictionary(line => line.Key, line => line.Sum(one => one.Quantity)) is var sent
        && sent.Count == units.Count && units.All(unit => sent.GetValueOrDefault(unit.Key) == unit.Value);

    private static string InPart(LifeView view, LineId line, decimal left, decimal each) => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"{left:0.####} of the {each:0.####} that one “{view.Order.Lines.First(one => one.Id == line).Title}” is have left in Odoo; Shopify fulfils whole ones only and is told once the rest has left.");

    private static Blocker NoScope(LifeView view, PickingReading picking, string scope) => new(
        BlockerCode.ShopifyScopeMissing, scope,
        $"{picking.Name} of order {view.Order.Name} has left, but Shopify was not told: the app may not see what is to be fulfilled. Grant it {scope} (shopify.app.toml) and connect the shop again.",
        Role.Technical);

    private static Blocker Unmapped(LifeView view, PickingReading picking) => new(
        BlockerCode.LocationUnmapped, $"warehouse {picking.Warehouse}",
        $"{picking.Name} of order {view.Order.Name} has left, but Shopify was not told: its warehouse is no Shopify location yet. Add it under fulfillments.locations; all deliveries that wait for it then go on.",
        Role.Operations, "fulfillments.locations");
}
