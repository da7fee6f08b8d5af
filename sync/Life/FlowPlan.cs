using Tandem.Sync.Failures;
using Tandem.Sync.Records;

namespace Tandem.Sync.Life;

/// <summary>What one flow would do next about an order, what stands in its way, and what a person should know.</summary>
public sealed record FlowPlan(LifeStep? Next, IReadOnlyList<Blocker> Blockers, IReadOnlyList<string> Remarks)
{
    /// <summary>The flow that the next step belongs to.</summary>
    public Flow Flow { get; init; } = Flow.Orders;

    /// <summary>The remarks say what the flow waits for before it goes on by itself.</summary>
    public bool IsWaiting { get; init; }

    /// <summary>Where each flow is, of those that have anything to do with the order.</summary>
    public IReadOnlyList<FlowStanding> Standings { get; init; } = [];

    public static FlowPlan Nothing { get; } = new(null, [], []);

    public static FlowPlan Do(LifeStep step) => new(step, [], []);

    public static FlowPlan Wait(params Blocker[] blockers) => new(null, blockers, []);

    public static FlowPlan Say(params string[] remarks) => new(null, [], remarks);

    /// <summary>It goes on by itself when what the remark names has happened.</summary>
    public static FlowPlan Later(string remark) => Say(remark) with { IsWaiting = true };
}
