using Tandem.Sync;
using Tandem.Sync.Reconciliation;
using Tandem.Sync.Records;

namespace Tandem.Grains.Ledger;

/// <summary>Every disagreement that the reconciler ever found, with its history, and the nights that found them.</summary>
public interface IFindings
{
    /// <summary>Asks for a comparison now; whoever runs the reconciler looks for it every minute.</summary>
    Task Ask(ShopDomain shop, string by, CancellationToken cancellationToken);

    /// <summary>When a person last asked for a comparison; null when nobody did.</summary>
    Task<DateTimeOffset?> AskedAt(ShopDomain shop, CancellationToken cancellationToken);

    /// <summary>Notes that a night begins.</summary>
    Task Begin(ShopDomain shop, DateTimeOffset startedAt, CancellationToken cancellationToken);

    /// <summary>Notes what a night found: new ones are added, known ones seen again, and those of compared records that were not found are healed.</summary>
    /// <param name="compared">The records that were compared to the end; findings of others stay as they are.</param>
    Task<Noted> Note(ShopDomain shop, DateTimeOffset at, IReadOnlyList<Finding> found, IReadOnlyCollection<RecordKey> compared, CancellationToken cancellationToken);

    /// <summary>Notes how a night ended.</summary>
    Task End(ReconciliationRow row, CancellationToken cancellationToken);

    /// <summary>Notes whether the report reached its readers.</summary>
    Task Mailed(ShopDomain shop, DateTimeOffset startedAt, DateTimeOffset? at, string? error, CancellationToken cancellationToken);

    /// <summary>The latest nights first.</summary>
    Task<IReadOnlyList<ReconciliationRow>> Nights(ShopDomain shop, int most, CancellationToken cancellationToken);

    /// <summary>Open findings first, the newest first.</summary>
    Task<IReadOnlyList<FindingRow>> List(ShopDomain shop, FindingState? state, Page page, CancellationToken cancellationToken);

    /// <summary>All that nights ever found of one record, what is open first.</summary>
    Task<IReadOnlyList<FindingRow>> Of(RecordKey record, CancellationToken cancellationToken);

    /// <summary>Takes a finding for right as it is, for a while; false when there is none such.</summary>
    Task<bool> Accept(RecordKey record, FindingKind kind, string field, string by, string reason, DateTimeOffset until, CancellationToken cancellationToken);
}

/// <summary>How a night ended.</summary>
public enum NightVerdict
{
    /// <summary>Everything that was to be compared was, and nothing disagrees.</summary>
    Agrees,

    Differs,

    /// <summary>Something could not be compared; nothing is said of that.</summary>
    Incomplete,

    /// <summary>Nothing was compared.</summary>
    Failed,
}

/// <summary>One night of one shop.</summary>
/// <param name="Verdict">Null while it runs, or when it was cut off.</param>
/// <param name="Report">The report as JSON; null until it ended.</param>
public sealed record ReconciliationRow(
    ShopDomain Shop, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, NightVerdict? Verdict, string? Report, DateTimeOffset? MailedAt = null, string? MailError = null);

/// <summary>What became of the findings of a night.</summary>
public sealed record Noted(int New, int StillOpen, int Accepted, int Healed);

/// <summary>Where a finding is.</summary>
public enum FindingState
{
    Open,
    Accepted,
    Healed,
}

/// <summary>One finding with its history.</summary>
/// <param name="Times">On how many nights it was seen.</param>
public sealed record FindingRow(
    Finding Finding, FindingState State, DateTimeOffset FirstSeen, DateTimeOffset LastSeen, int Times, DateTimeOffset? HealedAt, string? AcceptedBy, string? AcceptedReason, DateTimeOffset? AcceptedUntil);
