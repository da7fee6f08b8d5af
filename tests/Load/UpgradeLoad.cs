using System.Globalization;
using Tandem.Sandbox.Campaigns;
using Tandem.Sandbox.House;
using Tandem.Tests.Fixtures;

namespace Tandem.Load;

/// <summary>Two versions side by side: <c>upgrade older=DIR [rate=5] [minutes=2] [servers=3] [customers=40] [patience=10] [seed=1] [into=FILE]</c>.</summary>
internal static class UpgradeLoad
{
    public static async Task<int> Run(IReadOnlyList<string> arguments, CancellationToken stop)
    {
        if (arguments.Word("older") is not { } older || !File.Exists(Path.Combine(older, "Tandem.App.dll")))
        {
            Console.WriteLine("upgrade: say with older=DIR where the older program lies, a folder with its Tandem.App.dll.");
            return 2;
        }

        if (PostgresCluster.Programs() is not { } programs)
        {
            Console.WriteLine("upgrade: PostgreSQL's server programs are not installed; nothing was tried.");
            return 2;
        }

        await using var postgres = await PostgresCluster.Start(programs, durable: true, stop);
        var plan = new CampaignPlan(new CampaignDatabase(await postgres.NewDatabase(stop), postgres.Stop, postgres.Restart), arguments.Fraction("rate", 5), TimeSpan.FromMinutes(arguments.Fraction("minutes", 2)))
        {
            Servers = arguments.Number("servers", 3),
            Customers = arguments.Number("customers", 40),
            Patience = TimeSpan.FromMinutes(arguments.Fraction("patience", 10)),
            Seed = arguments.Number("seed", 1),
            OutsideOdoo = OdooAccess.OfEnvironment(),
        };
        var outcome = await Upgrade.Run(plan, Path.GetFullPath(older), Console.Out, stop);
        foreach (var end in outcome.Ends) Console.WriteLine($"A server ended by itself, or did not start; it said last:\n{string.Join('\n', end.Split('\n').TakeLast(40))}");
        await new FigureTable(
            $"upgrade {(plan.OutsideOdoo is null ? "practice" : "outside")}",
            $"Two versions side by side, {(plan.OutsideOdoo is null ? "practice Odoo" : "a real Odoo")}: {plan.Servers} servers on PostgreSQL replaced one after the other, {Text(plan.PerSecond)} orders a second for {Text(plan.Length.TotalMinutes)} minutes",
            [
                ("orders, and those that no webhook announced", $"{outcome.Tally.Orders}, {outcome.Unannounced}"),
                ("exit codes of the older ones", string.Join(", ", outcome.Replaced.Select(one => one.Code))),
                ("from the signal to their end", string.Join(", ", outcome.Replaced.Select(one => $"{Text(one.Ended.TotalSeconds)} s"))),
                ("from then until the newer one was ready", string.Join(", ", outcome.Replaced.Select(one => $"{Text(one.Ready.TotalSeconds)} s"))),
                ("webhooks that were not acknowledged at once", Text(outcome.Refused)),
                ("servers that ended by themselves or did not start", Text(outcome.Ends.Count)),
                ("most calls at Odoo at once", Text(outcome.MostAtOnce)),
                ("in step when the last order was placed", $"{outcome.InStepAtOnce} of {outcome.Tally.Orders}"),
                ("all in step after", $"{Text(Math.Round(outcome.Settled.TotalSeconds))} s"),
                ("**lost, double, wrong**", $"**{outcome.Tally.Lost}, {outcome.Tally.Doubled}, {outcome.Tally.Wrong}**"),
            ]).Tell(arguments, stop);
        return outcome.Good ? 0 : 1;
    }

    private static string Text(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
