using System.Diagnostics;
using System.Globalization;
using Tandem.Grains.Ledger;
using Tandem.Sandbox.House;
using Tandem.Sandbox.Shopify.Graph;
using Tandem.Sandbox.Shopify.Shops;
using Tandem.Sync;
using Tandem.Sync.Records;

namespace Tandem.Sandbox.Crashes;

/// <summary>Kills Tandem in the middle of its work, again and again, and counts what Odoo holds afterwards.</summary>
public static class CrashRun
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public static async Task<CrashTally> Run(CrashPlan plan, TextWriter output, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(output);
        await using var ground = await CrashGround.Prepare(plan, stop);
        await output.WriteLineAsync($"Odoo at {ground.Sides.Access}; Tandem is connected and set up by its command line.");
        var random = new Random(plan.Seed);
        var all = new CrashTally(0, 0, 0, 0);
        for (var round = 1; round <= plan.Rounds; round++)
        {
            // Between nothing and everything is booked, and then anywhere inside of a pass.
            var moment = (Booked: random.Next(0, plan.Orders), Later: TimeSpan.FromMilliseconds(random.Next(0, 250)));
            var (tally, words) = await Round(ground, round, plan.Orders, plan.Import, moment, stop);
            all += tally;
            await output.WriteLineAsync($"round {round}: {words}");
        }

        return all;
    }

    private static async Task<(CrashTally, string)> Round(CrashGround ground, int round, int count, bool import, (int Booked, TimeSpan Later) moment, CancellationToken stop)
    {
        var customer = 8_000_000_000_000 + (ground.Sides.Shop.Description.FirstOrderNumber * 100L) + round;
        var started = Stopwatch.GetTimestamp();
        var placed = new List<PracticeOrder>();
        if (import) await Import(ground, placed, round, count, customer, stop);
        for (var i = placed.Count; i < count; i++)
        {
            placed.Add(ground.Sides.Shop.Place(TexasOrders.Of(customer)));
            ground.Sides.Shop.Webhooks.Announce(placed[^1], "orders/create");
        }

        var names = placed.Select(order => order.Name).ToList();
        while (await ground.View.CountOrders(names, stop) < moment.Booked) await Wait(ground, started, 15, stop);
        await Task.Delay(moment.Later, stop);
        ground.Kill();
        var (after, killed) = (Stopwatch.GetElapsedTime(started), Stopwatch.GetTimestamp());
        var booked = await ground.View.CountOrders(names, stop);
        await ground.Start(stop);
        var tally = await Finish(ground, placed, TexasOrders.Email(customer), stop);
        return (tally, string.Create(CultureInfo.InvariantCulture,
            $"killed after {after.TotalSeconds:0.00} s with {booked} of {count} in Odoo, all settled {Stopwatch.GetElapsedTime(killed).TotalSeconds:0.0} s later; {tally.Lost} lost, {tally.Doubled} double, {tally.Wrong} wrong"));
    }

    /// <summary>Older orders, each round on a day of its own; the import of the round before has ended.</summary>
    private static async Task Import(CrashGround ground, List<PracticeOrder> placed, int round, int count, long customer, CancellationToken stop)
    {
        var day = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(round);
        for (var i = 0; i < count; i++) placed.Add(ground.Sides.Shop.Place(TexasOrders.Of(customer), day.AddSeconds(i)));
        if (!await ground.Get<IHistoryImports>().Start(ground.Shop, new PlacedBetween(day, day.AddSeconds(count)), count, "the campaign", stop)) throw new InvalidOperationException("The import did not start.");
    }

    /// <summary>Waits until nothing moves any more, and counts what Odoo holds.</summary>
    internal static async Task<CrashTally> Finish(CrashGround ground, List<PracticeOrder> placed, string email, CancellationToken stop)
    {
        await Settled(ground, placed, stop);
        return await Count(ground, placed, email, stop);
    }

    private static async Task Settled(CrashGround ground, List<PracticeOrder> placed, CancellationToken stop)
    {
        var started = Stopwatch.GetTimestamp();
        await ground.Sides.Shopify.Settled();
        var open = placed.ToList();
        while (open.Count > 0 || (await ground.Inbox.Backlogs(stop)).Count > 0)
        {
            await Wait(ground, started, 200, stop);
            while (open.Count > 0 && await IsInStep(ground, open[^1], stop)) open.RemoveAt(open.Count - 1);
        }
    }

    private static async Task<bool> IsInStep(CrashGround ground, PracticeOrder order, CancellationToken stop) =>
        (await ground.Standings.Find(RecordKey.Order(ground.Shop, new OrderId(order.Number)), stop))?.Standing is Standing.InStep;

    internal static async Task Wait(CrashGround ground, long started, int milliseconds, CancellationToken stop)
    {
        if (Stopwatch.GetElapsedTime(started) > Patience) throw new TimeoutException($"Tandem does not get its orders in step. It wrote: {ground.Said}");
        await Task.Delay(milliseconds, stop);
    }

    private static async Task<CrashTally> Count(CrashGround ground, List<PracticeOrder> placed, string email, CancellationToken stop)
    {
        var held = (await ground.View.Orders([.. placed.Select(order => order.Name)], stop)).ToLookup(order => order.Reference, StringComparer.Ordinal);
        var customers = await ground.View.CountCustomers(email, stop);
        var wrong = 0;
        foreach (var order in placed)
            if (held[order.Name].Any(booked => booked.State != "sale" || booked.Total != Total(order)) || !await IsInStep(ground, order, stop)) wrong++;
        return new CrashTally(
            placed.Count, placed.Count(order => !held[order.Name].Any()), placed.Count(order => held[order.Name].Count() > 1) + Math.Max(0, customers - 1), wrong);
    }

    internal static decimal Total(PracticeOrder order) => Convert.ToDecimal(
        ((IGraphObject)((IGraphObject)order.Data["currentTotalPriceSet"]!)["shopMoney"]!)["amount"], CultureInfo.InvariantCulture);
}
