using Tandem.Grains.Ledger;
using Tandem.Shopify.Orders;
using Tandem.Sync;
using Tandem.Sync.Records;

namespace Tandem.Grains.History;

/// <summary>Looks what an import would find, without importing anything.</summary>
public sealed class HistoryPreview(IShopOrders orders, IStandings standings)
{
    /// <param name="most">At most so many orders are looked up; Shopify's count covers all.</param>
    /// <exception cref="Shopify.Failures.ShopifyException">Shopify refused.</exception>
    public async Task<HistorySight> Look(ShopDomain shop, PlacedBetween time, int most, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(time);
        var total = await orders.CountPlaced(shop, time.From, time.To, stop);
        var (seen, inOdoo, waiting) = (0, 0, 0);
        string? after = null;
        do
        {
            var page = await orders.PlacedBetween(shop, time.From, time.To, after, stop);
            foreach (var order in page.Orders)
            {
                seen++;
                if (await standings.Find(RecordKey.Order(shop, order.Id), stop) is not { } met) continue;
                if (met.Odoo is not null) inOdoo++;
                else waiting++;
            }

            after = page.Next;
        }
        while (after is not null && seen < most);
        return new HistorySight(Math.Max(total, seen), seen, inOdoo, waiting);
    }
}

/// <summary>What an import would find.</summary>
/// <param name="Total">Orders that Shopify counts in the time.</param>
/// <param name="Seen">Of these, so many were looked up, the oldest first.</param>
/// <param name="InOdoo">Of those looked up, the ones that are in Odoo already.</param>
/// <param name="Waiting">Of those looked up, the ones that Tandem knows and that wait or were left out.</param>
public sealed record HistorySight(int Total, int Seen, int InOdoo, int Waiting);
