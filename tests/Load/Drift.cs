using System.Globalization;
using Tandem.Sandbox.House;
using Tandem.Sandbox.Stories;

namespace Tandem.Load;

/// <summary><c>drift [rounds] [seed] [moving]</c>: differences planted at random, round after round; each has to be found, and nothing else accused.</summary>
internal static class Drift
{
    private const int Rounds = 500;
    private const int Seed = 1;

    public static Task<int> Run(IReadOnlyList<string> arguments, CancellationToken stop)
    {
        int Number(int index, int usual) => arguments.Where(argument => argument != "moving").ElementAtOrDefault(index) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : usual;
        return DriftRounds.Run(new PracticeHouseOptions { OdooVersion = 19 }, Number(1, Seed), Number(0, Rounds), arguments.Contains("moving"), Console.Out, stop);
    }
}
