using Tandem.Sync.Failures;
using Tandem.Sync.Records;

namespace Tandem.Sync.Life;

/// <summary>Collects what each flow would do about an order, takes the first step that no paused flow holds, and says where each flow then is.</summary>
/// <param name="leftOut">Flows of which no step is taken now, since one was refused before or others are to have their turn first.</param>
internal sealed class FlowBoard(LifeView view, IReadOnlySet<Flow> paused, IReadOnlySet<Flow> leftOut)
{
    private readonly List<Blocker> blockers = [];
    private readonly List<string> remarks = [];
    private readonly SortedDictionary<Flow, FlowStanding> standings = [];
    private (LifeStep Step, Flow Flow)? next;

    public bool IsOpen => next is null;

    /// <summary>Adds a flow's plan; answers whether what is built on it may go on.</summary>
    /// <param name="on">A flow that this plan builds on: while that is held, this is.</param>
    public bool Goes(Flow flow, FlowPlan plan, Flow? on = null)
    {
        blockers.AddRange(plan.Blockers.Select(blocker => blocker with { Flow = flow }));
        remarks.AddRange(plan.Remarks);
        var holder = paused.Contains(flow) ? flow : on is { } built && IsHeld(built) ? on : null;
        if (plan.Next is { } step)
        {
            if (holder is { } by) Note(new FlowStanding(flow, FlowState.Held, LifeStepText.Of(step, view), by));
            else if (leftOut.Contains(flow) || (on is { } first && leftOut.Contains(first))) Note(new FlowStanding(flow, FlowState.Waiting, LifeStepText.Of(step, view)));
            else next ??= (step, flow);
        }
        else if (plan.Blockers.Count == 0)
        {
            Note(plan.Remarks is [var remark, ..]
                ? new FlowStanding(flow, plan.IsWaiting ? FlowState.Waiting : FlowState.InStep, remark)
                : new FlowStanding(flow, Concerns(flow) ? FlowState.InStep : FlowState.NothingToDo));
        }

        if (plan.Blockers.Count > 0) Note(new FlowStanding(flow, FlowState.Blocked));
        return plan.Blockers.Count == 0 && !IsHeld(flow) && !leftOut.Contains(flow);
    }

    public FlowPlan Plan() => new(next?.Step, [.. blockers.DistinctBy(blocker => blocker.Cause)], [.. remarks.Distinct()])
    {
        Flow = next?.Flow ?? Flow.Orders,
        Standings = [.. standings.Values.Where(one => one.State != FlowState.NothingToDo)],
    };

    private bool IsHeld(Flow flow) => standings.TryGetValue(flow, out var one) && one.State == FlowState.Held;

    /// <summary>Several plans of one flow: the worst of them is where the flow is.</summary>
    private void Note(FlowStanding standing)
    {
        if (!standings.TryGetValue(standing.Flow, out var known) || known.State < standing.State) standings[standing.Flow] = standing;
    }

    /// <summary>Whether anything of the flow has happened to the order on either side.</summary>
    private bool Concerns(Flow flow) => flow switch
    {
        Flow.Payments => view.Progress.Invoices.Any(invoice => invoice is { Kind: Invoices.InvoiceKind.Invoice, State: Invoices.InvoiceState.Posted }),
        Flow.Refunds => view.Order.Refunds.Count > 0 || view.Order.Returns.Count > 0,
        Flow.Fulfillments => view.Order.Fulfillments.Count > 0
            || view.Progress.Pickings.Any(picking => picking is { Kind: Pickings.PickingKind.Outgoing, State: Pickings.PickingState.Done }),
        _ => true,
    };
}
