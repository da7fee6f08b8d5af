namespace Tandem.App.Operate;

/// <summary>How a shop stands; the document of <c>status --json</c>.</summary>
/// <param name="Standings">Number of records by where they are.</param>
public sealed record ShopStatus(
    string Shop, DateTimeOffset ConnectedAt, DateTimeOffset? DisconnectedAt, IReadOnlyList<FlowStatus> Flows,
    IReadOnlyDictionary<string, int> Standings, IReadOnlyList<CauseStatus> Blockers, int WaitingSignals, DateTimeOffset? OldestSignalAt,
    DateTimeOffset? LastWebhookAt, DateTimeOffset? LastSweepAt, int? LastSweepFound, LatencyStatus? Latency);

/// <summary>One flow.</summary>
/// <param name="State"><c>running</c> or <c>paused</c>; who paused it, why and since when are null while it runs.</param>
/// <param name="Records">How many records stand where in it.</param>
/// <param name="Held">Records that wait for it to be resumed.</param>
/// <param name="HeldSignals">Signals that wait in the inbox for it to be resumed.</param>
public sealed record FlowStatus(
    string Flow, string State, string? By, string? Reason, DateTimeOffset? Since, IReadOnlyDictionary<string, int> Records, int Held, int HeldSignals);

/// <summary>One cause and the records that wait for it.</summary>
/// <param name="Records">Names of the first twenty.</param>
public sealed record CauseStatus(
    string Code, string Subject, string Owner, string? Setting, DateTimeOffset Since, int Count, string Sentence, IReadOnlyList<string> Records);

/// <summary>From signal to in step, over the last day, in seconds.</summary>
public sealed record LatencyStatus(int Records, double MedianSeconds, double Percentile95Seconds);
