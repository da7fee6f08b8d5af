using System.Runtime.CompilerServices;
using Tandem.Shopify.Bulk;
using Tandem.Shopify.Failures;
using Tandem.Shopify.Orders;
using Tandem.Sync;

namespace Tandem.Reconciler;

/// <summary>Shopify's orders of a time: by bulk operation, and page by page where that cannot be had.</summary>
internal sealed class PlacedOrders(IOrderSnapshots snapshots, IShopOrders orders)
{
    /// <param name="slowly">Told before the first order why they are read page by page, which costs every one of them a reading in depth.</param>
    /// <exception cref="ShopifyException">Shopify gives neither.</exception>
    public async IAsyncEnumerable<PlacedOrder> List(ShopDomain shop, DateTimeOffset from, Action<string> slowly, [EnumeratorCancellation] CancellationToken stop)
    {
        await using var listed = snapshots.PlacedSinceOrOpen(shop, from, stop).GetAsyncEnumerator(stop);
        if (await First(listed, slowly) is { } there)
            for (var more = there; more; more = await listed.MoveNextAsync()) yield return listed.Current;
        else
            await foreach (var order in orders.PlacedSinceOrOpen(shop, from, stop)) yield return order;
    }

    /// <summary>A list gives nothing before all of it is there, so whatever is wrong with it shows now.</summary>
    /// <returns>Whether there is one; null when there is no list.</returns>
    private static async Task<bool?> First(IAsyncEnumerator<PlacedOrder> listed, Action<string> slowly)
    {
        try
        {
            return await listed.MoveNextAsync();
        }
        catch (ShopifyException failure) when (failure.Failure is ShopifyFailure.BulkUnusable or ShopifyFailure.UserErrors or ShopifyFailure.QueryRefused or ShopifyFailure.BadAnswer)
        {
            slowly($"{failure.Failure.Sentence} The orders are read one by one instead, which takes longer.");
            return null;
        }
    }
}
