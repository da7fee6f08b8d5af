using Tandem.Grains.Ledger;
using Tandem.Shopify.Failures;
using Tandem.Shopify.Orders;
using Tandem.Sync;
using Tandem.Sync.Records;

namespace Tandem.App.Admin;

/// <summary>Finds orders by what the ledger does not hold: Shopify is asked whose orders they are, so that no name or address need be kept here.</summary>
internal sealed class OrderFinder(IShopOrders orders, IStandings standings)
{
    public async Task<FoundOrders> Find(ShopDomain shop, OrderTerm by, string text, CancellationToken stop)
    {
        try
        {
            var found = new List<FoundOrder>();
            foreach (var order in await orders.Of(shop, by, text, stop))
                found.Add(new FoundOrder(order.Id, order.Name, await standings.Find(RecordKey.Order(shop, order.Id), stop)));
            return new FoundOrders(by, found, null);
        }
        catch (ShopifyException failure)
        {
            return new FoundOrders(by, [], failure.Failure.Sentence);
        }
    }
}

/// <summary>What Shopify found.</summary>
/// <param name="Problem">Why it could not be asked; null when it could.</param>
public sealed record FoundOrders(OrderTerm By, IReadOnlyList<FoundOrder> Orders, string? Problem);

/// <summary>One order that Shopify found.</summary>
/// <param name="Standing">Null where Tandem knows nothing of it.</param>
public sealed record FoundOrder(OrderId Order, string Name, RecordStanding? Standing);
