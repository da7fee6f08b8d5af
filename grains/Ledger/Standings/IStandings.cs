using Tandem.Sync;
using Tandem.Sync.Failures;
using Tandem.Sync.Records;

namespace Tandem.Grains.Ledger;

/// <summary>Where each record is, one row for each, and why it waits.</summary>
public interface IStandings
{
    /// <summary>Writes where a record is now; a cause that stays keeps its "since", facts that are null keep what is known.</summary>
    /// <param name="tryAgainAt">For a blocked record that time may heal; a retrying one carries its own.</param>
    Task Set(RecordKey record, Standing standing, RecordFacts facts, DateTimeOffset? tryAgainAt, CancellationToken cancellationToken);

    /// <summary>As <see cref="Set"/>, together with what happened on the way there: both are written or neither.</summary>
    Task Conclude(IReadOnlyList<ActivityEntry> story, RecordKey record, Standing standing, RecordFacts facts, DateTimeOffset? tryAgainAt, CancellationToken cancellationToken);

    /// <summary>Null when nothing was ever written about the record.</summary>
    Task<RecordStanding?> Find(RecordKey record, CancellationToken cancellationToken);

    /// <summary>The newest change first.</summary>
    Task<IReadOnlyList<RecordStanding>> List(StandingFilter filter, Page page, CancellationToken cancellationToken);

    /// <summary>Blocked records grouped by what they wait for, the largest group first.</summary>
    Task<IReadOnlyList<CauseGroup>> Causes(ShopDomain shop, CancellationToken cancellationToken);

    /// <summary>Makes waiting records due now, and resumes flows that paused by themselves for a cause that is released; answers how many records.</summary>
    Task<int> Release(ShopDomain shop, ReleaseRule rule, CancellationToken cancellationToken);

    /// <summary>Takes records whose time has come and whose flow is not paused, of each shop the longest due first, then in the order of their signals, each to one worker until the lease ends or the next standing is written. A shop that has as many passes under way as it may is left out.</summary>
    Task<IReadOnlyList<RecordStanding>> Due(ClaimTerms terms, CancellationToken cancellationToken);

    /// <summary>Gives back a record that was taken as due and whose pass was lost; it is due again after the pause.</summary>
    Task GiveBack(RecordKey record, string worker, TimeSpan pause, CancellationToken cancellationToken);

    /// <summary>How many records of a shop stand where.</summary>
    /// <param name="kind">Null for records of every kind.</param>
    Task<IReadOnlyDictionary<StandingKind, int>> Counts(ShopDomain shop, RecordKind? kind, CancellationToken cancellationToken);

    /// <summary>From an order's first signal until it was in step; null when none got in step since then.</summary>
    Task<Latencies?> LatenciesSince(ShopDomain shop, DateTimeOffset since, CancellationToken cancellationToken);

    /// <summary>From a change in Odoo until Shopify showed it: deliveries by Odoo's own time, stock from the look that saw it; null when nothing went that way since then.</summary>
    Task<Latencies?> LatenciesToShopify(ShopDomain shop, DateTimeOffset since, CancellationToken cancellationToken);

    /// <summary>Drops old latencies; answers how many.</summary>
    Task<int> ForgetLatencies(DateTimeOffset before, CancellationToken cancellationToken);
}

/// <summary>The kinds of <see cref="Standing"/>.</summary>
public enum StandingKind
{
    InStep,
    Working,
    Retrying,
    Blocked,
    Held,
    Excluded,
}

/// <summary>What is known of a record besides its standing; null means "not known here", never "none".</summary>
/// <param name="ShopifyName">What people call it in Shopify, such as <c>#1001</c>.</param>
/// <param name="Odoo">Its document in Odoo.</param>
/// <param name="SignalReceivedAt">When the signal that started this pass was received.</param>
/// <param name="SourceAt">Shopify's own time of the last change that this pass has read (<c>updatedAt</c>).</param>
public sealed record RecordFacts(
    string? ShopifyName = null, OdooDocument? Odoo = null, DateTimeOffset? SignalReceivedAt = null, DateTimeOffset? SourceAt = null)
{
    /// <summary>Odoo said so, and Shopify is to show it: the time until then counts that way.</summary>
    public bool ToShopify { get; init; }

    /// <summary>By what else people ask for it, such as ids and numbers of its documents; what was known before stays known.</summary>
    public IReadOnlyCollection<string> Names { get; init; } = [];

    /// <summary>What was found out about its flows; those of the same pass as the standing.</summary>
    public FlowReport? Flows { get; init; }
}

