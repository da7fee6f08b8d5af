using Tandem.Sync;
using Tandem.Sync.Sales;

namespace Tandem.Grains.Ledger;

/// <summary>An Odoo as a shop was compared with it last.</summary>
/// <param name="Newest">The newest of the shop's orders in it, and the Shopify orders that they were made for.</param>
public sealed record OdooSight(Uri Url, string Database, IReadOnlyList<(OdooId<SaleOrder> Odoo, OrderId Shopify)> Newest, DateTimeOffset At);

/// <summary>Which Odoo each shop was compared with last.</summary>
public interface IOdooSights
{
    /// <summary>Null when the shop was never compared.</summary>
    Task<OdooSight?> Find(ShopDomain shop, CancellationToken cancellationToken);

    /// <summary>Keeps it over what was kept before.</summary>
    Task Keep(ShopDomain shop, OdooSight sight, CancellationToken cancellationToken);
}
