using Tandem.Sync.Failures;

namespace Tandem.Sync.Life;

/// <summary>What one flow would do next about an order, what stands in its way, and what a person should know.</summary>
public sealed record FlowPlan(LifeStep? Next, IReadOnlyList<Blocker> Blockers, IReadOnlyList<string> Remarks)
{
    public static FlowPlan Nothing { get; } = new(null, [], []);

    public static FlowPlan Do(LifeStep step) => new(step, [], []);

    public static FlowPlan Wait(params Blocker[] blockers) => new(null, blockers, []);

    public static FlowPlan Say(params string[] remarks) => new(null, [], remarks);
}
