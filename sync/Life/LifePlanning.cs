using Tandem.Sync.Failures;
using Tandem.Sync.Sales;

namespace Tandem.Sync.Life;

/// <summary>What an order's whole life asks for next: one step, and everything that waits for a person meanwhile.</summary>
public static class LifePlanning
{
    /// <summary>One flow's blocker never stops another flow; only lines that disagree stop the documents that are made of them.</summary>
    public static FlowPlan Plan(LifeView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var blockers = new List<Blocker>();
        var remarks = new List<string>();
        LifeStep? next = null;
        bool Goes(FlowPlan plan)
        {
            blockers.AddRange(plan.Blockers);
            remarks.AddRange(plan.Remarks);
            next ??= plan.Next;
            return plan.Blockers.Count == 0;
        }

        if (view.Progress.Order.State == SaleState.Cancelled && view.Order.CancelledAt is null) return FlowPlan.Nothing;
        var lines = Goes(LineFlow.Plan(view));
        if (next is null && lines)
        {
            Goes(InvoiceFlow.Plan(view));
            Goes(PaymentFlow.In(view));
            var refunds = Goes(RefundFlow.Plan(view));
            Goes(PaymentFlow.Out(view));
            if (next is null && refunds) Goes(CancellationFlow.Plan(view));
        }

        Goes(ReturnFlow.Plan(view));
        Goes(ShippingOutFlow.Plan(view));
        Goes(ShippingInFlow.Plan(view));
        Goes(KitFlow.Plan(view));
        return new FlowPlan(next, [.. blockers.DistinctBy(blocker => blocker.Cause)], [.. remarks.Distinct()]);
    }
}
