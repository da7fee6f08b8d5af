using Tandem.Sync;
using Tandem.Sync.Records;

namespace Tandem.Grains.Ledger;

/// <summary>What happened, one row for each thing, kept as written: a later success never overwrites an earlier failure.</summary>
public interface IActivity
{
    Task Append(IReadOnlyList<ActivityEntry> entries, CancellationToken cancellationToken);

    /// <summary>One record's story, oldest first.</summary>
    Task<IReadOnlyList<ActivityEntry>> Of(RecordKey record, Page page, CancellationToken cancellationToken);

    /// <summary>A shop's latest, newest first.</summary>
    Task<IReadOnlyList<ActivityEntry>> Recent(ShopDomain shop, Page page, CancellationToken cancellationToken);

    /// <summary>Drops what happened before a moment, in parts that hold up nobody; answers how many rows.</summary>
    Task<int> Forget(Forgetting what, CancellationToken cancellationToken);
}

/// <summary>How one step ended.</summary>
public enum ActivityOutcome
{
    Done,
    Unchanged,
    Retrying,
    Blocked,
    Failed,
}

/// <summary>One thing that happened to one record.</summary>
/// <param name="Step">What was done, in a support person's word, such as <c>confirm</c>.</param>
/// <param name="ShopifyId">The global id it concerned; null when none.</param>
/// <param name="Sentence">What happened, to which record, and what to do; no personal data.</param>
/// <param name="Pass">Equal for all rows of one pass of the loop.</param>
public sealed record ActivityEntry(
    DateTimeOffset At,
    RecordKey Record,
    string Step,
    ActivityOutcome Outcome,
    string Sentence,
    TimeSpan Duration,
    string Pass,
    string? OdooModel = null,
    long? OdooId = null,
    string? ShopifyId = null);
