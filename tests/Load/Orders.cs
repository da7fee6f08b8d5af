using System.Diagnostics;
using System.Globalization;
using Tandem.Sandbox.House;
using Tandem.Sandbox.Odoo;

namespace Tandem.Load;

/// <summary>Simple orders a second through everything, against a bare loop of the two calls to Odoo that no connector can leave out.</summary>
internal static class Orders
{
    public const int AtOnce = 8;
    private const double Required = 0.75;
    private const double MostCalls = 4;
    private const int Rounds = 3;
    private const int EachRound = 67;

    /// <summary>Until then this process compiles more than it works.</summary>
    private static int WarmUp => OdooAccess.OfEnvironment() is null ? EachRound * 3 : AtOnce * 4;

    public static async Task<int> Run(IReadOnlyList<string> arguments, CancellationToken stop)
    {
        var run = Random.Shared.Next(1, 20_000);
        await using var house = await PracticeHouse.Start(Options(run), stop);
        Latencies(house);
        if (!await HouseSetup.ConnectAndApply(house, Console.Out, stop)) return 1;
        var figure = new OrdersFigure(house, 9_000_000_000_000 + run);
        await figure.Run(1, stop);
        await figure.Run(WarmUp, stop);
        var floor = await OrdersFloor.Like(house, figure.First, stop);
        await floor.Run(WarmUp, stop);

        using var calls = new OdooCallCount();
        var (floors, figures) = (new List<double>(), new List<double>());
        var (before, counted) = (0, 0);
        for (var round = 1; round <= Rounds; round++)
        {
            var (floorRate, floorWork) = await Timed(() => floor.Run(EachRound, stop));
            before = calls.Total;
            var (figureRate, figureWork) = await Timed(() => figure.Run(EachRound, stop));
            counted += calls.Total - before;
            floors.Add(floorRate);
            figures.Add(figureRate);
            Print($"round {round}: floor {floorRate:0.0}/s, figure {figureRate:0.0}/s; {floorWork:0} and {figureWork:0} ms of this machine's processors for each order");
        }

        Print($"calls in all: {calls}");
        return Report(floors, figures, counted / (double)(Rounds * EachRound));
    }

    private static PracticeHouseOptions Options(int run) => new()
    {
        Shop = $"load-{run}.myshopify.com",
        Currency = "USD",
        FirstOrderNumber = 1_000_000 + (run * 1000),
        OdooVersion = Environment.GetEnvironmentVariable("TANDEM_PRACTICE_ODOO") == "18" ? 18 : 19,
        OutsideOdoo = OdooAccess.OfEnvironment(),
        ShopifyBudget = 1_000_000,
        Settings = new Dictionary<string, string?> { ["Odoo:MaxConcurrentCalls"] = AtOnce.ToString(CultureInfo.InvariantCulture) },
    };

    /// <summary>A practice Odoo computes quickly; a real one takes about this long for the same calls.</summary>
    private static void Latencies(PracticeHouse house)
    {
        if (OdooAccess.OfEnvironment() is not null)
        {
            Print($"The Odoo at {house.Access}; {AtOnce} orders at once.");
            return;
        }

        foreach (var (call, milliseconds) in new[] { ("load", 60), ("action_confirm", 100), ("web_read", 8), ("web_save", 20) })
            house.Odoo.Faults.Add(FaultKind.DelayBefore, $"sale.order.{call}", int.MaxValue, TimeSpan.FromMilliseconds(milliseconds));
        Print($"Practice Odoo {house.Odoo.Options.Version}, made slow: load 60 ms, action_confirm 100 ms, web_read 8 ms, web_save 20 ms; {AtOnce} orders at once.");
    }

    /// <summary>Orders a second, and the processor time that this process spent on each: practice servers, Tandem and the watching of it.</summary>
    private static async Task<(double Rate, double Milliseconds)> Timed(Func<Task> work)
    {
        var (start, spent) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        await work();
        var processor = Environment.CpuUsage.TotalTime - spent;
        return (EachRound / Stopwatch.GetElapsedTime(start).TotalSeconds, processor.TotalMilliseconds / EachRound);
    }

    private static int Report(List<double> floors, List<double> figures, double calls)
    {
        // Orders by time, not a mean of rates.
        var (floor, figure) = (Rounds / floors.Sum(rate => 1 / rate), Rounds / figures.Sum(rate => 1 / rate));
        Print($"calls to Odoo for each simple order of a known customer: {calls:0.00} (at most {MostCalls:0})");
        Print($"orders: {figure:0.0}/s, floor {floor:0.0}/s, ratio {figure / floor:0.00}");
        return calls <= MostCalls && figure / floor >= Required ? 0 : 1;
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
