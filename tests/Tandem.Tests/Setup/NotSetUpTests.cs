using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Tandem.App.Operate;
using Tandem.App.Setup;
using Tandem.Grains.Ledger;
using Tandem.Sandbox.House;
using Tandem.Sandbox.Shopify.Orders;
using Tandem.Sandbox.Shopify.Shops;
using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Failures;
using Tandem.Sync.Records;
using Xunit;

namespace Tandem.Tests.Setup;

/// <summary>A shop that is connected and for which nothing is decided yet.</summary>
public sealed class NotSetUpTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Its_orders_wait_for_the_technical_owner_and_go_on_by_themselves_once_it_is_set_up()
    {
        await using var house = await PracticeHouse.Start(new PracticeHouseOptions { Settings = new Dictionary<string, string?> { ["Dispatch:Idle"] = "00:00:00.100" } }, Stop);
        var shop = ShopDomain.Parse(house.Shop.Domain);
        using var said = new StringWriter(CultureInfo.InvariantCulture);
        Assert.True(await house.App.Services.GetRequiredService<ConnectCommand>().Run(shop, said, said, Stop) == 0, said.ToString());
        var order = house.Shop.Place(DemoOrders.TaxIncluded());
        house.Shop.Webhooks.Announce(order, "orders/create");

        var blocker = Assert.Single(Assert.IsType<Standing.BlockedBy>(await Stands(house, order, standing => standing is Standing.BlockedBy)).Blockers);
        Assert.Equal((BlockerCode.SetupMissing, Role.Technical), (blocker.Code, blocker.Owner));
        Assert.Contains($"{shop} is not set up yet", blocker.Sentence, StringComparison.Ordinal);

        Environment.SetEnvironmentVariable(PracticeDecisions.SecretVariable, house.Access.Secret);
        var outcome = await house.App.Services.GetRequiredService<SetupApply>().Apply(shop, DecisionsFile.Write(await house.Decisions(Stop)), "a test", Stop);
        Assert.True(outcome.InForce, ReportText.Plain(outcome.Report));
        Assert.IsType<Standing.InStep>(await Stands(house, order, standing => standing is Standing.InStep));
    }

    private static async Task<Standing> Stands(PracticeHouse house, PracticeOrder order, Func<Standing, bool> awaited)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            var standing = (await house.App.Services.GetRequiredService<IStandings>().Find(RecordKey.Order(ShopDomain.Parse(house.Shop.Domain), new OrderId(order.Number)), Stop))?.Standing;
            if (standing is not null && awaited(standing)) return standing;
            if (watch.Elapsed > Patience) throw new TimeoutException($"Order {order.Name} stands {standing?.ToString() ?? "nowhere"} after {Patience}.");
            await Task.Delay(50, Stop);
        }
    }
}
