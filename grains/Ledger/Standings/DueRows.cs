using System.Data.Common;

namespace Tandem.Grains.Ledger;

/// <summary>Chooses among the records whose time has come: the shops with the fewest passes under way first, and of each the longest due first.</summary>
internal static class DueRows
{
    private const string IsDue = $"d.next_at is not null and d.next_at <= @Now and d.lease_until <= @Now and {FlowRows.Moves}";

    /// <summary>Passes of each shop under way, by signals and by retries; orders of an import that go together count apart.</summary>
    public const string Busy = """
        select shop as Shop, count(*) as Records from (
            select shop from inbox_lease where lease_until > @Now and lot = 0
            union all select shop from standing where leased_by <> '' and lease_until > @Now) under_way
        group by shop
        """;

    public const string BusyInLots = "select shop as Shop, count(*) as Records from inbox_lease where lease_until > @Now and lot = 1 group by shop";

    /// <summary>Mostly nothing is due, and looking takes no turn among the writers.</summary>
    public const string Any = $"select 1 from standing d where {IsDue} limit 1";

    public static async Task<HashSet<KeyColumns>> Take(DbTransaction transaction, Dialect dialect, ClaimTerms terms, long now, CancellationToken stop)
    {
        // Jumps from shop to shop along the index instead of reading all that wait.
        const string shops = $"""
            with recursive pending (shop) as (
                select min(shop) from standing where next_at is not null
                union all
                select (select min(s.shop) from standing s where s.next_at is not null and s.shop > p.shop) from pending p where p.shop is not null)
            select p.shop as Shop, coalesce((select d.next_at from standing d where d.shop = p.shop and {IsDue} order by d.next_at limit 1), -1) as Oldest
            from pending p where p.shop is not null
            """;
        var take = $"""
            update standing set leased_by = @Worker, lease_until = @Until
            where (shop, kind, record) in (
                select d.shop, d.kind, d.record from standing d where d.shop = @Shop and {IsDue}
                order by d.next_at, coalesce(d.signal_at, d.since), d.since limit @Max {dialect.SkipLocked})
            returning shop as Shop, kind as Kind, record as Record
            """;
        var busy = (await transaction.Query<BusyRow>(Busy, new { Now = now }, stop)).ToDictionary(row => row.Shop, row => row.Records);
        var due = (await transaction.Query<DueShop>(shops, new { Now = now }, stop)).Where(shop => shop.Oldest >= 0)
            .Select(shop => (shop.Shop, shop.Oldest, Busy: busy.GetValueOrDefault(shop.Shop))).Where(shop => shop.Busy < terms.PerShop).OrderBy(shop => shop.Busy).ThenBy(shop => shop.Oldest).ToList();
        var taken = new HashSet<KeyColumns>();
        foreach (var (index, shop) in due.Index())
        {
            var left = terms.Records - taken.Count;
            if (left <= 0) break;
            var share = Math.Min(terms.PerShop - shop.Busy, Math.Max(1, left / (due.Count - index)));
            taken.UnionWith(await transaction.Query<KeyColumns>(take, new { terms.Worker, Until = now + (long)terms.Lease.TotalMilliseconds, Now = now, shop.Shop, Max = share }, stop));
        }

        return taken;
    }

    internal sealed record BusyRow
    {
        public required string Shop { get; init; }

        public long Records { get; init; }
    }

    private sealed record DueShop
    {
        public required string Shop { get; init; }

        public long Oldest { get; init; }
    }
}
