using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Tandem.Grains.Ledger;
using Tandem.Sandbox.House;
using Tandem.Sync;
using Tandem.Sync.Records;
using Xunit;

namespace Tandem.Tests.Operations;

/// <summary>What two servers say to each other can be lost with a third: nobody answers then, and nobody says so.</summary>
public sealed class LostPassTests
{
    [Fact]
    public async Task An_order_whose_pass_is_nowhere_under_way_is_taken_again_long_before_its_lease_ends()
    {
        var stop = TestContext.Current.CancellationToken;
        var lost = new LosesTheFirst();
        await using var house = await PracticeHouse.Start(new PracticeHouseOptions
        {
            Shop = "lost-pass.myshopify.com", Currency = "USD",
            Settings = new Dictionary<string, string?> { ["Dispatch:LookForPassEvery"] = "00:00:00.200" },
            Services = services => services.AddSingleton<IOutgoingGrainCallFilter>(lost),
        }, stop);
        Assert.True(await HouseSetup.ConnectAndApply(house, TextWriter.Null, stop));

        var order = house.Shop.Place(TexasOrders.Of(8_900_000_000_000));
        house.Shop.Webhooks.Announce(order, "orders/create");

        var (shop, standings) = (ShopDomain.Parse(house.Shop.Domain), house.App.Services.GetRequiredService<IStandings>());
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(TimeSpan.FromMinutes(2));
        while ((await standings.Find(RecordKey.Order(shop, new OrderId(order.Number)), patience.Token))?.Standing is not Standing.InStep) await Task.Delay(50, patience.Token);
        Assert.Equal(1, lost.Lost);
    }

    /// <summary>The first question to an order is never answered.</summary>
    private sealed class LosesTheFirst : IOutgoingGrainCallFilter
    {
        private int asked;

        public int Lost { get; private set; }

        public Task Invoke(IOutgoingGrainCallContext context)
        {
            if (context.MethodName != nameof(Grains.Orders.IOrderGrain.BringUpToDate) || Interlocked.Increment(ref asked) > 1) return context.Invoke();
            Lost++;
            return Task.Delay(Timeout.InfiniteTimeSpan);
        }
    }
}
