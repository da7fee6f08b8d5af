using System.Diagnostics;
using System.Globalization;
using Tandem.Sandbox.Shopify;
using Tandem.Sandbox.Shopify.Faults;

namespace Tandem.Sandbox.Campaigns;

/// <summary>What goes wrong around the servers, and with them, while orders come in.</summary>
internal sealed class Troubles(CampaignPlan plan, IReadOnlyList<CampaignServer> servers, Passage odoo, PracticeShopify shopify, TextWriter output)
{
    private static readonly TimeSpan RefuseEvery = TimeSpan.FromSeconds(5);
    private readonly Random dice = new(plan.Seed + 1);
    private readonly long started = Stopwatch.GetTimestamp();

    public int Refusals { get; private set; }

    /// <summary>Until the plan's time is over; then everything is up again.</summary>
    public Task Go(CancellationToken stop) => Task.WhenAll(Kill(stop), Refuse(stop), TakeDatabase(stop), TakeOdoo(stop));

    private async Task Kill(CancellationToken stop)
    {
        if (plan.KillEvery <= TimeSpan.Zero) return;
        for (var at = plan.KillEvery; at < plan.Length; at += plan.KillEvery)
        {
            if (!await Until(at, stop)) return;
            // One that is starting is not there to be killed, and the last one is not to be: a cluster of none proves nothing.
            var up = servers.Where(server => server.IsUp).ToList();
            if (up.Count < 2) continue;
            up[dice.Next(up.Count)].Kill();
            Say($"a server was killed, {up.Count - 1} are left");
        }
    }

    private async Task Refuse(CancellationToken stop)
    {
        Fault[] faults = [new Fault.Throttled(), new Fault.Status(503), new Fault.Status(429, TimeSpan.FromSeconds(1)), new Fault.InternalError(), new Fault.Status(500), new Fault.Dropped(AfterDoing: true), new Fault.Html()];
        for (var at = RefuseEvery; at < plan.Length; at += RefuseEvery)
        {
            if (!await Until(at, stop)) return;
            var times = dice.Next(2, 6);
            shopify.Faults.Next(faults[dice.Next(faults.Length)], times);
            Refusals += times;
        }
    }

    private async Task TakeDatabase(CancellationToken stop)
    {
        if (plan.DatabaseAway <= TimeSpan.Zero || !await Until(plan.Length / 4, stop)) return;
        await plan.Database.Stop(stop);
        Say("the database was cut off");
        await Task.Delay(plan.DatabaseAway, stop);
        await plan.Database.Start(stop);
        Say("the database is back");
    }

    private async Task TakeOdoo(CancellationToken stop)
    {
        if (plan.OdooAway <= TimeSpan.Zero || !await Until(plan.Length / 2, stop)) return;
        odoo.Shut = true;
        Say("Odoo is away");
        try
        {
            await Task.Delay(plan.OdooAway, stop);
        }
        finally
        {
            odoo.Shut = false;
        }

        Say("Odoo is back");
    }

    private async Task<bool> Until(TimeSpan at, CancellationToken stop)
    {
        if (at - Stopwatch.GetElapsedTime(started) is { Ticks: > 0 } left) await Task.Delay(left, stop);
        return !stop.IsCancellationRequested;
    }

    private void Say(string what) => output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Stopwatch.GetElapsedTime(started).TotalSeconds,4:0} s: {what}"));
}
