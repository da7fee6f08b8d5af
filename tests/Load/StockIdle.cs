using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Tandem.App.Setup;
using Tandem.Grains.Dispatch;
using Tandem.Sandbox.House;
using Tandem.Sandbox.Odoo;
using Tandem.Sync;
using Tandem.Sync.Decisions;

namespace Tandem.Load;

/// <summary>What a look at stock costs Odoo when nothing changed, looked at as often as it takes to come past every kind of look: <c>stock-idle [looks=120]</c>.</summary>
internal static class StockIdle
{
    private const int MostCalls = 2;
    private static readonly TimeSpan Most = TimeSpan.FromMilliseconds(20);
    private static readonly LocationId Place = new(7001);

    public static async Task<int> Run(IReadOnlyList<string> arguments, CancellationToken stop)
    {
        var count = arguments.Number("looks", 120);
        await using var house = await PracticeHouse.Start(new PracticeHouseOptions
        {
            Shop = $"stock-idle-{Random.Shared.Next(1, 20_000)}.myshopify.com",
            Currency = "USD",
            OutsideOdoo = OdooAccess.OfEnvironment(),
            Settings = new Dictionary<string, string?> { ["Dispatch:PollStockEvery"] = "00:00:00", ["Dispatch:PollEvery"] = "00:00:00", ["Dispatch:SweepEvery"] = "00:00:00" },
        }, stop);
        if (!await HouseSetup.ConnectAndApply(house, TextWriter.Null, stop)) return 1;
        var shop = ShopDomain.Parse(house.Shop.Domain);
        var decided = await house.Decisions(stop);
        var outcome = await house.App.Services.GetRequiredService<SetupApply>().Apply(shop, DecisionsFile.Write(decided with
        {
            Fulfillments = new FulfillmentDecision { Locations = [new LocationDecision(Place, new OdooReference("WH", null), Ships.Nobody)] },
            Inventory = new InventoryDecision { Locations = [new StockedLocation(Place, [])] },
        }), "load", stop);
        if (!outcome.InForce)
        {
            Console.Error.WriteLine(ReportText.Plain(outcome.Report));
            return 1;
        }

        var looks = await Looks(house.App.Services.GetRequiredService<StockPoll>(), shop, count, stop);
        var times = looks.Select(look => look.Odoo).Order().ToList();
        var (middle, late, calls) = (times[count / 2], times[(int)Math.Ceiling(count * 0.95) - 1], looks.Max(look => look.Calls));
        Console.WriteLine($"The Odoo at {house.Access}: {count} looks at stock with nothing new.");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"stock-idle: {looks.Average(look => look.Calls):0.0} calls a look, {calls} at most (at most {MostCalls}); Odoo took {middle.TotalMilliseconds:0.0} ms in the middle (at most {Most.TotalMilliseconds:0}), {late.TotalMilliseconds:0.0} ms in 95 of 100, the way there and back included"));
        return calls <= MostCalls && middle <= Most ? 0 : 1;
    }

    private static async Task<List<(int Calls, TimeSpan Odoo)>> Looks(StockPoll poll, ShopDomain shop, int count, CancellationToken stop)
    {
        // The first looks compare everything once, and compile what they run through.
        for (var warm = 0; warm < 30; warm++) await poll.Run(shop, stop);
        var looks = new List<(int Calls, TimeSpan Odoo)>();
        for (var look = 0; look < count; look++)
        {
            using var calls = new OdooCallCount();
            await poll.Run(shop, stop);
            looks.Add((calls.Total, calls.Took));
        }

        return looks;
    }
}
