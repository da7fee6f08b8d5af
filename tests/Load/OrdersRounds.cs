using System.Diagnostics;
using System.Globalization;

namespace Tandem.Load;

/// <summary>Floor and figure in turns, so that whatever else the machine does meets both; the middle of the rounds counts.</summary>
/// <param name="Calls">Calls to Odoo for each order of the figure.</param>
internal sealed record OrdersRounds(double Floor, double Figure, double Ratio, double Calls)
{
    private const int Rounds = 3;
    private const string Load = "/proc/loadavg";

    public static async Task<OrdersRounds> Run(
        int each, Func<int, CancellationToken, Task> floor, Func<int, CancellationToken, Task> figure, OdooCallCount calls, CancellationToken stop)
    {
        var pairs = new List<(Pace Floor, Pace Figure)>();
        for (var round = 1; round <= Rounds; round++)
        {
            // Who goes first changes too.
            var before = round % 2 == 1 ? await Timed(each, floor, calls, stop) : null;
            var whole = await Timed(each, figure, calls, stop);
            var bare = before ?? await Timed(each, floor, calls, stop);
            pairs.Add((bare, whole));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"round {round}: floor {bare.Rate:0.0}/s, figure {whole.Rate:0.0}/s, ratio {whole.Rate / bare.Rate:0.00}; {bare.Work:0.0} and {whole.Work:0.0} ms of this machine's processors for each order, {bare.Memory:0} and {whole.Memory:0} KB allocated{Others()}"));
        }

        return new OrdersRounds(
            Middle(pairs.Select(pair => pair.Floor.Rate)), Middle(pairs.Select(pair => pair.Figure.Rate)),
            Middle(pairs.Select(pair => pair.Figure.Rate / pair.Floor.Rate)), pairs.Average(pair => pair.Figure.Calls));
    }

    /// <summary>What this process spent: practice servers, Tandem and the watching of it.</summary>
    private static async Task<Pace> Timed(int each, Func<int, CancellationToken, Task> work, OdooCallCount calls, CancellationToken stop)
    {
        var (start, spent, allocated, called) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes(), calls.Total);
        await work(each, stop);
        return new Pace(
            each / Stopwatch.GetElapsedTime(start).TotalSeconds, (Environment.CpuUsage.TotalTime - spent).TotalMilliseconds / each,
            (GC.GetTotalAllocatedBytes() - allocated) / 1024.0 / each, (calls.Total - called) / (double)each);
    }

    private static double Middle(IEnumerable<double> values) => values.Order().ElementAt(Rounds / 2);

    private static string Others() => File.Exists(Load) ? $"; load {File.ReadAllText(Load).Split(' ')[0]}" : "";

    private sealed record Pace(double Rate, double Work, double Memory, double Calls);
}
