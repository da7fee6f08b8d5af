using System.Diagnostics;
using System.Globalization;
using Tandem.Sandbox.House;
using Tandem.Sandbox.Odoo;
using Tandem.Sandbox.Shopify.Shops;

namespace Tandem.Sandbox.Crashes;

/// <summary>What came of several servers on one database, of which one was killed and one was asked to stop.</summary>
/// <param name="Shares">Passes of each server that the run could see.</param>
/// <param name="StopCode">The exit code of the one that was asked to stop.</param>
/// <param name="StopTook">How long it took to end what it had under way.</param>
public sealed record ClusterOutcome(CrashTally Tally, IReadOnlyList<int> Shares, int StopCode, TimeSpan StopTook);

/// <summary>Three servers share a shop's orders; amid them one is killed and one is stopped, and what they had is taken over.</summary>
public static class ClusterRun
{
    private const string Pass = " stands ";

    /// <param name="ledger">A PostgreSQL connection string.</param>
    public static async Task<ClusterOutcome> Run(string ledger, int orders, TextWriter output, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(output);
        await using var ground = await CrashGround.Prepare(new CrashPlan(1, orders) { Ledger = ledger }, stop);
        ground.Sides.Odoo!.Faults.Add(FaultKind.DelayBefore, "sale.order.action_confirm", int.MaxValue, TimeSpan.FromMilliseconds(400));
        var others = await Task.WhenAll(ground.Another(stop), ground.Another(stop));
        using var killed = others[0];
        using var stopped = others[1];

        var customer = 8_500_000_000_000 + ground.Sides.Shop.Description.FirstOrderNumber;
        var placed = new List<PracticeOrder>();
        // Which server gets an order is chance; each is to have had some before anything happens to it.
        do
        {
            Place(ground, placed, customer, orders / 4);
            await Booked(ground, placed, placed.Count, stop);
        }
        while (Shares(killed.Said) == 0 || Shares(stopped.Said) == 0);

        // A server keeps but the last lines that it wrote: what it tells when others go can push out the rest.
        IReadOnlyList<int> early = Passes();
        var calm = placed.Count;
        Place(ground, placed, customer, orders);
        await Booked(ground, placed, calm + (orders / 4), stop);
        killed.Kill();
        await output.WriteLineAsync($"One server was killed amid {orders} orders.");
        await Booked(ground, placed, calm + (orders / 3), stop);
        var asked = Stopwatch.GetTimestamp();
        var code = await stopped.Terminate(stop);
        var took = Stopwatch.GetElapsedTime(asked);
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Another was asked to stop and ended with {code} after {took.TotalSeconds:0.0} s."));
        await output.WriteLineAsync(string.Join('\n', stopped.Said.Split('\n').Where(line => !line.Contains(Pass, StringComparison.Ordinal))));
        var tally = await CrashRun.Finish(ground, placed, TexasOrders.Email(customer), stop);
        await output.WriteLineAsync($"{tally.Lost} lost, {tally.Doubled} double, {tally.Wrong} wrong.");
        return new ClusterOutcome(tally, [.. Passes().Zip(early, Math.Max)], code, took);

        IReadOnlyList<int> Passes() => [Shares(ground.Said), Shares(killed.Said), Shares(stopped.Said)];
    }

    private static void Place(CrashGround ground, List<PracticeOrder> placed, long customer, int count)
    {
        for (var i = 0; i < count; i++)
        {
            placed.Add(ground.Sides.Shop.Place(TexasOrders.Of(customer)));
            ground.Sides.Shop.Webhooks.Announce(placed[^1], "orders/create");
        }
    }

    private static async Task Booked(CrashGround ground, List<PracticeOrder> placed, int most, CancellationToken stop)
    {
        var started = Stopwatch.GetTimestamp();
        var names = placed.Select(order => order.Name).ToList();
        while (await ground.View.CountOrders(names, stop) < most) await CrashRun.Wait(ground, started, 20, stop);
    }

    private static int Shares(string said) => said.Split('\n').Count(line => line.Contains(Pass, StringComparison.Ordinal));
}
