using Tandem.Sync.Decisions;
using Tandem.Sync.Failures;
using Tandem.Sync.Orders;
using Tandem.Sync.Pickings;
using Tandem.Sync.Sales;

namespace Tandem.Sync.Life;

/// <summary>Brings goods back in Odoo: an incoming transfer for each open return, or for what a refund took back into stock, received once it was restocked.</summary>
public static class ReturnFlow
{
    public static FlowPlan Plan(LifeView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var policy = view.Rules.Decisions.Refunds.Returns;
        if (policy == ReturnPolicy.Leave || view.Progress.Order.State == SaleState.Cancelled) return FlowPlan.Nothing;
        if (Withdrawn(view) is { } withdrawn) return FlowPlan.Do(withdrawn);
        var shares = ReturnShare.Of(view, ReturnClaim.Of(view.Order));
        if (shares.Select(share => Named(view, share)).FirstOrDefault(step => step is not null) is { } named) return FlowPlan.Do(named);
        if (policy == ReturnPolicy.Receive && shares.Select(share => Received(view, share)).FirstOrDefault(step => step is not null) is { } received)
            return FlowPlan.Do(received);
        var blockers = new List<Blocker>();
        foreach (var share in shares.Where(share => share.Missing.Count > 0))
        {
            var made = Made(view, share);
            if (made.Next is not null) return made with { Blockers = blockers };
            blockers.AddRange(made.Blockers);
        }

        return new FlowPlan(null, [.. blockers.DistinctBy(blocker => blocker.Cause)], ReturnRemarks.Of(view, shares)) { IsWaiting = view.Order.Returns.Any(back => back.Status is "REQUESTED" or "OPEN") };
    }

    /// <summary>The open transfer of a return that was declined or cancelled in Shopify.</summary>
    private static LifeStep.CancelTransfer? Withdrawn(LifeView view) => view.Order.Returns.Where(back => back.Status is "DECLINED" or "CANCELED")
        .SelectMany(back => Open(view, back).Select(picking => new LifeStep.CancelTransfer(picking, $"return {back.Name} was {(back.Status == "DECLINED" ? "declined" : "cancelled")} in Shopify")))
        .FirstOrDefault();

    internal static IEnumerable<PickingReading> Open(LifeView view, ShopReturn back) => view.Progress.Pickings
        .Where(picking => picking is { Kind: PickingKind.Incoming, State: PickingState.Ready or PickingState.Waiting } && Traces.Carries(picking.Origin, Traces.Of(back)));

    private static LifeStep.Validate? Received(LifeView view, ReturnShare share)
    {
        var due = share.Due.ToDictionary();
        foreach (var picking in share.Transfers)
        {
            var quantities = new Dictionary<OdooId<Move>, decimal>();
            foreach (var move in picking.Moves.Where(move => move is { SaleLine: not null, State: not (PickingState.Done or PickingState.Cancelled) }))
            {
                if (FulfilledUnits.LineOf(view, move.SaleLine!.Value) is not { } line) continue;
                var units = Math.Min(move.Demand, due.GetValueOrDefault(line));
                if (units <= 0m) continue;
                quantities[move.Id] = units;
                due[line] -= units;
            }

            if (quantities.Count > 0) return new LifeStep.Validate(picking, quantities);
        }

        return null;
    }

    /// <summary>
    /// An open return of exactly these goods that says nothing of what it is for: what was cut off before its trace and its place were written, or a person's.
    /// Making it again finds it, and writes both.
    /// </summary>
    private static LifeStep.Return? Named(LifeView view, ReturnShare share)
    {
        if (share.Missing.Count > 0 || view.Progress.Pickings.Any(picking => Traces.Carries(picking.Origin, share.Claim.Trace))) return null;
        if (share.Transfers.FirstOrDefault(picking => picking.ReturnOf is not null) is not { } bare) return null;
        if (view.Progress.Pickings.FirstOrDefault(picking => picking.Id == bare.ReturnOf) is not { } delivery || bare.Origin != $"Return of {delivery.Name}") return null;
        var goods = bare.Moves.Where(move => move is { Returns: not null, SaleLine: not null }).DistinctBy(move => move.Returns).ToList();
        var units = goods.GroupBy(move => FulfilledUnits.LineOf(view, move.SaleLine!.Value)).Where(line => line.Key is not null).ToDictionary(line => line.Key!.Value, line => line.Sum(move => move.Demand));
        if (goods.Count < bare.Moves.Count || !units.OrderBy(line => line.Key.Value).SequenceEqual(ReturnShare.InOdoo(view, share.Claim.Expected).OrderBy(line => line.Key.Value))) return null;
        var to = view.Rules.Locations.FirstOrDefault(one => one.Decision.Location == share.Claim.Location)?.Warehouse;
        return new LifeStep.Return(delivery, goods.ToDictionary(move => move.Returns!.Value, move => move.Demand), Trace(view, share.Claim, delivery), to == delivery.Warehouse ? null : to);
    }

