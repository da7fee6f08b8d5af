namespace Tandem.Sync.Records;

/// <summary>Where one flow of a record can be.</summary>
public enum FlowState
{
    /// <summary>This flow does not concern the record, or not yet.</summary>
    NothingToDo,
    InStep,

    /// <summary>It goes on by itself when something else has happened, such as the payment that the invoice waits for.</summary>
    Waiting,

    /// <summary>There is something to do, and a flow that it needs is paused.</summary>
    Held,

    /// <summary>A person's decision is missing; the record's blockers of this flow say which.</summary>
    Blocked,
}

/// <summary>Where one flow of a record is.</summary>
/// <param name="Sentence">What it waits for, or what is held; null when there is nothing to say.</param>
/// <param name="HeldBy">The paused flow that holds it; its own, or one that it builds on.</param>
public sealed record FlowStanding(Flow Flow, FlowState State, string? Sentence = null, Flow? HeldBy = null);

/// <summary>What one pass found out about a record's flows.</summary>
/// <param name="Moved">Flows in which a step was taken.</param>
/// <param name="Whole">Flows that are not named have nothing to do; otherwise they stay where they are.</param>
public sealed record FlowReport(IReadOnlyList<FlowStanding> Standings, IReadOnlyList<Flow> Moved, bool Whole)
{
    /// <summary>Nothing was found out.</summary>
    public bool IsEmpty => Standings.Count == 0 && !Whole;

    /// <summary>Whether another pass found the same, so that nothing is to be written.</summary>
    public bool Repeats(FlowReport? before) =>
        before is not null && Moved.Count == 0 && Whole == before.Whole && Standings.SequenceEqual(before.Standings);

    /// <summary>A record's flows after a pass.</summary>
    /// <param name="planned">What its life was found to be; empty when the pass did not look at it.</param>
    public static FlowReport Of(Standing standing, IReadOnlyList<FlowStanding> planned, IReadOnlyCollection<Flow> moved) => standing switch
    {
        Standing.InStep when planned.Count == 0 => new FlowReport([new FlowStanding(Flow.Orders, FlowState.InStep)], [.. moved], true),
        Standing.InStep => new FlowReport(planned, [.. moved], true),
        Standing.HeldByPausedFlow(var flow) when planned.Count == 0 => new FlowReport([Held(flow)], [.. moved], false),
        Standing.HeldByPausedFlow => new FlowReport(planned, [.. moved], true),
        Standing.BlockedBy(var blockers) => new FlowReport(Blocked(planned, [.. blockers.Select(blocker => blocker.Flow).Distinct()]), [.. moved], false),
        Standing.ExcludedByRule => new FlowReport([], [], true),
        _ => new FlowReport([], [], false),
    };

    private static FlowStanding Held(Flow flow) => new(Flow.Orders, FlowState.Held, null, flow);

    private static IReadOnlyList<FlowStanding> Blocked(IReadOnlyList<FlowStanding> planned, List<Flow> blocked) =>
        [.. planned.Where(one => !blocked.Contains(one.Flow)).Concat(blocked.Select(flow => new FlowStanding(flow, FlowState.Blocked))).OrderBy(one => one.Flow)];
}
