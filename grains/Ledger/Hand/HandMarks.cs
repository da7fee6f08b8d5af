using Tandem.Sync;
using Tandem.Sync.Records;

namespace Tandem.Grains.Ledger;

/// <inheritdoc />
internal sealed class HandMarks(LedgerDatabase database) : IHandMarks
{
    private const string Columns = """
        select shop as Shop, kind as Kind, record as Record, mark as Mark, reason as Reason, marked_by as MarkedBy, marked_at as MarkedAt, causes as Causes
        from hand_mark where shop = @Shop
        """;

    public Task Put(RecordKey record, HandMark mark, ActivityEntry entry, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mark);
        const string put = """
            insert into hand_mark (shop, kind, record, mark, reason, marked_by, marked_at, causes) values (@Shop, @Kind, @Record, @Mark, @Reason, @By, @At, @Causes)
            on conflict (shop, kind, record) do update set
                mark = excluded.mark, reason = excluded.reason, marked_by = excluded.marked_by, marked_at = excluded.marked_at, causes = excluded.causes
            """;
        var key = new KeyColumns(record);
        var row = new { key.Shop, key.Kind, key.Record, Mark = Words.Of(mark.Kind), mark.Reason, mark.By, At = UnixTime.Of(mark.At), Causes = string.Join('\n', mark.Causes) };
        return database.Write(async transaction =>
        {
            await transaction.Execute(put, row, cancellationToken);
            await DayCounts.Add(transaction, key.Shop, mark.Kind == HandMarkKind.LeftOut ? DayCounts.LeftOut : DayCounts.Corrected, UnixTime.Of(mark.At), 1, cancellationToken);
            return await ActivityRow.Insert(transaction, [entry], cancellationToken);
        }, cancellationToken);
    }

    public async Task<HandMark?> Find(RecordKey record, CancellationToken cancellationToken) =>
        (await database.Query<Row>($"{Columns} and kind = @Kind and record = @Record", new KeyColumns(record), cancellationToken)).SingleOrDefault()?.Read();

    public Task<bool> Remove(RecordKey record, ActivityEntry? entry, CancellationToken cancellationToken) => database.Write(async transaction =>
    {
        if (await transaction.Execute("delete from hand_mark where shop = @Shop and kind = @Kind and record = @Record", new KeyColumns(record), cancellationToken) == 0) return false;
        if (entry is not null) await ActivityRow.Insert(transaction, [entry], cancellationToken);
        return true;
    }, cancellationToken);

    public async Task<IReadOnlyDictionary<RecordKey, HandMark>> Of(ShopDomain shop, CancellationToken cancellationToken) =>
        (await database.Query<Row>(Columns, new { Shop = shop.Value }, cancellationToken)).ToDictionary(row => KeyColumns.Read(row.Shop, row.Kind, row.Record), row => row.Read());

    private sealed record Row
    {
        public required string Shop { get; init; }

        public required string Kind { get; init; }

        public required string Record { get; init; }

        public required string Mark { get; init; }

        public required string Reason { get; init; }

        public required string MarkedBy { get; init; }

        public long MarkedAt { get; init; }

        public required string Causes { get; init; }

        public HandMark Read() => new(Words.Read<HandMarkKind>(Mark), Reason, MarkedBy, UnixTime.Read(MarkedAt), Causes.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
