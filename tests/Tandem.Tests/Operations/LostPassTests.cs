using System.Collections.Concurrent;
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
    /// <summary>What is asked anew can be lost as well.</summary>
    private const int Times = 2;

    private static readonly string[] Lost = ["ICustomerGrain.Ensure", "ICustomerGrain.LookAgain", "ILocationGrain.BringUpToDate", "IOrderGrain.BringUpToDate", "IProductGrain.LookAgain"];

    [Fact]
    public async Task A_record_that_is_nowhere_at_work_is_taken_again_long_before_its_lease_ends()
    {
        var stop = TestContext.Current.CancellationToken;
        var losing = new LosesTheFirst();
        await using var house = await PracticeHouse.Start(new PracticeHouseOptions
        {
            Shop = "lost-pass.myshopify.com", Currency = "USD",
            Settings = new Dictionary<string, string?> { ["Dispatch:LookForPassEvery"] = "00:00:00.200" },
            Services = services => services.AddSingleton<IOutgoingGrainCallFilter>(losing),
        }, stop);
        Assert.True(await HouseSetup.ConnectAndApply(house, TextWriter.Null, stop));

        var (shop, inbox) = (ShopDomain.Parse(house.Shop.Domain), house.App.Services.GetRequiredService<IInbox>());
        var order = house.Shop.Place(TexasOrders.Of(8_900_000_000_000));
        house.Shop.Webhooks.Announce(order, "orders/create");
        foreach (var kind in new[] { RecordKind.Customer, RecordKind.Location, RecordKind.Product })
            await inbox.Append(new Signal(new RecordKey(shop, kind, "7001"), SignalSource.Webhook, $"lost:{kind}", $"lost:{kind}", "lost", null), null, stop);

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(TimeSpan.FromMinutes(2));
        var standings = house.App.Services.GetRequiredService<IStandings>();
        while ((await standings.Find(RecordKey.Order(shop, new OrderId(order.Number)), patience.Token))?.Standing is not Standing.InStep) await Task.Delay(50, patience.Token);
        while ((await inbox.Backlogs(patience.Token)).Count > 0) await Task.Delay(50, patience.Token);
        Assert.All(Lost, question => Assert.True(losing.Asked.GetValueOrDefault(question) > Times, question));
    }

    /// <summary>The first questions of each kind are never answered.</summary>
    private sealed class LosesTheFirst : IOutgoingGrainCallFilter
    {
        private readonly ConcurrentDictionary<string, int> asked = new(StringComparer.Ordinal);

        /// <summary>How often each was asked; those beyond the first were answered.</summary>
        public IReadOnlyDictionary<string, int> Asked => asked;

        public Task Invoke(IOutgoingGrainCallContext context)
        {
            var question = $"{context.InterfaceMethod.DeclaringType!.Name}.{context.MethodName}";
            return LostPassTests.Lost.Contains(question) && asked.AddOrUpdate(question, 1, (_, times) => times + 1) <= Times ? Task.Delay(Timeout.InfiniteTimeSpan) : context.Invoke();
        }
    }
}
