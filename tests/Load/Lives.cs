using Tandem.Sandbox.Lives;

namespace Tandem.Load;

/// <summary>Plays random lives of orders: <c>lives [count=2000] [seed=1] [skip=0]</c>.</summary>
internal static class Lives
{
    public static async Task<int> Run(IReadOnlyList<string> arguments, CancellationToken stop)
    {
        var tally = await LivesRun.Run(new LivesPlan(arguments.Number("count", 2000), arguments.Number("seed", 1)) { Skip = arguments.Number("skip", 0) }, Console.Out, stop);
        foreach (var cause in tally.Causes) Console.WriteLine(cause);
        Console.WriteLine(tally);
        return tally.Wrong.Count == 0 ? 0 : 1;
    }
}
