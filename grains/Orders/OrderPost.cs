using Tandem.Grains.Ledger;
using Tandem.Shopify.Orders;
using Tandem.Sync;
using Tandem.Sync.Failures;
using Tandem.Sync.Life;
using Tandem.Sync.Orders;

namespace Tandem.Grains.Orders;

/// <summary>What an order's pass tells Shopify: where it is in Odoo, and what left the warehouse.</summary>
public sealed class OrderPost(ShopDomain shop, IShopOrders orders)
{
    public Task<ShopOrder> ReadAgain(ShopOrder order, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(order);
        return orders.Read(shop, order.Id, stop);
    }

    public Task Mark(ShopOrder order, OdooMark mark, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(order);
        return orders.Mark(shop, order.Id, mark, stop);
    }

    /// <summary>Carries out a step that writes to Shopify.</summary>
    public Task<Blocker?> Do(LifeStep step, LifeView view, OrderLink link, Trail trail, CancellationToken stop) =>
        throw new InvalidOperationException($"No rule for {step?.GetType().Name}.");
}
