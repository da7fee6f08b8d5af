using Tandem.Sync;
using Tandem.Sync.Failures;
using Tandem.Sync.Records;

namespace Tandem.Grains.Ledger;

/// <summary>Which flows of a shop are paused, by whom and why, and where each flow of each record is.</summary>
public interface IFlows
{
    /// <summary>Pauses a flow; one that is paused keeps who paused it first, and why. Answers whether it was running.</summary>
    Task<bool> Pause(ShopDomain shop, Flow flow, string by, string reason, CancellationToken cancellationToken);

    /// <summary>Pauses a flow because of one cause; whatever releases the cause resumes the flow.</summary>
    Task<bool> PauseFor(ShopDomain shop, Flow flow, Blocker cause, string reason, CancellationToken cancellationToken);

    /// <summary>Resumes a flow and makes due, in the same transaction, every record that it held; answers how many, or null when it was running.</summary>
    Task<int?> Resume(ShopDomain shop, Flow flow, string by, string reason, CancellationToken cancellationToken);

    /// <summary>Every flow of a shop, with how many records stand where in it.</summary>
    Task<IReadOnlyList<FlowReading>> Of(ShopDomain shop, CancellationToken cancellationToken);

    /// <summary>How many records got where in each flow since a moment; what only was looked at does not count.</summary>
    Task<IReadOnlyList<FlowMoves>> Since(ShopDomain shop, DateTimeOffset from, CancellationToken cancellationToken);

    /// <summary>The flows of one record that have anything to do.</summary>
    Task<IReadOnlyList<FlowStanding>> Of(RecordKey record, CancellationToken cancellationToken);

    /// <summary>Who switched flows and why, newest first.</summary>
    Task<IReadOnlyList<FlowSwitch>> History(ShopDomain shop, Page page, CancellationToken cancellationToken);

    /// <summary>How a cause stands in its flow.</summary>
    /// <param name="latest">So many of the records that it blocks are read, the latest first.</param>
    Task<FlowTrouble> Trouble(ShopDomain shop, Blocker cause, int latest, CancellationToken cancellationToken);
}

/// <summary>A flow that does not move until it is resumed.</summary>
/// <param name="Cause">The code of the cause for which it paused by itself; null when a person paused it.</param>
public sealed record PausedFlow(Flow Flow, DateTimeOffset Since, string By, string Reason, BlockerCode? Cause = null)
{
    /// <summary>All flows paused because Odoo is another one or was set back; who resumes one says that it is right.</summary>
    public bool IsForDoubt => By == FlowHands.Tandem && Cause is null;
}

/// <summary>One flow of a shop.</summary>
/// <param name="Paused">Null while it runs.</param>
/// <param name="Records">How many records stand where in it; a state that is missing has none.</param>
/// <param name="Holds">Records that wait for this flow to be resumed.</param>
/// <param name="Signals">Signals that wait in the inbox for this flow to be resumed.</param>
public sealed record FlowReading(Flow Flow, PausedFlow? Paused, IReadOnlyDictionary<FlowState, int> Records, int Holds, int Signals)
{
    public int Count(FlowState state) => Records.GetValueOrDefault(state);
}

/// <summary>How many records got into a state of a flow.</summary>
public sealed record FlowMoves(Flow Flow, FlowState State, int Records);

/// <summary>A flow was paused or resumed.</summary>
public sealed record FlowSwitch(Flow Flow, DateTimeOffset At, bool Paused, string By, string Reason);

/// <summary>Who switches flows when no person does.</summary>
public static class FlowHands
{
    public const string Tandem = "Tandem";

    /// <summary>Holds every flow of a shop until its launch; nothing else resumes them.</summary>
    public const string Launch = "the launch";
}
