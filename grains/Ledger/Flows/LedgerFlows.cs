using Tandem.Sync;
using Tandem.Sync.Failures;
using Tandem.Sync.Records;

namespace Tandem.Grains.Ledger;

/// <inheritdoc />
internal sealed class LedgerFlows(LedgerDatabase database, TimeProvider clock) : IFlows
{
    public Task<bool> Pause(ShopDomain shop, Flow flow, string by, string reason, CancellationToken cancellationToken) =>
        Pause(shop, new PausedFlow(flow, clock.GetUtcNow(), by, reason), null, cancellationToken);

    public Task<bool> PauseFor(ShopDomain shop, Flow flow, Blocker cause, string reason, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(cause);
        return Pause(shop, new PausedFlow(flow, clock.GetUtcNow(), FlowHands.Tandem, reason, cause.Code), cause.Subject, cancellationToken);
    }

    public Task<int?> Resume(ShopDomain shop, Flow flow, string by, string reason, CancellationToken cancellationToken) => database.Write(
        transaction => FlowSwitching.Resume(transaction, shop, new FlowSwitch(flow, clock.GetUtcNow(), false, by, reason), cancellationToken), cancellationToken);

    public async Task<IReadOnlyList<FlowReading>> Of(ShopDomain shop, CancellationToken cancellationToken)
    {
        var key = new { Shop = shop.Value };
        var paused = await FlowRows.Paused(database, [shop.Value], cancellationToken);
        var counts = await database.Query<CountRow>(
            "select flow as Flow, standing as Word, count(*) as Records from flow_standing where shop = @Shop group by flow, standing", key, cancellationToken);
        var held = await database.Query<CountRow>(
            "select held_by as Flow, '' as Word, count(distinct kind || '/' || record) as Records from flow_standing where shop = @Shop and held_by is not null group by held_by", key, cancellationToken);
        var stopped = paused[shop.Value].ToDictionary(one => one.Flow);
        var waiting = stopped.Count == 0 ? [] : await database.Query<CountRow>(
            "select kind as Flow, '' as Word, count(*) as Records from inbox where shop = @Shop and state = 'waiting' group by kind", key, cancellationToken);
        return [.. Flows.All.Select(flow => new FlowReading(
            flow,
            stopped.GetValueOrDefault(flow),
            counts.Where(row => row.Flow == Words.Of(flow)).ToDictionary(row => Words.Read<FlowState>(row.Word), row => (int)row.Records),
            held.Where(row => row.Flow == Words.Of(flow)).Sum(row => (int)row.Records),
            stopped.ContainsKey(flow) ? waiting.Where(row => RecordKey.TryKind(row.Flow) is { } kind && Flows.Moving(kind) == flow).Sum(row => (int)row.Records) : 0))];
    }

    public async Task<IReadOnlyList<FlowMoves>> Since(ShopDomain shop, DateTimeOffset from, CancellationToken cancellationToken)
    {
        // Whatever moved was concluded since then: only the newest part of the list is looked through. The limit, which is never met, has SQLite begin there and not with all flows.
        const string moved = """
            select f.flow as Flow, f.standing as Word, count(*) as Records
            from (select shop, kind, record from standing where shop = @Shop and changed_at >= @From limit 1000000000) s
            join flow_standing f on f.shop = s.shop and f.kind = s.kind and f.record = s.record
            where f.since >= @From or f.moved_at >= @From group by f.flow, f.standing
            """;
        var rows = await database.Query<CountRow>(moved, new { Shop = shop.Value, From = UnixTime.Of(from) }, cancellationToken);
        return [.. rows.Select(row => new FlowMoves(Words.Read<Flow>(row.Flow), Words.Read<FlowState>(row.Word), (int)row.Records))];
    }

    public async Task<IReadOnlyList<FlowStanding>> Of(RecordKey record, CancellationToken cancellationToken)
    {
        var rows = await database.Query<FlowRow>(
            "select flow as Flow, standing as Standing, sentence as Sentence, held_by as HeldBy from flow_standing where shop = @Shop and kind = @Kind and record = @Record",
            new KeyColumns(record),
            cancellationToken);
        return [.. rows.Select(row => row.Read()).OrderBy(standing => standing.Flow)];
    }

    public async Task<IReadOnlyList<FlowSwitch>> History(ShopDomain shop, Page page, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(page);
        var rows = await database.Query<SwitchRow>(
            "select flow as Flow, at as At, paused as Paused, switched_by as By, reason as Reason from flow_switch where shop = @Shop order by id desc limit @Size offset @Skip",
            new { Shop = shop.Value, Size = (long)page.Size, Skip = (long)page.Skip },
            cancellationToken);
        return [.. rows.Select(row => new FlowSwitch(Words.Read<Flow>(row.Flow), UnixTime.Read(row.At), row.Paused != 0, row.By, row.Reason))];
    }

    public async Task<FlowTrouble> Trouble(ShopDomain shop, Blocker cause, int latest, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(cause);
        const string waiting = """
            select since from blocker where shop = @Shop and code = @Code and subject = @Subject and coalesce(flow, 'orders') = @Flow
            order by since desc limit @Latest
            """;
        var terms = new { Shop = shop.Value, Code = Words.Of(cause.Code), cause.Subject, Flow = Words.Of(cause.Flow), Latest = (long)latest };
        var since = await database.Query<long>(waiting, terms, cancellationToken);
        // Mostly a cause has few records, and then nobody asks how the others fare.
        if (since.Count < latest) return new FlowTrouble(cause.Flow, cause, [.. since.Select(UnixTime.Read)], null, null);

        // What got on since then was concluded since then: so only the newest part of the list is looked through.
        const string progress = """
            select coalesce(max(case when f.moved_at > f.since then f.moved_at else f.since end), 0) from standing s
            join flow_standing f on f.shop = s.shop and f.kind = s.kind and f.record = s.record and f.flow = @Flow
            where s.shop = @Shop and s.changed_at >= @From and f.standing = 'in_step'
            """;
        const string resumed = "select coalesce(max(at), 0) from flow_switch where shop = @Shop and flow = @Flow and paused = 0";
        var moved = await database.Query<long>(progress, new { terms.Shop, terms.Flow, From = since[^1] }, cancellationToken);
        var switched = await database.Query<long>(resumed, new { terms.Shop, terms.Flow }, cancellationToken);
        return new FlowTrouble(cause.Flow, cause, [.. since.Select(UnixTime.Read)], When(moved[0]), When(switched[0]));
    }

    private static DateTimeOffset? When(long at) => at == 0 ? null : UnixTime.Read(at);

    private Task<bool> Pause(ShopDomain shop, PausedFlow paused, string? subject, CancellationToken stop) =>
        database.Write(transaction => FlowSwitching.Pause(transaction, shop, paused, subject, stop), stop);

    private sealed record CountRow
    {
        public required string Flow { get; init; }

        public required string Word { get; init; }

        public long Records { get; init; }
    }

    private sealed record FlowRow
    {
        public required string Flow { get; init; }

        public required string Standing { get; init; }

        public string? Sentence { get; init; }

        public string? HeldBy { get; init; }

        public FlowStanding Read() => new(Words.Read<Flow>(Flow), Words.Read<FlowState>(Standing), Sentence, HeldBy is null ? null : Words.Read<Flow>(HeldBy));
    }

    private sealed record SwitchRow
    {
        public required string Flow { get; init; }

        public long At { get; init; }

        public long Paused { get; init; }

        public required string By { get; init; }

        public required string Reason { get; init; }
    }
}