    private static FlowPlan Made(LifeView view, ReturnShare share)
    {
        if (view.Progress.Pickings.FirstOrDefault(picking => picking.State == PickingState.Cancelled && Traces.Carries(picking.Origin, share.Claim.Trace)) is { } cancelled)
            return FlowPlan.Wait(CancelledByHand(view, share.Claim, cancelled));
        var to = view.Rules.Locations.FirstOrDefault(one => one.Decision.Location == share.Claim.Location)?.Warehouse;
        if (to is null && share.Claim.Location is not null && view.Rules.Locations.Count > 0) return FlowPlan.Wait(Unmapped(view, share.Claim));
        foreach (var delivery in view.Progress.Pickings.Where(picking => picking is { Kind: PickingKind.Outgoing, State: PickingState.Done }))
        {
            var left = share.Missing.ToDictionary();
            var quantities = new Dictionary<OdooId<Move>, decimal>();
            // The main line of two first, as credit notes take it.
            foreach (var move in delivery.Moves.Where(move => move is { SaleLine: not null, Final: true }).OrderBy(move => view.LineNames.GetValueOrDefault(move.SaleLine!.Value, "").EndsWith("_2", StringComparison.Ordinal)))
            {
                if (FulfilledUnits.LineOf(view, move.SaleLine!.Value) is not { } line) continue;
                var units = Math.Min(left.GetValueOrDefault(line), move.Quantity - Back(view, move.Id));
                if (units <= 0m) continue;
                quantities[move.Id] = units;
                left[line] -= units;
            }

            if (quantities.Count > 0)
                return FlowPlan.Do(new LifeStep.Return(delivery, quantities, Trace(view, share.Claim, delivery), to == delivery.Warehouse ? null : to));
        }

        return FlowPlan.Nothing;
    }

    private static decimal Back(LifeView view, OdooId<Move> delivered) => view.Progress.Pickings.Where(picking => picking.State != PickingState.Cancelled)
        .SelectMany(picking => picking.Moves).Where(move => move.Returns == delivered).Sum(Units);

    /// <summary>Traces are unique among the returns of one delivery.</summary>
    private static string Trace(LifeView view, ReturnClaim claim, PickingReading delivery)
    {
        var before = view.Progress.Pickings.Count(picking => Traces.Carries(picking.Origin, claim.Trace) && picking.Origin!.Contains(delivery.Name, StringComparison.Ordinal));
        return before == 0 ? claim.Trace : $"{claim.Trace} part {before + 1}";
    }

    internal static decimal Moved(LifeView view, OdooId<SaleOrderLine> line, PickingKind kind) => view.Progress.Pickings
        .Where(picking => picking.Kind == kind && picking.State == PickingState.Done)
        .SelectMany(picking => picking.Moves).Where(move => move.SaleLine == line && move.Final).Sum(Units);

    private static decimal Units(MoveReading move) => move.State == PickingState.Done ? move.Quantity : move.Demand;

    private static Blocker CancelledByHand(LifeView view, ReturnClaim claim, PickingReading cancelled) => new(
        BlockerCode.DeliveryDiffers, $"order {view.Order.Id}",
        $"The goods of {claim.Called} on order {view.Order.Name} have no transfer in Odoo: {cancelled.Name}, which was made for them, was cancelled there by hand. Make the return in Odoo (Return on the delivery), or cancel the return in Shopify. Tandem makes no second one by itself.",
        Role.Operations, HealsWithTime: true);

    private static Blocker Unmapped(LifeView view, ReturnClaim claim) => new(
        BlockerCode.LocationUnmapped, $"location {claim.Location}",
        $"Goods of order {view.Order.Name} were taken back into stock at the Shopify location {claim.Location}, which is no warehouse of Odoo yet, so nothing came back there. Add it under fulfillments.locations; all returns that wait for it then go on.",
        Role.Operations, "fulfillments.locations");
}
