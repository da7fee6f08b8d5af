using System.Globalization;
using Tandem.Sandbox.Campaigns;
using Tandem.Sandbox.House;
using Tandem.Tests.Fixtures;

namespace Tandem.Load;

/// <summary>The fault campaign: <c>cluster [rate=20] [minutes=10] [servers=3] [kill=30] [away=120] [skew=45] [customers=40] [patience=20] [seed=1] [into=FILE]</c>.</summary>
internal static class Cluster
{
    public static async Task<int> Run(IReadOnlyList<string> arguments, CancellationToken stop)
    {
        if (PostgresCluster.Programs() is not { } programs)
        {
            Console.WriteLine("cluster: PostgreSQL's server programs are not installed; nothing was tried.");
            return 2;
        }

        await using var postgres = await PostgresCluster.Start(programs, durable: true, stop);
        var plan = Plan(arguments, new CampaignDatabase(await postgres.NewDatabase(stop), postgres.Stop, postgres.Restart));
        var outcome = await Campaign.Run(plan, Console.Out, stop);
        foreach (var end in outcome.Ends) Console.WriteLine($"A server ended by itself; it said last:\n{string.Join('\n', end.Split('\n').TakeLast(40))}");
        await Table(plan, outcome).Tell(arguments, stop);
        Console.WriteLine($"cluster: {outcome.Tally.Orders} orders, {outcome.Tally.Lost} lost, {outcome.Tally.Doubled} double, {outcome.Tally.Wrong} wrong");
        return outcome.Tally.Good && outcome.Ends.Count == 0 ? 0 : 1;
    }

    private static CampaignPlan Plan(IReadOnlyList<string> arguments, CampaignDatabase database)
    {
        var minutes = arguments.Fraction("minutes", 10);
        return new CampaignPlan(database, arguments.Fraction("rate", 20), TimeSpan.FromMinutes(minutes))
        {
            Servers = arguments.Number("servers", 3),
            KillEvery = TimeSpan.FromSeconds(arguments.Fraction("kill", 30)),
            OdooAway = TimeSpan.FromSeconds(arguments.Fraction("away", 12 * minutes)),
            Skew = TimeSpan.FromSeconds(arguments.Fraction("skew", 45)),
            Customers = arguments.Number("customers", 40),
            Patience = TimeSpan.FromMinutes(arguments.Fraction("patience", 20)),
            Seed = arguments.Number("seed", 1),
            OutsideOdoo = OdooAccess.OfEnvironment(),
        };
    }

    private static FigureTable Table(CampaignPlan plan, CampaignOutcome outcome) => new(
        $"cluster {(plan.OutsideOdoo is null ? "practice" : "outside")}",
        $"Fault campaign, {(plan.OutsideOdoo is null ? "practice Odoo" : "a real Odoo")}: {plan.Servers} servers on PostgreSQL, {Text(plan.PerSecond)} orders a second for {Text(plan.Length.TotalMinutes)} minutes",
        [
            ("servers killed", Text(outcome.Kills)),
            ("servers that ended by themselves", Text(outcome.Ends.Count)),
            ("database cut off", $"{Text(plan.DatabaseAway.TotalSeconds)} s"),
            ("Odoo away", $"{Text(plan.OdooAway.TotalSeconds)} s"),
            ("answers of Odoo lost after it committed", Text(outcome.LostAnswers)),
            ("times that Shopify refused or broke off", Text(outcome.Refusals)),
            ("webhooks sent, and never sent", $"{Text(outcome.Deliveries)}, {Text(outcome.Unannounced)} orders without any"),
            ("clocks wrong by", $"+{Text(plan.Skew.TotalSeconds)} s and −{Text(plan.Skew.TotalSeconds)} s"),
            ("most calls at Odoo at once", Text(outcome.MostAtOnce)),
            ("in step when the last order was placed", string.Create(CultureInfo.InvariantCulture, $"{outcome.InStepAtOnce} of {outcome.Tally.Orders} ({(double)outcome.InStepAtOnce / Math.Max(1, outcome.Tally.Orders):P0})")),
            ("all in step after", $"{Text(Math.Round(outcome.Settled.TotalSeconds))} s"),
            ("**lost, double, wrong**", $"**{outcome.Tally.Lost}, {outcome.Tally.Doubled}, {outcome.Tally.Wrong}**"),
        ]);

    private static string Text(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