/// <summary>One document in Odoo.</summary>
/// <param name="Model">Technical model name, such as <c>sale.order</c>.</param>
/// <param name="Name">Such as <c>S00042</c>; null while it has none.</param>
public sealed record OdooDocument(string Model, long Id, string? Name);

/// <summary>One record's row.</summary>
/// <param name="Attempts">Passes that ended without getting in step, since it last was.</param>
/// <param name="Since">Since when it stands there.</param>
/// <param name="NextAttemptAt">When it is tried again by itself; null when nothing is planned.</param>
/// <param name="SourceAt">Shopify's own time of the last change that a pass has read; null when none was.</param>
public sealed record RecordStanding(
    RecordKey Record,
    Standing Standing,
    string? ShopifyName,
    OdooDocument? Odoo,
    int Attempts,
    DateTimeOffset Since,
    DateTimeOffset ChangedAt,
    DateTimeOffset? NextAttemptAt,
    DateTimeOffset? SourceAt = null);

/// <summary>Which records a list shows; null does not narrow.</summary>
/// <param name="Text">Part of the Shopify name, the Odoo name or the Shopify id; or Odoo's id; or the whole number, name or id of one of its documents on either side.</param>
public sealed record StandingFilter(
    ShopDomain Shop, RecordKind? Kind = null, StandingKind? Standing = null, BlockerCode? Code = null, string? Subject = null, string? Text = null);

/// <summary>A part of a list.</summary>
public sealed record Page(int Size, int Skip = 0);

/// <summary>All records of a shop that wait for the same decision.</summary>
/// <param name="Example">The sentence of one of them.</param>
/// <param name="Setting">The decision that is missing; null when no setting mends it.</param>
/// <param name="NextAttemptAt">When the first of them is tried again by itself; null where time alone does not help.</param>
public sealed record CauseGroup(BlockerCode Code, string Subject, int Records, DateTimeOffset Since, string Example, Role Owner, string? Setting, DateTimeOffset? NextAttemptAt = null);

/// <summary>How long records took.</summary>
public sealed record Latencies(int Records, TimeSpan Median, TimeSpan Percentile95)
{
    /// <summary>Null for none.</summary>
    /// <param name="sorted">Milliseconds, the shortest first.</param>
    public static Latencies? Of(IReadOnlyList<long> sorted)
    {
        ArgumentNullException.ThrowIfNull(sorted);
        return sorted.Count == 0 ? null : new Latencies(sorted.Count, At(sorted, 50), At(sorted, 95));
    }

    // Nearest rank: the smallest value that at least so many per cent do not exceed.
    private static TimeSpan At(IReadOnlyList<long> sorted, int percent) => TimeSpan.FromMilliseconds(sorted[(((sorted.Count * percent) + 99) / 100) - 1]);
}

/// <summary>Which waiting records become due.</summary>
public abstract record ReleaseRule
{
    private ReleaseRule() { }

    /// <summary>Every blocked or retrying record of the shop.</summary>
    public sealed record Everything : ReleaseRule;

    /// <summary>Records blocked by any of these codes.</summary>
    public sealed record WithCodes(IReadOnlyList<BlockerCode> Codes) : ReleaseRule;

    /// <summary>Records blocked by one cause.</summary>
    public sealed record WithCause(BlockerCode Code, string Subject) : ReleaseRule;

    /// <summary>Records of which anything is held by a paused flow.</summary>
    public sealed record HeldBy(Flow Flow) : ReleaseRule;

    /// <summary>One record, wherever it stands.</summary>
    public sealed record One(RecordKey Record) : ReleaseRule;
}
