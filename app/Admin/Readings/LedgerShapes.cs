using Tandem.Sync;
using Tandem.Sync.Failures;
using Tandem.Sync.Records;

namespace Tandem.App.Admin;

public enum StandingKind { InStep, Working, Retrying, Blocked, Held, Excluded }

public sealed record OdooDocument(string Model, long Id, string? Name);

public sealed record RecordStanding(
    RecordKey Record, Standing Standing, string? ShopifyName, OdooDocument? Odoo, int Attempts, DateTimeOffset Since, DateTimeOffset ChangedAt, DateTimeOffset? NextAttemptAt);

public sealed record CauseGroup(BlockerCode Code, string Subject, int Records, DateTimeOffset Since, string Example, Role Owner, string? Setting);

public sealed record Latencies(int Records, TimeSpan Median, TimeSpan Percentile95);

public enum ActivityOutcome { Done, Unchanged, Retrying, Blocked, Failed }

public sealed record ActivityEntry(
    DateTimeOffset At, RecordKey Record, string Step, ActivityOutcome Outcome, string Sentence, TimeSpan Duration, string Pass,
    string? OdooModel = null, long? OdooId = null, string? ShopifyId = null);

public sealed record ConnectedShop(
    ShopDomain Shop, DateTimeOffset ConnectedAt, DateTimeOffset? DisconnectedAt, DateTimeOffset? LastWebhookAt, DateTimeOffset? LastSweepAt,
    int? LastSweepFound, IReadOnlyList<PausedFlow> PausedFlows);

public sealed record PausedFlow(string Flow, DateTimeOffset Since, string By, string Reason);
