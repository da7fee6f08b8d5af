using System.Globalization;
using Tandem.Sandbox.Mishaps;

namespace Tandem.Load;

/// <summary>Lets every call of an order's life go wrong in every way: <c>faults [way=0..3] [part=8] [turn=0] [houses=2] [call=account.payment.]… [reads]</c>.</summary>
internal static class Faults
{
    public static async Task<int> Run(IReadOnlyList<string> arguments, CancellationToken stop)
    {
        var (way, part) = (Number(arguments, "way", -1), Number(arguments, "part", 0));
        var plan = new MishapPlan(way < 0 ? MishapWay.All : [MishapWay.All[way]])
        {
            Whole = part == 0,
            Every = Math.Max(1, part),
            Turn = Number(arguments, "turn", 0),
            AtOnce = Number(arguments, "houses", 2),
            Reads = arguments.Contains("reads"),
            Calls = [.. arguments.Where(argument => argument.StartsWith("call=", StringComparison.Ordinal)).Select(argument => argument["call=".Length..])],
        };
        var tally = await MishapRun.Run(plan, Console.Out, stop);
        Console.WriteLine(tally);
        return tally.Wrong.Count == 0 && tally.Ends.All(end => end.Met) ? 0 : 1;
    }

    private static int Number(IReadOnlyList<string> arguments, string name, int otherwise) =>
        arguments.FirstOrDefault(argument => argument.StartsWith(name + "=", StringComparison.Ordinal)) is { } given
            ? int.Parse(given[(name.Length + 1)..], CultureInfo.InvariantCulture)
            : otherwise;
}
