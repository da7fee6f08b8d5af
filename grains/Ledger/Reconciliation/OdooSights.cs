using System.Globalization;
using Tandem.Sync;
using Tandem.Sync.Records;
using Tandem.Sync.Sales;

namespace Tandem.Grains.Ledger;

/// <inheritdoc />
internal sealed class OdooSights(LedgerDatabase database) : IOdooSights
{
    public async Task<OdooSight?> Find(ShopDomain shop, CancellationToken cancellationToken)
    {
        var rows = await database.Query<Row>(
            "select url as Url, database as Named, newest as Newest, at as At, doubt as Doubt from odoo_sight where shop = @Shop", new { Shop = shop.Value }, cancellationToken);
        return rows is [var row] ? new OdooSight(new Uri(row.Url), row.Named, [.. row.Newest.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Pair)], UnixTime.Read(row.At), row.Doubt) : null;
    }

    public Task Keep(ShopDomain shop, OdooSight sight, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sight);
        var newest = string.Join(' ', sight.Newest.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Odoo.Value}:{pair.Shopify.Value}")));
        return database.Execute(
            """
            insert into odoo_sight (shop, url, database, newest, at, doubt) values (@Shop, @Url, @Named, @Newest, @At, @Doubt)
            on conflict (shop) do update set url = excluded.url, database = excluded.database, newest = excluded.newest, at = excluded.at, doubt = excluded.doubt
            """,
            new { Shop = shop.Value, Url = sight.Url.ToString(), Named = sight.Database, Newest = newest, At = UnixTime.Of(sight.At), sight.Doubt }, cancellationToken);
    }

    public async Task<IReadOnlyList<(OdooId<SaleOrder> Odoo, OrderId Shopify)>> InStepSince(ShopDomain shop, DateTimeOffset since, int most, CancellationToken cancellationToken)
    {
        const string newest = """
            select odoo_id as OdooId, record as Record from standing
            where shop = @Shop and changed_at >= @Since and kind = @Kind and standing = @InStep and odoo_model = @Model
            order by odoo_id desc limit @Most
            """;
        var terms = new { Shop = shop.Value, Since = UnixTime.Of(since), Kind = RecordKey.Name(RecordKind.Order), InStep = Words.Of(StandingKind.InStep), SaleOrder.Model, Most = (long)most };
        return [.. (await database.Query<Booked>(newest, terms, cancellationToken)).Select(row => (new OdooId<SaleOrder>((int)row.OdooId), new OrderId(long.Parse(row.Record, CultureInfo.InvariantCulture))))];
    }

    private static (OdooId<SaleOrder> Odoo, OrderId Shopify) Pair(string pair)
    {
        var parts = pair.Split(':');
        return (new OdooId<SaleOrder>(int.Parse(parts[0], CultureInfo.InvariantCulture)), new OrderId(long.Parse(parts[1], CultureInfo.InvariantCulture)));
    }

    private sealed record Row
    {
        public required string Url { get; init; }
        public required string Named { get; init; }
        public required string Newest { get; init; }
        public required long At { get; init; }
        public string? Doubt { get; init; }
    }

    private sealed record Booked
    {
        public required long OdooId { get; init; }
        public required string Record { get; init; }
    }
}
