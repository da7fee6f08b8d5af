using Tandem.Sync.Decisions;
using Tandem.Sync.Failures;
using Tandem.Sync.Orders;
using Tandem.Sync.Planning;
using Tandem.Sync.Pickings;
using Tandem.Sync.Sales;

namespace Tandem.Sync.Life;

/// <summary>Completes transfers in Odoo for what Shopify, or somebody for it, has sent.</summary>
public static class ShippingInFlow
{
    public static FlowPlan Plan(LifeView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        foreach (var location in view.Rules.Locations.Where(one => one is { Decision.Ships: Ships.Shopify, Warehouse: not null }))
        {
            var sent = view.Order.Fulfillments.Where(one => one.Status == FulfillmentStatus.Success && one.Location == location.Decision.Location).ToList();
            if (sent.Count > 0 && Next(view, location, sent) is { } plan) return plan;
            if (Recalled(view, location, sent) is { } recalled) return FlowPlan.Wait(recalled);
        }

        return FlowPlan.Nothing;
    }

    private static FlowPlan? Next(LifeView view, MappedLocation location, List<ShopFulfillment> sent)
    {
        var pickings = view.Progress.Pickings.Where(one => one.Kind == PickingKind.Outgoing && one.Warehouse == location.Warehouse).ToList();
        var missing = new Dictionary<OdooId<SaleOrderLine>, decimal>();
        LineId? waiting = null;
        foreach (var line in sent.SelectMany(one => one.Lines).GroupBy(one => one.Line).Where(line => !view.IsKit(line.Key)))
        {
            var held = view.LinesOf(line.Key).Where(one => view.ProgressOf(one.Id) is { Delivers: true }).ToList();
            var left = (line.Sum(one => one.Quantity) * view.EachOf(line.Key)) - held.Sum(one => Done(pickings, one.Id));
            foreach (var one in held)
            {
                // What came back has left the order, too: it went out before what is sent now.
                var units = Math.Min(left, one.Quantity - Done(pickings, one.Id) + ReturnFlow.Moved(view, one.Id, PickingKind.Incoming));
                if (units <= 0m) continue;
                missing[one.Id] = units;
                left -= units;
            }

            // Units that an edit adds are on the order once a person has settled the edit; what is wrong is said there.
            if (left > 0m && held.Exists(one => Waits(view, one))) waiting = line.Key;
            else if (left > 0m && held.Count > 0) return FlowPlan.Wait(TooMany(view, line.Key, left / view.EachOf(line.Key)));
        }

        if (missing.Count == 0 && waiting is { } edited)
            return FlowPlan.Later($"“{view.Order.Lines.FirstOrDefault(one => one.Id == edited)?.Title}” of {view.Progress.Order.Name} is completed in Odoo once its changed line is settled.");
        if (missing.Count == 0) return Tracked(pickings, sent);
        foreach (var picking in pickings.Where(one => one.State is PickingState.Ready or PickingState.Waiting))
        {
            var quantities = Quantities(picking, missing);
            if (quantities.Count > 0) return FlowPlan.Do(new LifeStep.Validate(picking, quantities));
        }

        var earlier = view.Progress.Pickings.Where(one => one.Kind == PickingKind.Internal && one.Warehouse == location.Warehouse && one.State is PickingState.Ready or PickingState.Waiting).ToList();
        return FlowPlan.Wait(earlier.Count > 0 ? StepsFirst(view, sent[^1], earlier) : NoTransfer(view, sent[^1]));
    }

    private static Dictionary<OdooId<Move>, decimal> Quantities(PickingReading picking, Dictionary<OdooId<SaleOrderLine>, decimal> missing)
    {
        var left = missing.ToDictionary();
        var quantities = new Dictionary<OdooId<Move>, decimal>();
        foreach (var move in picking.Moves.Where(move => move.SaleLine is not null && move.State is not (PickingState.Done or PickingState.Cancelled)))
        {
            var units = Math.Min(move.Demand, left.GetValueOrDefault(move.SaleLine!.Value));
            if (units <= 0m) continue;
            quantities[move.Id] = units;
            left[move.SaleLine.Value] -= units;
        }

        return quantities;
    }

