using Tandem.Sandbox.Mishaps;

namespace Tandem.Load;

/// <summary>Lets every call of an order's life go wrong in every way: <c>faults [way=0..3] [part=8] [turn=0] [houses=2] [call=account.payment.]… [reads]</c>.</summary>
internal static class Faults
{
    public static async Task<int> Run(IReadOnlyList<string> arguments, CancellationToken stop)
    {
        var (way, part) = (arguments.Number("way", -1), arguments.Number("part", 0));
        var plan = new MishapPlan(way < 0 ? MishapWay.All : [MishapWay.All[way]])
        {
            Whole = part == 0,
            Every = Math.Max(1, part),
            Turn = arguments.Number("turn", 0),
            AtOnce = arguments.Number("houses", 2),
            Reads = arguments.Contains("reads"),
            Calls = [.. arguments.Where(argument => argument.StartsWith("call=", StringComparison.Ordinal)).Select(argument => argument["call=".Length..])],
        };
        var tally = await MishapRun.Run(plan, Console.Out, stop);
        Console.WriteLine(tally);
        return tally.Wrong.Count == 0 && tally.Ends.All(end => end.Met) ? 0 : 1;
    }
}
