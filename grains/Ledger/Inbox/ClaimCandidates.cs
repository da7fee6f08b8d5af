using System.Data.Common;
using System.Numerics;
using Dapper;
using Tandem.Sync;
using Tandem.Sync.Records;

namespace Tandem.Grains.Ledger;

/// <summary>Chooses which waiting records are taken next, so that no shop's flood holds up another shop.</summary>
internal sealed class ClaimCandidates(DbConnection connection, long now)
{
    // Several signals of one record fold into one, so more rows are read than records are wanted.
    private const int RowsForOneRecord = 4;
    private static readonly long History = InboxInsert.Priority(SignalSource.History);

    /// <summary>Records in the order in which they should go: by priority, then shops in turn, then oldest first.</summary>
    public async Task<IReadOnlyList<RecordKey>> Choose(ClaimTerms terms, int turn, CancellationToken cancellationToken)
    {
        var shops = await Shops(terms.Kind, cancellationToken);
        if (shops.Count == 0) return [];

        var busy = await Busy(terms.Kind, cancellationToken);
        var ranked = new List<(long Priority, int Rank, int Turn, RecordKey Record)>();
        foreach (var (shop, foremost, first) in shops.Select((shop, i) => (shop.Shop, shop.Foremost, Turn: (i + turn) % shops.Count)).OrderBy(shop => shop.Foremost).ThenBy(shop => shop.Turn))
        {
            // Nothing of this shop, nor of those after it, goes before what is chosen already.
            if (ranked.Count(row => (row.Priority, row.Rank, row.Turn).CompareTo((foremost, 0, first)) < 0) >= terms.Records) break;
            if (terms.Except.Contains(ShopDomain.Parse(shop))) continue;
            var room = Math.Min(terms.Records, terms.PerShop - busy.GetValueOrDefault(shop));
            if (room <= 0) continue;
            ranked.AddRange((await Oldest(shop, terms.Kind, room, cancellationToken)).Select((row, rank) =>
                (row.Priority, rank, first, KeyColumns.Read(shop, row.Kind, row.Record))));
        }

        return [.. ranked.OrderBy(r => r.Priority).ThenBy(r => r.Rank).ThenBy(r => r.Turn).Take(terms.Records).Select(r => r.Record)];
    }

    // Jumps from shop to shop along the index instead of reading the whole backlog.
    private async Task<IReadOnlyList<ShopRow>> Shops(ClaimKind kind, CancellationToken cancellationToken) => await Query<ShopRow>(
        $"""
        with recursive waiting (shop) as (
            select min(shop) from inbox where state = 'waiting'
            union all
            select (select min(i.shop) from inbox i where i.state = 'waiting' and i.shop > w.shop) from waiting w where w.shop is not null)
        select shop as Shop, foremost as Foremost from (
            select w.shop, (select min(d.priority) from inbox d where d.state = 'waiting' and d.shop = w.shop {OfKind(kind)}) as foremost
            from waiting w where w.shop is not null) shops
        where foremost is not null
        """,
        null,
        cancellationToken);

    private async Task<Dictionary<string, int>> Busy(ClaimKind kind, CancellationToken cancellationToken) =>
        (await Query<DueRows.BusyRow>(kind == ClaimKind.History ? DueRows.BusyInLots : DueRows.Busy, new { Now = now }, cancellationToken)).ToDictionary(r => r.Shop, r => (int)r.Records);

    /// <summary>Whether a lease is that of an order which goes with others of its import.</summary>
    internal static long Lot(ClaimKind kind) => kind == ClaimKind.History ? 1 : 0;

    private static string OfKind(ClaimKind kind) => kind switch
    {
        ClaimKind.Live => $"and d.priority < {History}",
        ClaimKind.History => $"and d.priority = {History}",
        _ => "",
    };

    private static string Unspoken(ClaimKind kind) => kind != ClaimKind.History ? "" : $"""
        and not exists (
            select 1 from inbox o
            where o.shop = d.shop and o.kind = d.kind and o.record = d.record and o.state = 'waiting' and o.priority < {History})
        """;

    private async Task<IEnumerable<WaitingRow>> Oldest(string shop, ClaimKind kind, int records, CancellationToken cancellationToken)
    {
        var rows = await Query<WaitingRow>(
            $"""
            select d.kind as Kind, d.record as Record, d.priority as Priority from inbox d
            where d.shop = @Shop and d.state = 'waiting' and not exists (
                select 1 from inbox_lease l
                where l.shop = d.shop and l.kind = d.kind and l.record = d.record and l.lease_until > @Now)
            {OfKind(kind)} {Unspoken(kind)} and {FlowRows.Moves}
            order by d.priority, d.id limit {Rows(records)}
            """,
            new { Shop = shop, Now = now },
            cancellationToken);
        return rows.DistinctBy(r => (r.Kind, r.Record)).Take(records);
    }

    // Written out: PostgreSQL takes a limit that it does not see for a tenth of all rows, and plans each question anew where many wait. Of few sizes, so that the statements stay prepared.
    private static long Rows(int records) => (long)BitOperations.RoundUpToPowerOf2((uint)records) * RowsForOneRecord;

    private async Task<IReadOnlyList<T>> Query<T>(string sql, object? parameters, CancellationToken cancellationToken) =>
        (await connection.QueryAsync<T>(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken))).AsList();

    private sealed record ShopRow
    {
        public required string Shop { get; init; }

        public long Foremost { get; init; }
    }

    private sealed record WaitingRow(string Kind, string Record, long Priority);
}
