using Tandem.Shopify.Failures;
using Tandem.Shopify.Orders;
using Tandem.Sync;

namespace Tandem.Shopify.Bulk;

/// <summary>Lists of orders that Shopify writes by itself, whatever their length, at the price of a handful of calls.</summary>
public interface IOrderSnapshots
{
    /// <summary>Orders placed at or after a time, and all that are open, each with the mark of its state.</summary>
    /// <exception cref="ShopifyException">Shopify refused, or its file is not whole; none was given then.</exception>
    IAsyncEnumerable<PlacedOrder> PlacedSinceOrOpen(ShopDomain shop, DateTimeOffset from, CancellationToken stop);
}
