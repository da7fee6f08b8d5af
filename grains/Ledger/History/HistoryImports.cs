using Tandem.Sync;
using Tandem.Sync.Records;

namespace Tandem.Grains.Ledger;

/// <inheritdoc />
internal sealed class HistoryImports(LedgerDatabase database, TimeProvider clock) : IHistoryImports
{
    private const string Columns = """
        select id as Id, shop as Shop, placed_from as PlacedFrom, placed_to as PlacedTo, state as State, total as Total, after as After, listed as Listed, known as Known,
            started_at as StartedAt, started_by as StartedBy, runs_since as RunsSince, listed_before as ListedBefore
        from history_import
        """;

    public async Task<HistoryImport?> Latest(ShopDomain shop, CancellationToken cancellationToken) =>
        (await database.Query<ImportRow>($"{Columns} where shop = @Shop order by id desc limit 1", new { Shop = shop.Value }, cancellationToken)).Select(Read).SingleOrDefault();

    public async Task<IReadOnlyList<HistoryImport>> Running(CancellationToken cancellationToken) =>
        [.. (await database.Query<ImportRow>($"{Columns} where state = 'running' order by shop", new { }, cancellationToken)).Select(Read)];

    public async Task<bool> Start(ShopDomain shop, PlacedBetween time, int total, string by, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(time);
        const string start = """
            insert into history_import (shop, placed_from, placed_to, state, total, listed, known, started_at, started_by, runs_since, listed_before)
            values (@Shop, @From, @To, 'running', @Total, 0, 0, @Now, @By, @Now, 0)
            on conflict do nothing
            """;
        var row = new { Shop = shop.Value, From = UnixTime.Of(time.From), To = UnixTime.Of(time.To), Total = (long)total, Now = clock.NowMs(), By = by };
        return await database.Execute(start, row, cancellationToken) > 0;
    }

    public Task<bool> Stop(ShopDomain shop, CancellationToken cancellationToken) =>
        Change("update history_import set state = 'stopped' where shop = @Shop and state = 'running'", shop, cancellationToken);

    public Task<bool> Resume(ShopDomain shop, CancellationToken cancellationToken) =>
        Change("update history_import set state = 'running', runs_since = @Now, listed_before = listed where shop = @Shop and state = 'stopped'", shop, cancellationToken);

    public Task<bool> Drop(ShopDomain shop, CancellationToken cancellationToken) =>
        Change("update history_import set state = 'dropped' where shop = @Shop and state = 'stopped'", shop, cancellationToken);

    public async Task<bool> Advance(HistoryImport import, string? next, int listed, int known, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(import);
        const string advance = """
            update history_import set after = @Next, state = @State, listed = listed + @Listed, known = known + @Known
            where id = @Id and state = 'running' and listed = @Before
            """;
        var row = new
        {
            import.Id, Next = next ?? import.After, State = Words.Of(next is null ? HistoryState.Listed : HistoryState.Running),
            Listed = (long)listed, Known = (long)known, Before = (long)import.Listed,
        };
        return await database.Execute(advance, row, cancellationToken) > 0;
    }

    public async Task<int> Waiting(ShopDomain shop, CancellationToken cancellationToken) => (int)(await database.Query<long>(
        "select count(*) from inbox where shop = @Shop and state = 'waiting' and priority = @Priority",
        new { Shop = shop.Value, Priority = InboxInsert.Priority(SignalSource.History) }, cancellationToken)).Single();

    private async Task<bool> Change(string sql, ShopDomain shop, CancellationToken cancellationToken) =>
        await database.Execute(sql, new { Shop = shop.Value, Now = clock.NowMs() }, cancellationToken) > 0;

    private static HistoryImport Read(ImportRow row) => new(
        row.Id, ShopDomain.Parse(row.Shop), new PlacedBetween(UnixTime.Read(row.PlacedFrom), UnixTime.Read(row.PlacedTo)), Words.Read<HistoryState>(row.State), (int)row.Total, row.After,
        (int)row.Listed, (int)row.Known, UnixTime.Read(row.StartedAt), row.StartedBy, UnixTime.Read(row.RunsSince), (int)row.ListedBefore);

    private sealed record ImportRow
    {
        public long Id { get; init; }
        public required string Shop { get; init; }
        public long PlacedFrom { get; init; }
        public long PlacedTo { get; init; }
        public required string State { get; init; }
        public long Total { get; init; }
        public string? After { get; init; }
        public long Listed { get; init; }
        public long Known { get; init; }
        public long StartedAt { get; init; }
        public required string StartedBy { get; init; }
        public long RunsSince { get; init; }
        public long ListedBefore { get; init; }
    }
}
