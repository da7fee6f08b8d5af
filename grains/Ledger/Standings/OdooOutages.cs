using Tandem.Sync;
using Tandem.Sync.Failures;
using Tandem.Sync.Records;

namespace Tandem.Grains.Ledger;

/// <summary>What waits for an Odoo that did not answer, and how it goes on once it does: the longer it was away, the longer each record would else wait for its next try.</summary>
internal static class OdooOutages
{
    /// <summary>From when on a record may be tried once Odoo answers; null where it waits for something else.</summary>
    public static long? Earliest(Standing standing) => standing switch
    {
        Standing.RetryingAt retrying => UnixTime.Of(retrying.OnceOdooAnswers),
        // Such as an Odoo whose name did not resolve, or a page of its host's in its place. A refused login is left alone: asking again and again might lock the user out.
        Standing.BlockedBy(var blockers) when blockers.All(blocker => blocker is { HealsWithTime: true, Code: BlockerCode.OdooUnreachable or BlockerCode.OdooNotUsable }) => 0,
        _ => null,
    };

    public static async Task<IReadOnlyList<ShopDomain>> Shops(LedgerDatabase database, CancellationToken stop) =>
        [.. (await database.Query<string>("select distinct shop from standing where once_odoo_answers is not null", null, stop)).Select(ShopDomain.Parse)];

    /// <summary>A tenth of a second apart, so that an Odoo that has just come up is not met by all at once; however many there are, the last after a minute.</summary>
    public static Task<int> Over(LedgerDatabase database, ShopDomain shop, long now, CancellationToken stop) => database.Write(transaction => transaction.Execute("""
        with waiting as (
            select w.kind, w.record, (row_number() over (order by coalesce(w.signal_at, w.since), w.since, w.record) - 1) * case when count(*) over () > 600 then 60000 / count(*) over () else 100 end as turn
            from standing w where w.shop = @Shop and w.once_odoo_answers is not null)
        update standing set once_odoo_answers = null,
            next_at = case when standing.next_at is null then null
                when standing.once_odoo_answers > @Now + waiting.turn then standing.once_odoo_answers
                when standing.next_at < @Now + waiting.turn then standing.next_at
                else @Now + waiting.turn end
        from waiting where standing.shop = @Shop and standing.kind = waiting.kind and standing.record = waiting.record
        """, new { Shop = shop.Value, Now = now }, stop), stop);
}
