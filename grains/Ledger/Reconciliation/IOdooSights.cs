using Tandem.Sync;
using Tandem.Sync.Sales;

namespace Tandem.Grains.Ledger;

/// <summary>An Odoo as it was seen last.</summary>
/// <param name="Newest">The newest of the shop's orders in it and the Shopify orders that they were made for, the newest first.</param>
/// <param name="Doubt">Why it is not the Odoo of before, for which all flows paused; null while it is.</param>
public sealed record OdooSight(Uri Url, string Database, IReadOnlyList<(OdooId<SaleOrder> Odoo, OrderId Shopify)> Newest, DateTimeOffset At, string? Doubt = null);

/// <summary>Which Odoo each shop's orders were booked in.</summary>
public interface IOdooSights
{
    /// <summary>Null when it was never looked at, or since a person said that the one at hand is right.</summary>
    Task<OdooSight?> Find(ShopDomain shop, CancellationToken cancellationToken);

    /// <summary>Keeps it over what was kept before.</summary>
    Task Keep(ShopDomain shop, OdooSight sight, CancellationToken cancellationToken);

    /// <summary>Orders of which a pass said since then that they are in step, the newest in Odoo first.</summary>
    Task<IReadOnlyList<(OdooId<SaleOrder> Odoo, OrderId Shopify)>> InStepSince(ShopDomain shop, DateTimeOffset since, int most, CancellationToken cancellationToken);
}
