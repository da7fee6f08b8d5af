using Tandem.Sandbox.Crashes;
using Tandem.Sandbox.House;
using Tandem.Tests.Fixtures;

namespace Tandem.Load;

/// <summary>Kills Tandem amid its orders: <c>crash [rounds=20] [orders=100] [seed=1] [postgres] [import]</c>.</summary>
internal static class Crash
{
    public static async Task<int> Run(IReadOnlyList<string> arguments, CancellationToken stop)
    {
        await using var cluster = arguments.Contains("postgres") ? await Cluster(stop) : null;
        var plan = new CrashPlan(arguments.Number("rounds", 20), arguments.Number("orders", 100), arguments.Number("seed", 1))
        {
            Import = arguments.Contains("import"),
            OutsideOdoo = OdooAccess.OfEnvironment(),
            OdooVersion = Environment.GetEnvironmentVariable("TANDEM_PRACTICE_ODOO") == "18" ? 18 : 19,
            Ledger = cluster is null ? null : await cluster.NewDatabase(stop),
        };
        var tally = await CrashRun.Run(plan, Console.Out, stop);
        if (tally.Wrong > 0) Console.WriteLine($"{tally.Wrong} orders differ in total or state, or are not in step.");
        Console.WriteLine($"crash: {plan.Rounds} rounds, {tally.Orders} orders, {tally.Lost} lost, {tally.Doubled} double");
        return tally.Good ? 0 : 1;
    }

    private static Task<PostgresCluster> Cluster(CancellationToken stop) =>
        PostgresCluster.Start(PostgresCluster.Programs() ?? throw new InvalidOperationException("PostgreSQL's server programs are not installed."), durable: true, stop);
}
