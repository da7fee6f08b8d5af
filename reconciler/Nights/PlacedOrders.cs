using Tandem.Shopify.Bulk;
using Tandem.Shopify.Failures;
using Tandem.Shopify.Orders;
using Tandem.Sync;

namespace Tandem.Reconciler;

/// <summary>Shopify's orders of a time: by bulk operation, and page by page where that cannot be had.</summary>
internal sealed class PlacedOrders(IOrderSnapshots snapshots, IShopOrders orders)
{
    /// <returns>The orders; and why they were read page by page, which costs every one of them a reading in depth.</returns>
    /// <exception cref="ShopifyException">Shopify gives neither.</exception>
    public async Task<(IReadOnlyList<PlacedOrder> Orders, string? Slowly)> List(ShopDomain shop, DateTimeOffset from, CancellationToken stop)
    {
        try
        {
            return (await snapshots.PlacedSinceOrOpen(shop, from, stop), null);
        }
        catch (ShopifyException failure) when (failure.Failure is ShopifyFailure.BulkUnusable or ShopifyFailure.UserErrors or ShopifyFailure.QueryRefused or ShopifyFailure.BadAnswer)
        {
            var listed = new List<PlacedOrder>();
            await foreach (var order in orders.PlacedSinceOrOpen(shop, from, stop)) listed.Add(order);
            return (listed, $"{failure.Failure.Sentence} The orders are read one by one instead, which takes longer.");
        }
    }
}
