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

/// <summary>Older orders through an import, against bare batches of fifty in one <c>load</c>, left as drafts and confirmed: <c>history [orders=1000] [into=FILE]</c>. Only a real Odoo tells what a batch saves.</summary>
internal static class History
{
    private const int InOneCall = 50;
    private const double Required = 0.9;
    private const int MostBatched = 1000;
    private const int Live = 5;
    private static readonly DateTimeOffset First = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    public static async Task<int> Run(IReadOnlyList<string> arguments, CancellationToken stop)
    {
        if (OdooAccess.OfEnvironment() is not { } outside)
        {
            Console.WriteLine("history: a practice Odoo takes as long for a call whatever stands in it; set TANDEM_ODOO_URL and the others. Nothing was measured.");
            return 2;
        }

        var (count, run) = (arguments.Number("orders", 1000), Random.Shared.Next(1, 20_000));
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
        await Batches(floor, InOneCall, true, 1, stop);

        var some = Math.Min(count / 2, MostBatched);
        var (bare, confirmed, colliding) = await Floors(floor, some, stop);
        for (var i = 0; i < count; i++) house.Shop.Place(TexasOrders.Of(9_100_000_000_000 + run), First.AddMinutes(i));
        using var calls = new OdooCallCount();
        var (rate, early, late, live) = await Import(house, count, 9_100_000_000_000 + run, stop);
        var each = calls.Total / (double)count;
        var after = await Floors(floor, some, stop);
        (bare, confirmed, colliding) = ((bare + after.Drafts) / 2, (confirmed + after.Confirmed) / 2, (colliding + after.Colliding) / 2);
        await new FigureTable("history", $"An import of {count} older orders into a real Odoo", [
            ("bare batches of fifty in one `load`, left as drafts", Text(bare) + "/s"),
            ("the same, and confirmed fifty at a time, one call after the other", Text(confirmed) + "/s"),
            ("the same, two calls at once, which collide in Odoo where goods are the same", Text(colliding) + "/s"),
            ("the import, every order confirmed, dated, compared and marked in Shopify", Text(rate) + "/s"),
            ("**ratio** to those confirmed one call after the other (at least 0.9)", $"**{Text(rate / confirmed)}**"),
            ("ratio to two calls at once, and to the drafts", $"{Text(rate / colliding)}, {Text(rate / bare)}"),
            ("calls to Odoo for each order", Text(each)),
            ($"live orders placed amid it, {Live} of them, in step after: the middle one, the last", $"{Text(live[Live / 2])} s, {Text(live[^1])} s"),
            ("memory in use, a quarter through and at the end", $"{Text(early)} MB, {Text(late)} MB"),
        ]).Tell(arguments, stop);
        return rate / confirmed >= Required ? 0 : 1;
    }

    private static async Task<(double Drafts, double Confirmed, double Colliding)> Floors(OrdersFloor floor, int count, CancellationToken stop) =>
        (await Batches(floor, count, false, 2, stop), await Batches(floor, count, true, 1, stop), await Batches(floor, count, true, 2, stop));

    /// <summary>Orders a second.</summary>
    /// <param name="calls">At once.</param>
    private static async Task<double> Batches(OrdersFloor floor, int count, bool confirm, int calls, CancellationToken stop)
    {
        var (started, left, made) = (Stopwatch.GetTimestamp(), count, 0);
        await Task.WhenAll(Enumerable.Range(0, calls).Select(async _ =>
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

    private static async Task<(double Rate, double Early, double Late, IReadOnlyList<double> Live)> Import(PracticeHouse house, int count, long customer, CancellationToken stop)
    {
        var (shop, standings) = (ShopDomain.Parse(house.Shop.Domain), house.App.Services.GetRequiredService<IStandings>());
        var (before, started, early) = (await InStep(), Stopwatch.GetTimestamp(), 0.0);
        if (!await house.App.Services.GetRequiredService<IHistoryImports>().Start(shop, new PlacedBetween(First, First.AddMinutes(count)), count, "the load", stop)) throw new InvalidOperationException("The import did not start.");
        var live = new List<Task<double>>();
        while (await InStep() - before is var done && done < count + live.Count)
        {
            // One after the other, well inside of the import.
            if (live.Count < Live && done >= count * (live.Count + 2) / (Live + 3) && live.TrueForAll(one => one.IsCompleted)) live.Add(Placed());
            if (early == 0 && done >= count / 4) early = Memory();
            await Task.Delay(TimeSpan.FromMilliseconds(200), stop);
        }

        var took = Stopwatch.GetElapsedTime(started).TotalSeconds;
        return ((count + live.Count) / took, early, Memory(), [.. (await Task.WhenAll(live)).Order()]);

        async Task<double> Placed()
        {
            var (order, begun) = (house.Shop.Place(TexasOrders.Of(customer)), Stopwatch.GetTimestamp());
            house.Shop.Webhooks.Announce(order, "orders/create");
            while ((await standings.Find(RecordKey.Order(shop, new OrderId(order.Number)), stop))?.Standing is not Standing.InStep) await Task.Delay(TimeSpan.FromMilliseconds(20), stop);
            return Stopwatch.GetElapsedTime(begun).TotalSeconds;
        }

        async Task<int> InStep() => (await standings.Counts(shop, RecordKind.Order, stop)).GetValueOrDefault(StandingKind.InStep);
    }

    private static double Memory() => GC.GetTotalMemory(forceFullCollection: true) / 1024.0 / 1024;

    private static string Text(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
