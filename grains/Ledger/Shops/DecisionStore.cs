using Tandem.Sync;
using Tandem.Sync.Records;

namespace Tandem.Grains.Ledger;

/// <inheritdoc />
internal sealed class DecisionStore(LedgerDatabase database, TimeProvider clock) : IDecisionStore
{
    private const string Read = "select version as Version, document as Document, saved_at as SavedAt, saved_by as SavedBy from decisions where shop = @Shop order by version desc";

    // Each pass asks this, so both answers come in one.
    private const string InForce = """
        select version as Version, document as Document, saved_at as SavedAt, saved_by as SavedBy,
            (select string_agg(flow, ',') from paused_flow where shop = @Shop) as Paused
        from decisions where shop = @Shop order by version desc limit 1
        """;

    public async Task<SavedDecisions?> Current(ShopDomain shop, CancellationToken cancellationToken) =>
        (await database.Query<CurrentRow>(InForce, new { Shop = shop.Value }, cancellationToken)).SingleOrDefault()?.Read();

    public async Task<SavedDecisions?> Save(ShopDomain shop, long readVersion, string document, string by, CancellationToken cancellationToken)
    {
        const string insert = """
            insert into decisions (shop, version, document, saved_at, saved_by)
            select @Shop, @Version, @Document, @SavedAt, @SavedBy
            where @ReadVersion = (select coalesce(max(version), 0) from decisions where shop = @Shop)
            on conflict do nothing
            """;
        var row = new Row(readVersion + 1, document, clock.NowMs(), by);
        var saved = await database.Execute(
            insert, new { Shop = shop.Value, row.Version, row.Document, row.SavedAt, row.SavedBy, ReadVersion = readVersion }, cancellationToken);
        return saved == 0 ? null : row.Read();
    }

    public async Task<IReadOnlyList<SavedDecisions>> History(ShopDomain shop, CancellationToken cancellationToken) =>
        [.. (await database.Query<Row>(Read, new { Shop = shop.Value }, cancellationToken)).Select(r => r.Read())];

    private sealed class CurrentRow
    {
        public long Version { get; init; }

        public required string Document { get; init; }

        public long SavedAt { get; init; }

        public required string SavedBy { get; init; }

        public string? Paused { get; init; }

        public SavedDecisions Read()
        {
            var saved = new Row(Version, Document, SavedAt, SavedBy).Read();
            return Paused is null ? saved : saved with { Paused = Paused.Split(',').Select(Words.Read<Flow>).ToHashSet() };
        }
    }

    private sealed record Row(long Version, string Document, long SavedAt, string SavedBy)
    {
        public SavedDecisions Read() => new(Version, Document, UnixTime.Read(SavedAt), SavedBy);
    }
}
