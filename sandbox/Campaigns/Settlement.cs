using System.Diagnostics;
using Tandem.Sandbox.Crashes;
using Tandem.Sandbox.House;
using Tandem.Sandbox.Shopify.Shops;
using Tandem.Sync;
using Tandem.Sync.Records;

namespace Tandem.Sandbox.Campaigns;

/// <summary>Waits until nothing moves any more, and counts what Odoo holds.</summary>
internal sealed class Settlement(CrashGround ground, OdooView view, IReadOnlyList<PracticeOrder> placed)
{
    private const int AtOnce = 200;

    public async Task<int> InStep(CancellationToken stop)
    {
        var inStep = 0;
        foreach (var order in placed)
            if (await IsInStep(order, stop)) inStep++;
        return inStep;
    }

    /// <summary>Until all are in step, or patience ends: what is not then is said, and counted as wrong.</summary>
    public async Task<TimeSpan> Wait(TimeSpan patience, TextWriter output, CancellationToken stop)
    {
        var started = Stopwatch.GetTimestamp();
        var open = placed.ToList();
        while (open.Count > 0 || (await ground.Inbox.Backlogs(stop)).Count > 0)
        {
            if (Stopwatch.GetElapsedTime(started) > patience)
            {
                foreach (var order in open.Take(10)) await output.WriteLineAsync($"{order.Name} is not in step: {(await Find(order, stop))?.Standing}");
                break;
            }

            open = await Open(open, stop);
            await Task.Delay(TimeSpan.FromMilliseconds(500), stop);
        }

        return Stopwatch.GetElapsedTime(started);
    }

    public async Task<CrashTally> Count(IEnumerable<string> emails, CancellationToken stop)
    {
        var tally = new CrashTally(0, 0, 0, 0);
        foreach (var some in placed.Chunk(AtOnce)) tally += await Count(some, stop);
        foreach (var email in emails)
            if (await view.CountCustomers(email, stop) is > 1 and var many) tally += new CrashTally(0, 0, many - 1, 0);
        return tally;
    }

    private async Task<CrashTally> Count(PracticeOrder[] orders, CancellationToken stop)
    {
        var held = (await view.Orders([.. orders.Select(order => order.Name)], stop)).ToLookup(order => order.Reference, StringComparer.Ordinal);
        var wrong = 0;
        foreach (var order in orders)
            if (held[order.Name].Any(booked => booked.State != "sale" || booked.Total != CrashRun.Total(order)) || !await IsInStep(order, stop)) wrong++;
        return new CrashTally(orders.Length, orders.Count(order => !held[order.Name].Any()), orders.Count(order => held[order.Name].Count() > 1), wrong);
    }

    private async Task<List<PracticeOrder>> Open(List<PracticeOrder> orders, CancellationToken stop)
    {
        var open = new List<PracticeOrder>();
        foreach (var order in orders)
            if (!await IsInStep(order, stop)) open.Add(order);
        return open;
    }

    private async Task<bool> IsInStep(PracticeOrder order, CancellationToken stop) => (await Find(order, stop))?.Standing is Standing.InStep;

    private Task<Grains.Ledger.RecordStanding?> Find(PracticeOrder order, CancellationToken stop) => ground.Standings.Find(RecordKey.Order(ground.Shop, new OrderId(order.Number)), stop);
}
