using System.Diagnostics;
using System.Globalization;
using Tandem.Sandbox.Crashes;
using Tandem.Sandbox.House;

namespace Tandem.Sandbox.Campaigns;

/// <summary>Servers of an older program are replaced by this one's, one after the other, while orders come in at a steady pace.</summary>
public static class Upgrade
{
    /// <param name="older">Where the older program lies.</param>
    public static async Task<UpgradeOutcome> Run(CampaignPlan plan, string older, TextWriter output, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(output);
        await using var field = await CampaignField.Lay(plan with { Skew = TimeSpan.Zero }, () => false, older, stop);
        await field.Up(stop);
        await output.WriteLineAsync($"{plan.Servers} servers of the older program are up; Odoo at {field.Access}.");
        var orders = new CampaignOrders(field.Ground.Sides.Shop, plan);
        var replacing = Replace(field, plan, output, stop);
        await Task.WhenAll(orders.Place(stop), replacing);
        using var view = new OdooView(field.Access);
        var settlement = new Settlement(field.Ground, view, orders.Placed);
        var inStep = await settlement.InStep(stop);
        await output.WriteLineAsync($"{orders.Placed.Count} orders were placed, {inStep} of them are in step; waiting for the others.");
        var settled = await settlement.Wait(plan.Patience, output, stop);
        var failedStarts = field.Servers.Where(server => server.FailedStarts > 0).Select(server => server.LastFailure!);
        return new UpgradeOutcome(
            await settlement.Count(orders.Emails, stop), orders.Unannounced, inStep, settled, await replacing, [.. field.Servers.SelectMany(server => server.Ends).Concat(failedStarts)],
            field.Ground.Sides.Shopify.Deliveries.Sum(delivery => delivery.Attempts.Count(attempt => attempt.Status != 200)), field.Odoo.MostInside);
    }

    /// <summary>In equal parts of the plan's time, so that for most of it both programs work.</summary>
    private static async Task<IReadOnlyList<Replacement>> Replace(CampaignField field, CampaignPlan plan, TextWriter output, CancellationToken stop)
    {
        var replaced = new List<Replacement>();
        foreach (var server in field.Servers)
        {
            await Task.Delay(plan.Length / (plan.Servers + 1), stop);
            var began = Stopwatch.GetTimestamp();
            var code = await server.Replace(null, stop);
            var ended = Stopwatch.GetElapsedTime(began);
            while (!server.IsUp && server.FailedStarts == 0) await Task.Delay(TimeSpan.FromMilliseconds(100), stop);
            replaced.Add(new Replacement(code, ended, Stopwatch.GetElapsedTime(began) - ended));
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"server {replaced.Count} of {plan.Servers} is replaced: it ended with {code} after {ended.TotalSeconds:0.0} s, the newer one was ready {replaced[^1].Ready.TotalSeconds:0.0} s later"));
        }

        return replaced;
    }
}

/// <summary>What came of an upgrade.</summary>
/// <param name="Tally">What both sides hold at the end.</param>
/// <param name="Unannounced">Orders whose webhooks never came.</param>
/// <param name="InStepAtOnce">Orders that were in step when the last was placed.</param>
/// <param name="Settled">From then until all were.</param>
/// <param name="Ends">What servers said that ended by themselves, or did not start.</param>
/// <param name="Refused">Webhooks that were not acknowledged at once.</param>
/// <param name="MostAtOnce">The most calls that were under way at Odoo at once.</param>
public sealed record UpgradeOutcome(
    CrashTally Tally, int Unannounced, int InStepAtOnce, TimeSpan Settled, IReadOnlyList<Replacement> Replaced, IReadOnlyList<string> Ends, int Refused, int MostAtOnce)
{
    public bool Good => Tally.Good && Ends.Count == 0 && Replaced.All(one => one.Code == 0);
}

/// <summary>One server's turn.</summary>
/// <param name="Code">With which the older program ended.</param>
/// <param name="Ended">From the signal until then.</param>
/// <param name="Ready">From then until the newer one was ready.</param>
public sealed record Replacement(int Code, TimeSpan Ended, TimeSpan Ready);
