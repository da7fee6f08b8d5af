using Microsoft.Extensions.DependencyInjection;
using Tandem.Grains.Ledger;
using Tandem.Sandbox.House;
using Tandem.Sandbox.Shopify.Shops;
using Tandem.Sync;
using Tandem.Sync.Records;

namespace Tandem.Load;

/// <summary>Orders of one known customer, placed and announced, each until the ledger says that it is in step.</summary>
internal sealed class OrdersFigure(PracticeHouse house, long customer)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly IStandings standings = house.App.Services.GetRequiredService<IStandings>();
    private readonly ShopDomain shop = ShopDomain.Parse(house.Shop.Domain);

    /// <summary>The order that was settled first.</summary>
    public PracticeOrder First { get; private set; } = null!;

    /// <summary>Never more of them unsettled than may be at once.</summary>
    public async Task Run(int count, CancellationToken stop)
    {
        var left = count;
        await Task.WhenAll(Enumerable.Range(0, Math.Min(count, Orders.AtOnce)).Select(async _ =>
        {
            while (Interlocked.Decrement(ref left) >= 0) await One(stop);
        }));
    }

    private async Task One(CancellationToken stop)
    {
        var order = house.Shop.Place(TexasOrders.Of(customer));
        First ??= order;
        await house.Shop.Webhooks.Deliver(order, "orders/create", cancellationToken: stop);
        var deadline = TimeProvider.System.GetUtcNow() + Patience;
        var key = RecordKey.Order(shop, new OrderId(order.Number));
        while (true)
        {
            // The mark in Shopify costs nothing to look at and comes right before the standing.
            if (house.Shop.Metafields.Of(order.Id).Count > 0 || TimeProvider.System.GetUtcNow() > deadline)
            {
                var found = await standings.Find(key, stop);
                if (found?.Standing is Standing.InStep) return;
                if (TimeProvider.System.GetUtcNow() > deadline) throw new TimeoutException($"Order {order.Name} is not in step: {found?.Standing}.");
            }

            await Task.Delay(10, stop);
        }
    }
}
