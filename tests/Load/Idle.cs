using System.Globalization;
using Tandem.Sandbox.Idle;

namespace Tandem.Load;

/// <summary>One server with many shops: <c>idle [shops=1000] [starts=5] [after=120] [orders=200] [into=FILE]</c>.</summary>
internal static class Idle
{
    private const double MostMemory = 400;
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(5);

    public static async Task<int> Run(IReadOnlyList<string> arguments, CancellationToken stop)
    {
        var plan = new IdlePlan(arguments.Number("shops", 1000), arguments.Number("starts", 5), TimeSpan.FromSeconds(arguments.Number("after", 120)), arguments.Number("orders", 200));
        var outcome = await IdleRun.Run(plan, Console.Out, stop);
        var start = outcome.Starts.Order().ElementAt(outcome.Starts.Count / 2);
        var memory = outcome.Memory / 1024.0 / 1024;
        await new FigureTable("idle", $"One server on SQLite with {plan.Shops} shops", [
            ("from its start until it is ready (at most 5 s), the middle of " + Text(plan.Starts), $"{Text(start.TotalSeconds)} s"),
            ($"memory after {Text(plan.After.TotalSeconds)} s in which nothing happens (at most 400 MB)", $"{Text(Math.Round(memory))} MB"),
            ("of one processor, while nothing happens", $"{Text(outcome.IdleShare * 100)} %"),
            ("processor time of the server for an order that is booked", $"{Text(outcome.PerOrder.TotalMilliseconds)} ms"),
            ("processor time of the server for a signal that says nothing new", $"{Text(outcome.PerSignal.TotalMilliseconds)} ms"),
        ]).Tell(arguments, stop);
        return start <= LongestStart && memory <= MostMemory ? 0 : 1;
    }

    private static string Text(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
