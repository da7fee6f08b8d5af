using Tandem.Sync.Records;
using Tandem.Sync.Sales;

namespace Tandem.Sync.Life;

/// <summary>What an order's whole life asks for next: one step, everything that waits for a person meanwhile, and where each flow is.</summary>
public static class LifePlanning
{
    /// <summary>One flow's blocker never stops another flow; only lines that disagree stop the documents that are made of them.</summary>
    public static FlowPlan Plan(LifeView view) => Plan(view, Flows.None);

    /// <param name="paused">Flows of which no step is taken; what they would do is told as held.</param>
    public static FlowPlan Plan(LifeView view, IReadOnlySet<Flow> paused) => Plan(view, paused, Flows.None);

    /// <param name="leftOut">Flows of which no step is taken now, and on which none is built; the others go on.</param>
    public static FlowPlan Plan(LifeView view, IReadOnlySet<Flow> paused, IReadOnlySet<Flow> leftOut)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(paused);
        ArgumentNullException.ThrowIfNull(leftOut);
        var board = new FlowBoard(view, paused, leftOut);
        if (view.Progress.Order.State == SaleState.Cancelled && view.Order.CancelledAt is null) return FlowPlan.Nothing;
        var lines = board.Goes(Flow.Orders, LineFlow.Plan(view));
        if (board.IsOpen && lines)
        {
            board.Goes(Flow.Payments, InvoiceFlow.Plan(view));
            board.Goes(Flow.Payments, PaymentFlow.In(view));
            // A credit note is settled against what was paid: while payments are held, refunds of money wait too.
            var refunds = board.Goes(Flow.Refunds, RefundFlow.Plan(view), on: Flow.Payments);
            board.Goes(Flow.Refunds, PaymentFlow.Out(view), on: Flow.Payments);
            board.Goes(Flow.Refunds, ExchangeFlow.Plan(view), on: Flow.Payments);
            if (board.IsOpen && refunds) Cancel(board, CancellationFlow.Plan(view));
        }

        board.Goes(Flow.Payments, ClosedPeriods.Plan(view));
        board.Goes(Flow.Refunds, ReturnFlow.Plan(view));
        board.Goes(Flow.Fulfillments, ShippingOutFlow.Plan(view));
        board.Goes(Flow.Fulfillments, ShippingInFlow.Plan(view));
        board.Goes(Flow.Fulfillments, KitFlow.Plan(view));
        return board.Plan();
    }

    /// <summary>A cancellation is the order's, but its documents belong to the flows that make such documents.</summary>
    private static void Cancel(FlowBoard board, FlowPlan plan) => board.Goes(
        plan.Next switch
        {
            LifeStep.Credit or LifeStep.Post => Flow.Refunds,
            LifeStep.CancelDraft => Flow.Payments,
            _ => Flow.Orders,
        },
        plan, on: plan.Next is LifeStep.Credit or LifeStep.Post ? Flow.Payments : null);
}
