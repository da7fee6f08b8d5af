using System.Data.Common;
using Dapper;
using Tandem.Sync;
using Tandem.Sync.Records;

namespace Tandem.Grains.Ledger;

/// <summary>Chooses which waiting records are taken next, so that no shop's flood holds up another shop.</summary>
internal sealed class ClaimCandidates(DbConnection connection, long now)
{
    // Several signals of one record fold into one, so more rows are read than records are wanted.
    private const int RowsForOneRecord = 4;

    /// <summary>Records in the order in which they should go: by priority, then shops in turn, then oldest first.</summary>
    public async Task<IReadOnlyList<RecordKey>> Choose(ClaimTerms terms, int turn, CancellationToken cancellationToken)
    {
        var shops = await Shops(terms.Kind, cancellationToken);
        if (shops.Count == 0) return [];

        var busy = await Busy(terms.Kind, cancellationToken);
        var ranked = new List<(long Priority, int Rank, int Turn, RecordKey Record)>();
        for (var i = 0; i < shops.Count; i++)
        {
            if (terms.Except.Contains(ShopDomain.Parse(shops[i]))) continue;
            var room = Math.Min(terms.Records, terms.PerShop - busy.GetValueOrDefault(shops[i]));
            if (room <= 0) continue;
            var first = (i + turn) % shops.Count;
            ranked.AddRange((await Oldest(shops[i], terms.Kind, room, cancellationToken)).Select((row, rank) =>
                (row.Priority, rank, first, KeyColumns.Read(shops[i], row.Kind, row.Record))));
        }

        return [.. ranked.OrderBy(r => r.Priority).ThenBy(r => r.Rank).ThenBy(r => r.Turn).Take(terms.Records).Select(r => r.Record)];
    }

    // Jumps from shop to shop along the index instead of reading the whole backlog.
    private async Task<IReadOnlyList<string>> Shops(ClaimKind kind, CancellationToken cancellationToken) => await Query<string>(
        $"""
        with recursive waiting (shop) as (
            select min(shop) from inbox where state = 'waiting'
            union all
            select (select min(i.shop) from inbox i where i.state = 'waiting' and i.shop > w.shop) from waiting w where w.shop is not null)
        select shop from waiting where shop is not null
            {(kind == ClaimKind.History ? "and exists (select 1 from inbox h where h.state = 'waiting' and h.shop = waiting.shop and h.priority = @History)" : "")}
        """,
        new { History = InboxInsert.Priority(SignalSource.History) },
        cancellationToken);

    private async Task<Dictionary<string, int>> Busy(ClaimKind kind, CancellationToken cancellationToken) =>
        (await Query<DueRows.BusyRow>(kind == ClaimKind.History ? DueRows.BusyInLots : DueRows.Busy, new { Now = now }, cancellationToken)).ToDictionary(r => r.Shop, r => (int)r.Records);

    /// <summary>Whether a lease is that of an order which goes with others of its import.</summary>
    internal static long Lot(ClaimKind kind) => kind == ClaimKind.History ? 1 : 0;

    private static string Only(ClaimKind kind) => kind switch
    {
        ClaimKind.Live => "and d.priority < @History",
        ClaimKind.History => """
            and d.priority = @History and not exists (
                select 1 from inbox o
                where o.shop = d.shop and o.kind = d.kind and o.record = d.record and o.state = 'waiting' and o.priority < @History)
            """,
        _ => "",
    };

    private async Task<IEnumerable<WaitingRow>> Oldest(string shop, ClaimKind kind, int records, CancellationToken cancellationToken)
    {
        var rows = await Query<WaitingRow>(
            $"""
            select d.kind as Kind, d.record as Record, d.priority as Priority from inbox d
            where d.shop = @Shop and d.state = 'waiting' and not exists (
                select 1 from inbox_lease l
                where l.shop = d.shop and l.kind = d.kind and l.record = d.record and l.lease_until > @Now)
            {Only(kind)} and {FlowRows.Moves}
            order by d.priority, d.id limit @Rows
            """,
            new { Shop = shop, Now = now, Rows = (long)records * RowsForOneRecord, History = InboxInsert.Priority(SignalSource.History) },
            cancellationToken);
        return rows.DistinctBy(r => (r.Kind, r.Record)).Take(records);
    }

    private async Task<IReadOnlyList<T>> Query<T>(string sql, object? parameters, CancellationToken cancellationToken) =>
        (await connection.QueryAsync<T>(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken))).AsList();

    private sealed record WaitingRow(string Kind, string Record, long Priority);
}
