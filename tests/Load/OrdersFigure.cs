using Microsoft.Extensions.DependencyInjection;
using Tandem.Grains.Ledger;
using Tandem.Sandbox.House;
using Tandem.Sandbox.Shopify.Shops;
using Tandem.Sync;

namespace Tandem.Load;

/// <summary>Orders of one known customer, placed and announced, each until the ledger says that it is in step.</summary>
internal sealed class OrdersFigure(PracticeHouse house, long customer)
{
    private readonly OrdersWatch watch = new(
        house.App.Services.GetRequiredService<LedgerDatabase>(), house.App.Services.GetRequiredService<IStandings>(), ShopDomain.Parse(house.Shop.Domain));

    /// <summary>The order that was settled first.</summary>
    public PracticeOrder First { get; private set; } = null!;

    /// <summary>Never more of them unsettled than may be at once.</summary>
    public async Task Run(int count, CancellationToken stop)
    {
        var left = count;
        using var watching = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var watched = watch.Go(watching.Token);
        await Task.WhenAll(Enumerable.Range(0, Math.Min(count, Orders.AtOnce)).Select(async _ =>
        {
            while (Interlocked.Decrement(ref left) >= 0) await One(stop);
        }));
        await watching.CancelAsync();
        await watched;
    }

    private async Task One(CancellationToken stop)
    {
        var order = house.Shop.Place(TexasOrders.Of(customer));
        First ??= order;
        await house.Shop.Webhooks.Deliver(order, "orders/create", cancellationToken: stop);
        await watch.InStep(new OrderId(order.Number), stop);
    }
}
