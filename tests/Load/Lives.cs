using System.Globalization;
using Tandem.Sandbox.Lives;

namespace Tandem.Load;

/// <summary>Plays random lives of orders: <c>lives [count=2000] [seed=1] [skip=0]</c>.</summary>
internal static class Lives
{
    public static async Task<int> Run(IReadOnlyList<string> arguments, CancellationToken stop)
    {
        var tally = await LivesRun.Run(new LivesPlan(Number(arguments, "count", 2000), Number(arguments, "seed", 1)) { Skip = Number(arguments, "skip", 0) }, Console.Out, stop);
        foreach (var cause in tally.Causes) Console.WriteLine(cause);
        Console.WriteLine(tally);
        return tally.Wrong.Count == 0 ? 0 : 1;
    }

    private static int Number(IReadOnlyList<string> arguments, string name, int otherwise) =>
        arguments.FirstOrDefault(argument => argument.StartsWith(name + "=", StringComparison.Ordinal)) is { } given
            ? int.Parse(given[(name.Length + 1)..], CultureInfo.InvariantCulture)
            : otherwise;
}
