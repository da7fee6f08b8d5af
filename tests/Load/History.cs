using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Tandem.Grains.Ledger;
using Tandem.Odoo;
using Tandem.Sandbox.House;
using Tandem.Sync;
using Tandem.Sync.Records;

namespace Tandem.Load;

/// <summary>Older orders through an import, against bare batches of fifty in one <c>load</c>: <c>history [orders=1000] [into=FILE]</c>. Only a real Odoo tells what a batch saves.</summary>
internal static class History
{
    private const int InOneCall = 50;
    private const double Required = 0.9;
    private static readonly DateTimeOffset First = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    public static async Task<int> Run(IReadOnlyList<string> arguments, CancellationToken stop)
    {
        if (OdooAccess.OfEnvironment() is not { } outside)
        {
            Console.WriteLine("history: a practice Odoo takes as long for a call whatever stands in it; set TANDEM_ODOO_URL and the others. Nothing was measured.");
            return 2;
        }

        var (count, run) = (Number(arguments, "orders", 1000), Random.Shared.Next(1, 20_000));
        await using var house = await PracticeHouse.Start(new PracticeHouseOptions
        {
            Shop = $"history-{run}.myshopify.com", Currency = "USD", FirstOrderNumber = 100_000_000 + (run * 20_000),
            OutsideOdoo = outside, ShopifyBudget = 1_000_000, Settings = new Dictionary<string, string?> { ["Dispatch:FeedHistoryEvery"] = "00:00:01" },
        }, stop);
        if (!await HouseSetup.ConnectAndApply(house, Console.Out, stop)) return 1;
        var figure = new OrdersFigure(house, 9_100_000_000_000 + run);
        await figure.Run(Orders.AtOnce * 2, stop);
        using var clients = new OdooClients(Microsoft.Extensions.Options.Options.Create(new OdooOptions { AllowPrivateNetworks = true }), TimeProvider.System, NullLoggerFactory.Instance);
        var floor = await OrdersFloor.Like(house, figure.First, clients.For(house.Access.Connection), stop);
        await Batches(floor, InOneCall, true, stop);

        var bare = await Batches(floor, count / 2, false, stop);
        for (var i = 0; i < count; i++) house.Shop.Place(TexasOrders.Of(9_100_000_000_000 + run), First.AddMinutes(i));
        var (rate, early, late) = await Import(house, count, stop);
        bare = (bare + await Batches(floor, count / 2, false, stop)) / 2;
        var confirmed = await Batches(floor, count / 2, true, stop);
        await new FigureTable("history", $"An import of {count} older orders into a real Odoo", [
            ("bare batches of fifty in one `load`, left as drafts", Text(bare) + "/s"),
            ("the same, and confirmed fifty at a time", Text(confirmed) + "/s"),
            ("the import, every order confirmed, dated, compared and marked in Shopify", Text(rate) + "/s"),
            ("**ratio** to the drafts (at least 0.9)", $"**{Text(rate / bare)}**"),
            ("ratio to the confirmed ones", Text(rate / confirmed)),
            ("memory in use, a quarter through and at the end", $"{Text(early)} MB, {Text(late)} MB"),
        ]).Tell(arguments, stop);
        return rate / bare >= Required ? 0 : 1;
    }

    /// <summary>Orders a second, two calls at once as the import has them.</summary>
    private static async Task<double> Batches(OrdersFloor floor, int count, bool confirm, CancellationToken stop)
    {
        var (started, left, made) = (Stopwatch.GetTimestamp(), count, 0);
        await Task.WhenAll(Enumerable.Range(0, 2).Select(async _ =>
        {
            while (Interlocked.Add(ref left, -InOneCall) > -InOneCall)
            {
                var ids = await floor.Batch(InOneCall, stop);
                if (confirm) await floor.Confirm(ids, stop);
                Interlocked.Add(ref made, ids.Count);
            }
        }));
        return made / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static async Task<(double Rate, double Early, double Late)> Import(PracticeHouse house, int count, CancellationToken stop)
    {
        var (shop, standings) = (ShopDomain.Parse(house.Shop.Domain), house.App.Services.GetRequiredService<IStandings>());
        var (before, started, early) = (await InStep(), Stopwatch.GetTimestamp(), 0.0);
        if (!await house.App.Services.GetRequiredService<IHistoryImports>().Start(shop, new PlacedBetween(First, First.AddMinutes(count)), count, "the load", stop)) throw new InvalidOperationException("The import did not start.");
        while (await InStep() - before is var done && done < count)
        {
            if (early == 0 && done >= count / 4) early = Memory();
            await Task.Delay(TimeSpan.FromMilliseconds(200), stop);
        }

        return (count / Stopwatch.GetElapsedTime(started).TotalSeconds, early, Memory());

        async Task<int> InStep() => (await standings.Counts(shop, RecordKind.Order, stop)).GetValueOrDefault(StandingKind.InStep);
    }

    private static double Memory() => GC.GetTotalMemory(forceFullCollection: true) / 1024.0 / 1024;

    private static string Text(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);

    private static int Number(IReadOnlyList<string> arguments, string name, int otherwise) =>
        arguments.FirstOrDefault(argument => argument.StartsWith(name + "=", StringComparison.Ordinal)) is { } given ? int.Parse(given[(name.Length + 1)..], CultureInfo.InvariantCulture) : otherwise;
}
