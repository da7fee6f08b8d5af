using Tandem.Sync;
using Tandem.Sync.Records;

namespace Tandem.Grains.Ledger;

/// <summary>The durable list of signals: what was appended is worked on, at least once, whatever crashes.</summary>
public interface IInbox
{
    /// <summary>Completes when the signal is committed; signals that wait at the same moment share one commit.</summary>
    /// <param name="body">What the sender said, kept for a while for support; null keeps nothing.</param>
    /// <exception cref="InboxUnavailableException">It could not be committed, or too much is waiting; the sender should try again.</exception>
    Task<Appended> Append(Signal signal, ReadOnlyMemory<byte>? body, CancellationToken cancellationToken);

    /// <summary>Appends many signals, waiting for room instead of refusing; completes when all are committed and answers how many were new.</summary>
    /// <exception cref="InboxUnavailableException">At least one could not be committed.</exception>
    Task<int> AppendAll(IReadOnlyList<Signal> signals, CancellationToken cancellationToken);

    /// <summary>Takes records that have waiting signals: each record to one worker at a time, shops in turn, webhooks and persons before sweeps before history. Signals of a paused flow stay where they are.</summary>
    Task<IReadOnlyList<Claim>> Claim(ClaimTerms terms, CancellationToken cancellationToken);

    /// <summary>Marks exactly the claimed signals done; what arrived since stays waiting.</summary>
    Task Complete(Claim claim, CancellationToken cancellationToken);

    /// <summary>Gives a claim back; it can be taken again after the pause.</summary>
    Task Release(Claim claim, TimeSpan pause, CancellationToken cancellationToken);

    /// <summary>Waits until a signal is appended in this process, at most so long.</summary>
    Task AwaitWork(TimeSpan atMost, CancellationToken cancellationToken);

    /// <summary>Whether a signal of this record waits, or is being worked on.</summary>
    Task<bool> Waits(RecordKey record, CancellationToken cancellationToken);

    /// <summary>A record's signals, the newest first; those that were done long ago are gone.</summary>
    Task<IReadOnlyList<SeenSignal>> Of(RecordKey record, int most, CancellationToken cancellationToken);

    /// <summary>What waits, for each shop that has something waiting.</summary>
    Task<IReadOnlyList<Backlog>> Backlogs(CancellationToken cancellationToken);

    /// <summary>Drops bodies that were received too long ago, and done signals that were settled too long ago; answers how many signals were dropped.</summary>
    Task<int> Forget(Forgetting bodies, Forgetting done, CancellationToken cancellationToken);

    /// <summary>Erases the kept bodies of one record.</summary>
    Task EraseBodies(RecordKey record, CancellationToken cancellationToken);
}

/// <summary>Whether a signal said something new.</summary>
public enum Appended
{
    /// <summary>Committed and waiting.</summary>
    Stored,

    /// <summary>The same delivery, or the same content for the same record, is already there.</summary>
    Duplicate,
}

/// <summary>How much a worker wants to take.</summary>
/// <param name="Worker">Unique for each process.</param>
/// <param name="Records">At most so many records.</param>
/// <param name="Lease">How long they are this worker's.</param>
/// <param name="PerShop">At most so many records of one shop under way at once, in all processes.</param>
public sealed record ClaimTerms(string Worker, int Records, TimeSpan Lease, int PerShop = int.MaxValue)
{
    /// <summary>Which records it takes, and among which <see cref="PerShop"/> counts.</summary>
    public ClaimKind Kind { get; init; }

    /// <summary>Shops of which it takes none.</summary>
    public IReadOnlyCollection<ShopDomain> Except { get; init; } = [];
}

/// <summary>Which records a claim takes.</summary>
public enum ClaimKind
{
    /// <summary>Whatever waits.</summary>
    All,

    /// <summary>Those of which anything but an import spoke.</summary>
    Live,

    /// <summary>Those that an import found and of which nothing else spoke.</summary>
    History,
}

/// <summary>All waiting signals of one record, taken by one worker until the lease ends.</summary>
/// <param name="Signals">The rows that this claim covers.</param>
/// <param name="Sources">Who spoke, each once.</param>
/// <param name="Topics">What they called it, each once.</param>
/// <param name="FirstReceivedAt">When the oldest of the signals was committed.</param>
/// <param name="LastHappenedAt">The latest moment any sender named; null when none did.</param>
/// <param name="Attempts">1 for the first time this record is taken since it last completed.</param>
public sealed record Claim(
    RecordKey Record,
    IReadOnlyList<long> Signals,
    IReadOnlyList<SignalSource> Sources,
    IReadOnlyList<string> Topics,
    DateTimeOffset FirstReceivedAt,
    DateTimeOffset? LastHappenedAt,
    int Attempts,
    string Worker,
    DateTimeOffset LeaseUntil)
{
    /// <summary>The traces in which the signals were received, each once, the oldest first; as W3C's traceparent.</summary>
    public IReadOnlyList<string> Traces { get; init; } = [];
}

/// <summary>One signal of a record as it is shown.</summary>
/// <param name="Done">When a pass that covered it ended; null while it waits.</param>
public sealed record SeenSignal(SignalSource Source, string Topic, DateTimeOffset ReceivedAt, DateTimeOffset? Done);

/// <summary>What one shop has waiting.</summary>
public sealed record Backlog(ShopDomain Shop, int Signals, DateTimeOffset OldestReceivedAt);

/// <summary>The inbox cannot promise anything just now: its database fails, or too much is waiting to be committed.</summary>
public sealed class InboxUnavailableException(string sentence, Exception? cause = null) : Exception(sentence, cause);
