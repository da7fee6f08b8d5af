using System.Data.Common;
using Dapper;
using Tandem.Grains.Telemetry;
using Tandem.Sync;
using Tandem.Sync.Failures;
using Tandem.Sync.Records;

namespace Tandem.Grains.Ledger;

/// <inheritdoc />
internal sealed class Standings(LedgerDatabase database, TimeProvider clock, LeaseClock leases) : IStandings
{
    public Task Set(RecordKey record, Standing standing, RecordFacts facts, DateTimeOffset? tryAgainAt, CancellationToken cancellationToken) =>
        Conclude([], record, standing, facts, tryAgainAt, cancellationToken);

    public async Task Conclude(
        IReadOnlyList<ActivityEntry> story, RecordKey record, Standing standing, RecordFacts facts, DateTimeOffset? tryAgainAt, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(standing);
        ArgumentNullException.ThrowIfNull(facts);
        var now = clock.NowMs();
        var settled = await database.Write(async transaction =>
        {
            // A flow that was resumed while this pass still saw it paused has released what it held already.
            var holders = HoldersOf(standing, facts);
            if (holders.Count > 0 && !await FlowSwitching.AllPaused(transaction, database.Dialect, record.Shop, holders, cancellationToken)) tryAgainAt = UnixTime.Read(leases.Now);
            await ActivityRow.Insert(transaction, story, cancellationToken);
            await StandingWrite.Put(transaction, record, standing, facts, tryAgainAt, now, cancellationToken);
            if (standing is not Standing.Working)
                await BlockerRows.Replace(transaction, record, (standing as Standing.BlockedBy)?.Blockers ?? [], now, cancellationToken);
            if (standing is Standing.RetryingAt) await DayCounts.Add(transaction, record.Shop.Value, DayCounts.Retried, now, 1, cancellationToken);
            return standing is Standing.InStep ? await StandingWrite.Settle(transaction, record, Moved(story), now, cancellationToken) : null;
        }, cancellationToken);
        GrainTelemetry.Count(record, standing, StandingRow.Keep(standing).Kind);
        if (settled is not null) GrainTelemetry.Took(record.Shop, settled.ToShopify == 1 ? GrainTelemetry.Direction.ToShopify : GrainTelemetry.Direction.ToOdoo, TimeSpan.FromMilliseconds(settled.Milliseconds));
    }

    public async Task<RecordStanding?> Find(RecordKey record, CancellationToken cancellationToken) => (await Read(
        $"select {StandingRow.Columns} from standing s where s.shop = @Shop and s.kind = @Kind and s.record = @Record",
        new KeyColumns(record),
        cancellationToken)).SingleOrDefault();

    public Task<IReadOnlyList<RecordStanding>> List(StandingFilter filter, Page page, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(page);
        var (where, parameters) = StandingSearch.Of(filter);
        parameters.Add("Size", (long)page.Size);
        parameters.Add("Skip", (long)page.Skip);
        return Read(
            $"select {StandingRow.Columns} from standing s where {where} order by s.changed_at desc, s.kind, s.record limit @Size offset @Skip",
            parameters,
            cancellationToken);
    }

    public async Task<IReadOnlyList<CauseGroup>> Causes(ShopDomain shop, CancellationToken cancellationToken)
    {
        const string grouped = """
            select b.code as Code, b.subject as Subject, count(*) as Records, min(b.since) as Since, min(b.sentence) as Example,
                   min(b.owner) as Owner, coalesce(min(b.setting), '') as Setting, coalesce(min(s.next_at), 0) as NextAt
            from blocker b left join standing s on b.heals_with_time = 1 and s.shop = b.shop and s.kind = b.kind and s.record = b.record
            where b.shop = @Shop group by b.code, b.subject order by count(*) desc, min(b.since), b.code, b.subject
            """;
        var rows = await database.Query<CauseRow>(grouped, new { Shop = shop.Value }, cancellationToken);
        return [.. rows.Select(r => new CauseGroup(
            Words.Read<BlockerCode>(r.Code), r.Subject, (int)r.Records, UnixTime.Read(r.Since), r.Example, Words.Read<Role>(r.Owner), r.Setting.Length == 0 ? null : r.Setting,
            r.NextAt == 0 ? null : UnixTime.Read(r.NextAt)))];
    }

    public Task<int> Release(ShopDomain shop, ReleaseRule rule, CancellationToken cancellationToken)
    {
        var (where, parameters) = StandingSearch.Of(rule, database.Dialect);
        parameters.Add("Shop", shop.Value);
        parameters.Add("Now", leases.Now);
        return database.Write(async transaction =>
        {
            var held = await FlowSwitching.Lift(transaction, database.Dialect, shop, rule, clock.GetUtcNow(), cancellationToken);
            return held + await transaction.Execute($"update standing set next_at = @Now where shop = @Shop and {where}", parameters, cancellationToken);
        }, cancellationToken);
    }

    public Task<IReadOnlyList<ShopDomain>> AwaitOdoo(CancellationToken cancellationToken) => OdooOutages.Shops(database, cancellationToken);

    public Task<int> OdooAnswers(ShopDomain shop, CancellationToken cancellationToken) => OdooOutages.Over(database, shop, leases.Now, cancellationToken);

