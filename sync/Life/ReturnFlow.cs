using Tandem.Sync.Decisions;
using Tandem.Sync.Orders;
using Tandem.Sync.Pickings;

namespace Tandem.Sync.Life;

/// <summary>Brings goods that a refund took back into stock back in Odoo: an incoming transfer for each delivery they left with.</summary>
public static class ReturnFlow
{
    public static FlowPlan Plan(LifeView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var policy = view.Rules.Decisions.Refunds.Returns;
        if (policy == ReturnPolicy.Leave) return FlowPlan.Nothing;
        var due = Due(view);
        if (due.Count == 0) return FlowPlan.Nothing;
        if (policy == ReturnPolicy.Receive && Prepared(view).FirstOrDefault() is { } incoming)
            return FlowPlan.Do(new LifeStep.Validate(incoming, incoming.Moves.ToDictionary(move => move.Id, move => move.Demand)));
        return Next(view, due) ?? FlowPlan.Nothing;
    }

    /// <summary>Units that Shopify took back into stock, by Odoo line.</summary>
    private static Dictionary<OdooId<SaleOrderLine>, decimal> Due(LifeView view)
    {
        var due = new Dictionary<OdooId<SaleOrderLine>, decimal>();
        foreach (var line in view.Order.Refunds.SelectMany(refund => refund.Lines).Where(line => line is { Restock: Restock.Return, Restocked: true } && !view.IsKit(line.Line)))
        {
            var left = line.Quantity * view.EachOf(line.Line);
            foreach (var held in view.LinesOf(line.Line))
            {
                var units = Math.Min(left, Moved(view, held.Id, PickingKind.Outgoing) - due.GetValueOrDefault(held.Id));
                if (units <= 0m) continue;
                due[held.Id] = due.GetValueOrDefault(held.Id) + units;
                left -= units;
            }
        }

        return due;
    }

    private static FlowPlan? Next(LifeView view, Dictionary<OdooId<SaleOrderLine>, decimal> due)
    {
        foreach (var delivery in view.Progress.Pickings.Where(picking => picking is { Kind: PickingKind.Outgoing, State: PickingState.Done }))
        {
            var quantities = new Dictionary<OdooId<Move>, decimal>();
            foreach (var move in delivery.Moves.Where(move => move is { SaleLine: not null, Final: true }))
            {
                var back = view.Progress.Pickings.Where(picking => picking.ReturnOf == delivery.Id && picking.State != PickingState.Cancelled)
                    .SelectMany(picking => picking.Moves).Where(one => one.SaleLine == move.SaleLine).Sum(Units);
                var wanted = due.GetValueOrDefault(move.SaleLine!.Value) - Moved(view, move.SaleLine.Value, PickingKind.Incoming, planned: true);
                var units = Math.Min(wanted, move.Quantity - back);
                if (units > 0m) quantities[move.Id] = units;
            }

            if (quantities.Count > 0) return FlowPlan.Do(new LifeStep.Return(delivery, quantities, $"{view.Order.Name} return {view.Progress.Pickings.Count(one => one.ReturnOf == delivery.Id && one.State != PickingState.Cancelled) + 1}"));
        }

        return null;
    }

    private static IEnumerable<PickingReading> Prepared(LifeView view) =>
        view.Progress.Pickings.Where(picking => picking is { Kind: PickingKind.Incoming, ReturnOf: not null, State: PickingState.Ready });

    internal static decimal Moved(LifeView view, OdooId<SaleOrderLine> line, PickingKind kind, bool planned = false) => view.Progress.Pickings
        .Where(picking => picking.Kind == kind && (picking.State == PickingState.Done || (planned && picking.State != PickingState.Cancelled)))
        .SelectMany(picking => picking.Moves).Where(move => move.SaleLine == line && move.Final).Sum(Units);

    private static decimal Units(MoveReading move) => move.State == PickingState.Done ? move.Quantity : move.Demand;
}
