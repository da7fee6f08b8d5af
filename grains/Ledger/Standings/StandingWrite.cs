using System.Data.Common;
using Dapper;
using Tandem.Sync.Records;

namespace Tandem.Grains.Ledger;

/// <summary>Writes one record's standing.</summary>
internal static class StandingWrite
{
    /// <summary>
    /// Working keeps the plan and the lease, so that a crash in the middle of a pass is tried again; every other standing replaces both.
    /// Retrying and blocked count an attempt, Working keeps the count, everything else starts anew.
    /// </summary>
    public static Task Put(
        DbTransaction transaction, RecordKey record, Standing standing, RecordFacts facts, DateTimeOffset? tryAgainAt, long now, CancellationToken cancellationToken)
    {
        const string put = """
            insert into standing (shop, kind, record, standing, detail, shopify_name, odoo_model, odoo_id, odoo_name,
                attempts, since, changed_at, next_at, signal_at, signal_to_shopify, source_at, leased_by, lease_until, once_odoo_answers)
            values (@Shop, @Kind, @Record, @Standing, @Detail, @ShopifyName, @OdooModel, @OdooId, @OdooName,
                @Failed, @Now, @Now, @NextAt, @SignalAt, @ToShopify, @SourceAt, '', 0, @OnceOdooAnswers)
            on conflict (shop, kind, record) do update set
                standing = excluded.standing,
                detail = excluded.detail,
                shopify_name = coalesce(excluded.shopify_name, standing.shopify_name),
                odoo_model = coalesce(excluded.odoo_model, standing.odoo_model),
                odoo_id = coalesce(excluded.odoo_id, standing.odoo_id),
                odoo_name = coalesce(excluded.odoo_name, standing.odoo_name),
                attempts = case when @Working = 1 then standing.attempts when @Failed = 1 then standing.attempts + 1 else 0 end,
                since = case when standing.standing = excluded.standing then standing.since else excluded.since end,
                changed_at = excluded.changed_at,
                next_at = case when @Working = 1 then standing.next_at else excluded.next_at end,
                signal_to_shopify = case when standing.signal_at is null then excluded.signal_to_shopify else standing.signal_to_shopify end,
                signal_at = coalesce(standing.signal_at, excluded.signal_at),
                source_at = coalesce(excluded.source_at, standing.source_at),
                leased_by = case when @Working = 1 then standing.leased_by else '' end,
                lease_until = case when @Working = 1 then standing.lease_until else 0 end,
                once_odoo_answers = case when @Working = 1 then standing.once_odoo_answers else excluded.once_odoo_answers end
            """;
        var row = Row(record, standing, facts, tryAgainAt, now);
        if (facts is { Flows: null or { IsEmpty: true }, Names.Count: 0 }) return transaction.Execute(put, row, cancellationToken);
        var parameters = new DynamicParameters(row);
        return transaction.Execute(put + (facts.Flows is { } flows ? FlowRows.Put(flows, parameters, now) : "") + NameRows.Put(facts.Names, parameters), parameters, cancellationToken);
    }

    /// <summary>Notes how long an order took from its first signal, or what a location is told from Odoo's, once; null when nothing was to note.</summary>
    /// <param name="moved">Whether anything was carried over; else the signal has said nothing new.</param>
    public static async Task<SettledIn?> Settle(DbTransaction transaction, RecordKey record, bool moved, long now, CancellationToken cancellationToken)
    {
        const string note = """
            insert into latency (shop, at, milliseconds, to_shopify)
            select shop, @Now, @Now - signal_at, signal_to_shopify from standing
            where shop = @Shop and kind = @Kind and record = @Record and (kind = 'order' or signal_to_shopify = 1) and signal_at is not null and signal_at <= @Now
            returning milliseconds as Milliseconds, to_shopify as ToShopify
            """;
        var key = new KeyColumns(record);
        IReadOnlyList<SettledIn> noted = !moved ? [] : await transaction.Query<SettledIn>(note, new { key.Shop, key.Kind, key.Record, Now = now }, cancellationToken);
        await transaction.Execute("update standing set signal_at = null where shop = @Shop and kind = @Kind and record = @Record", key, cancellationToken);
        return noted.Count == 0 ? null : noted[0];
    }

    private static object Row(RecordKey record, Standing standing, RecordFacts facts, DateTimeOffset? tryAgainAt, long now)
    {
        var key = new KeyColumns(record);
        var (kind, detail) = StandingRow.Keep(standing);
        return new
        {
            key.Shop,
            key.Kind,
            key.Record,
            Standing = Words.Of(kind),
            Detail = detail,
            facts.ShopifyName,
            OdooModel = facts.Odoo?.Model,
            OdooId = facts.Odoo?.Id,
            OdooName = (standing as Standing.InStep)?.OdooName ?? facts.Odoo?.Name,
            Failed = standing is Standing.RetryingAt or Standing.BlockedBy ? 1L : 0L,
            Working = standing is Standing.Working ? 1L : 0L,
            Now = now,
            NextAt = UnixTime.Of((standing as Standing.RetryingAt)?.At ?? tryAgainAt),
            SignalAt = UnixTime.Of(facts.SignalReceivedAt),
            ToShopify = facts.ToShopify ? 1L : 0L,
            SourceAt = UnixTime.Of(facts.SourceAt),
            OnceOdooAnswers = OdooOutages.Earliest(standing),
        };
    }
}

/// <summary>How long a change took from one side to the other.</summary>
internal sealed record SettledIn
{
    public long Milliseconds { get; init; }

    /// <summary>1 where Odoo spoke first.</summary>
    public long ToShopify { get; init; }
}