    private static decimal Done(List<PickingReading> pickings, OdooId<SaleOrderLine> line) => pickings
        .Where(picking => picking.State == PickingState.Done).SelectMany(picking => picking.Moves)
        .Where(move => move.SaleLine == line && move.Final).Sum(move => move.Quantity);

    /// <summary>A number that Shopify learned goes to the transfer that carries none, the latest to the latest.</summary>
    private static FlowPlan? Tracked(List<PickingReading> pickings, List<ShopFulfillment> sent)
    {
        var known = pickings.Select(picking => picking.TrackingNumber).OfType<string>().ToHashSet();
        var number = sent.SelectMany(one => one.Tracking).Select(tracking => tracking.Number).FirstOrDefault(one => one is { Length: > 0 } && !known.Contains(one));
        var bare = pickings.FirstOrDefault(picking => picking is { State: PickingState.Done, TrackingNumber: null });
        return number is null || bare is null ? null : FlowPlan.Do(new LifeStep.TrackInOdoo(bare, number));
    }

    private static bool Waits(LifeView view, SaleLineReading held) =>
        LineDifferences.Of(view).Any(line => line is { Target: { } target } && line.Held?.Id == held.Id && target.Quantity > held.Quantity);

    /// <summary>A fulfillment that was called back, of which Odoo still holds the goods for sent; one that came back, or was made again, is settled.</summary>
    private static Blocker? Recalled(LifeView view, MappedLocation location, List<ShopFulfillment> sent)
    {
        if (view.Order.CancelledAt is not null) return null;
        var done = view.Progress.Pickings.Where(one => one is { Kind: PickingKind.Outgoing, State: PickingState.Done } && one.Warehouse == location.Warehouse).ToList();
        foreach (var cancelled in view.Order.Fulfillments.Where(one => one.Status == FulfillmentStatus.Cancelled && one.Location == location.Decision.Location))
            foreach (var line in cancelled.Lines.Select(one => one.Line).Where(line => !view.IsKit(line)))
            {
                var held = view.LinesOf(line).Select(one => one.Id).ToList();
                var outside = held.Sum(one => Done(done, one) - ReturnFlow.Moved(view, one, PickingKind.Incoming));
                if (outside <= sent.SelectMany(one => one.Lines).Where(one => one.Line == line).Sum(one => one.Quantity) * view.EachOf(line)) continue;
                return ShippingOutFlow.CalledBack(view, cancelled, done.Last(picking => picking.Moves.Any(move => move.SaleLine is { } sold && held.Contains(sold))));
            }

        return null;
    }

    private static Blocker TooMany(LifeView view, LineId line, decimal left) => new(
        BlockerCode.DeliveryDiffers, $"order {view.Order.Id}",
        $"Shopify sent {Math.Ceiling(left):0} more of “{view.Order.Lines.FirstOrDefault(one => one.Id == line)?.Title}” for order {view.Order.Name} than {view.Progress.Order.Name} in Odoo has. Correct the fulfillment in Shopify, or the order in Odoo, then try again.",
        Role.Operations, HealsWithTime: true);

    /// <summary>A warehouse of several steps makes the delivery, or lets it be done, only after the step before.</summary>
    private static Blocker StepsFirst(LifeView view, ShopFulfillment sent, List<PickingReading> earlier) => new(
        BlockerCode.DeliveryDiffers, $"order {view.Order.Id}",
        $"Fulfillment {sent.Name} of order {view.Order.Name} has left, but {view.Progress.Order.Name} in Odoo has no delivery to complete yet: {string.Join(", ", earlier.Select(picking => picking.Name))} comes first. Complete it in Odoo; Tandem then completes the delivery by itself.",
        Role.Operations, HealsWithTime: true);

    private static Blocker NoTransfer(LifeView view, ShopFulfillment sent) => new(
        BlockerCode.DeliveryDiffers, $"order {view.Order.Id}",
        $"Fulfillment {sent.Name} of order {view.Order.Name} has left, but {view.Progress.Order.Name} in Odoo has no transfer of that warehouse to complete: it was cancelled, or belongs to another warehouse. Make the transfer in Odoo, then try again.",
        Role.Operations, HealsWithTime: true);
}
