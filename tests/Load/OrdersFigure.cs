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
    public Task Run(int count, CancellationToken stop)
    {
        var left = count;
        return Run(Math.Min(count, Orders.AtOnce), () => Interlocked.Decrement(ref left) >= 0, stop);
    }

    /// <param name="more">Whether one more is to be placed.</param>
    public async Task Run(int atOnce, Func<bool> more, CancellationToken stop)
    {
        using var watching = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var watched = watch.Go(watching.Token);
        await Task.WhenAll(Enumerable.Range(0, atOnce).Select(async _ =>
        {
            while (more()) await One(stop);
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
