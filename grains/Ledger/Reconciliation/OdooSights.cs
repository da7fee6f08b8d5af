using System.Globalization;
using Tandem.Sync;
using Tandem.Sync.Sales;

namespace Tandem.Grains.Ledger;

/// <inheritdoc />
internal sealed class OdooSights(LedgerDatabase database) : IOdooSights
{
    public async Task<OdooSight?> Find(ShopDomain shop, CancellationToken cancellationToken)
    {
        var rows = await database.Query<Row>(
            "select url as Url, database as Named, newest as Newest, at as At from odoo_sight where shop = @Shop", new { Shop = shop.Value }, cancellationToken);
        return rows is [var row] ? new OdooSight(new Uri(row.Url), row.Named, [.. row.Newest.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Pair)], UnixTime.Read(row.At)) : null;
    }

    public Task Keep(ShopDomain shop, OdooSight sight, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sight);
        var newest = string.Join(' ', sight.Newest.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Odoo.Value}:{pair.Shopify.Value}")));
        return database.Execute(
            """
            insert into odoo_sight (shop, url, database, newest, at) values (@Shop, @Url, @Named, @Newest, @At)
            on conflict (shop) do update set url = excluded.url, database = excluded.database, newest = excluded.newest, at = excluded.at
            """,
            new { Shop = shop.Value, Url = sight.Url.ToString(), Named = sight.Database, Newest = newest, At = UnixTime.Of(sight.At) }, cancellationToken);
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
    }
}
