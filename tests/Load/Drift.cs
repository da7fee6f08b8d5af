using Tandem.Sandbox.House;
using Tandem.Sandbox.Stories;

namespace Tandem.Load;

/// <summary><c>drift [rounds=500] [seed=1] [moving]</c>: differences planted at random, round after round; each has to be found, and nothing else accused.</summary>
internal static class Drift
{
    public static Task<int> Run(IReadOnlyList<string> arguments, CancellationToken stop) => DriftRounds.Run(
        new PracticeHouseOptions { OdooVersion = 19 }, arguments.Number("seed", 1), arguments.Number("rounds", 500), arguments.Contains("moving"), Console.Out, stop);
}