    public async Task<IReadOnlyList<RecordStanding>> Due(ClaimTerms terms, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(terms);
        var now = leases.Now;
        if ((await database.Query<long>(DueRows.Any, new { Now = now }, cancellationToken)).Count == 0) return [];

        const string read = $"select {StandingRow.Columns} from standing s where s.leased_by = @Worker and s.lease_until = @Until and s.next_at <= @Now order by s.next_at, coalesce(s.signal_at, s.since), s.since";
        // Read before anybody else can write: a release that came between would hide a record which nobody else may take until the lease ends.
        var rows = await database.Write(Durable.WithNext, async t =>
        {
            var taken = await DueRows.Take(t, database.Dialect, terms, now, cancellationToken);
            if (taken.Count == 0) return [];
            var mine = await t.Query<StandingRow>(read, new { terms.Worker, Until = now + (long)terms.Lease.TotalMilliseconds, Now = now }, cancellationToken);
            return mine.Where(row => taken.Contains(new KeyColumns(row.Key))).ToList();
        }, cancellationToken);
        return rows.Count == 0 ? [] : await database.Read(connection => WithBlockers(connection, rows, cancellationToken), cancellationToken);
    }

    public Task GiveBack(RecordKey record, string worker, TimeSpan pause, CancellationToken cancellationToken)
    {
        var key = new KeyColumns(record);
        return database.Execute(
            Durable.WithNext,
            "update standing set leased_by = '', lease_until = @Again where shop = @Shop and kind = @Kind and record = @Record and leased_by = @Worker",
            new { key.Shop, key.Kind, key.Record, Worker = worker, Again = leases.Now + (long)pause.TotalMilliseconds }, cancellationToken);
    }

    public async Task<IReadOnlyDictionary<StandingKind, int>> Counts(ShopDomain shop, RecordKind? kind, CancellationToken cancellationToken) =>
        (await database.Query<CountRow>(
            $"select standing as Standing, count(*) as Records from standing where shop = @Shop {(kind is null ? "" : "and kind = @Kind ")}group by standing",
            new { Shop = shop.Value, Kind = kind is { } one ? RecordKey.Name(one) : "" }, cancellationToken))
        .ToDictionary(r => Words.Read<StandingKind>(r.Standing), r => (int)r.Records);

    public Task<Latencies?> LatenciesSince(ShopDomain shop, DateTimeOffset since, CancellationToken cancellationToken) => Took(shop, since, 0, cancellationToken);

    public Task<Latencies?> LatenciesToShopify(ShopDomain shop, DateTimeOffset since, CancellationToken cancellationToken) => Took(shop, since, 1, cancellationToken);

    public Task<int> ForgetLatencies(DateTimeOffset before, CancellationToken cancellationToken) =>
        database.Execute("delete from latency where at < @Before", new { Before = UnixTime.Of(before) }, cancellationToken);

    /// <summary>A look that found nothing to do, such as at the echo of Tandem's own mark, carried nothing over.</summary>
    private static bool Moved(IReadOnlyList<ActivityEntry> story) => story.Count == 0 || story.Any(entry => entry.Outcome == ActivityOutcome.Done);

    private static HashSet<Flow> HoldersOf(Standing standing, RecordFacts facts)
    {
        var holders = facts.Flows is null ? [] : facts.Flows.Standings.Select(one => one.HeldBy).OfType<Flow>().ToHashSet();
        if (standing is Standing.HeldByPausedFlow(var flow)) holders.Add(flow);
        return holders;
    }

    private async Task<Latencies?> Took(ShopDomain shop, DateTimeOffset since, long toShopify, CancellationToken cancellationToken) => Latencies.Of(await database.Query<long>(
        "select milliseconds from latency where shop = @Shop and at >= @Since and to_shopify = @ToShopify order by milliseconds",
        new { Shop = shop.Value, Since = UnixTime.Of(since), ToShopify = toShopify }, cancellationToken));

    private Task<IReadOnlyList<RecordStanding>> Read(string sql, object parameters, CancellationToken cancellationToken) => database.Read<IReadOnlyList<RecordStanding>>(async c =>
    {
        var rows = (await c.QueryAsync<StandingRow>(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken))).AsList();
        return await WithBlockers(c, rows, cancellationToken);
    }, cancellationToken);

    private async Task<IReadOnlyList<RecordStanding>> WithBlockers(DbConnection connection, List<StandingRow> rows, CancellationToken cancellationToken)
    {
        var blocked = rows.Where(r => r.Standing == Words.Of(StandingKind.Blocked)).Select(r => r.Key).ToList();
        var blockers = await BlockerRows.Read(connection, database.Dialect, blocked, cancellationToken);
        return [.. rows.Select(r => r.Read([.. blockers[r.Key]]))];
    }

    private sealed record CauseRow
    {
        public required string Code { get; init; }

        public required string Subject { get; init; }

        public long Records { get; init; }

        public long Since { get; init; }

        public required string Example { get; init; }

        public required string Owner { get; init; }

        public required string Setting { get; init; }

        public long NextAt { get; init; }
    }

    private sealed record CountRow
    {
        public required string Standing { get; init; }

        public long Records { get; init; }
    }
}
