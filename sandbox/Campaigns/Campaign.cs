using Tandem.Sandbox.Crashes;
using Tandem.Sandbox.House;
using Tandem.Sandbox.Odoo;

namespace Tandem.Sandbox.Campaigns;

/// <summary>Several servers on one PostgreSQL database take in orders at a steady pace while everything that can fail does, and all is counted afterwards.</summary>
public static class Campaign
{
    public static async Task<CampaignOutcome> Run(CampaignPlan plan, TextWriter output, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(output);
        await using var practice = plan.OutsideOdoo is null ? await Practice(stop) : null;
        var access = plan.OutsideOdoo ?? new OdooAccess(practice!.Address, practice.Database, practice.User, practice.ApiKey);
        var (dice, losing) = (new Random(plan.Seed + 2), false);
        await using var odoo = await Passage.Open([access.Url], () => losing && Roll(dice) < plan.LostAnswers, stop);
        await using var ground = await CrashGround.Lay(new CrashPlan(0, 0) { Ledger = plan.Database.Connection, OutsideOdoo = access with { Url = odoo.Address } }, stop);
        var servers = Enumerable.Range(0, plan.Servers).Select(index => new CampaignServer(ground.Own(), Skew(plan, index))).ToList();
        await using var front = await Passage.Open([.. servers.Select(server => server.Address)], () => false, stop);
        ground.Sides.Shopify.WebhookAddress = new Uri(front.Address, "/webhooks");
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var watched = Task.WhenAll(servers.Select(server => server.Watch(over.Token)));
        try
        {
            while (!servers.TrueForAll(server => server.IsUp))
            {
                if (servers.Find(server => server.FailedStarts > 2) is { } failing) throw new InvalidOperationException($"A server does not start: {failing.LastFailure}");
                await Task.Delay(TimeSpan.FromMilliseconds(200), stop);
            }

            await output.WriteLineAsync($"{plan.Servers} servers are up; Odoo at {access}.");
            losing = true;
            var orders = new CampaignOrders(ground.Sides.Shop, plan);
            var troubles = new Troubles(plan, servers, odoo, ground.Sides.Shopify, output);
            await Task.WhenAll(orders.Place(stop), troubles.Go(stop));
            (losing, var mostAtOnce) = (false, odoo.MostInside);
            ground.Sides.Shopify.Faults.Clear();
            using var view = new OdooView(access);
            var settlement = new Settlement(ground, view, orders.Placed);
            var inStep = await settlement.InStep(stop);
            await output.WriteLineAsync($"{orders.Placed.Count} orders were placed, {inStep} of them are in step; waiting for the others.");
            var settled = await settlement.Wait(plan.Patience, output, stop);
            return new CampaignOutcome(
                await settlement.Count(orders.Emails, stop), orders.Unannounced, ground.Sides.Shopify.Deliveries.Sum(delivery => delivery.Attempts.Count), inStep, settled,
                servers.Sum(server => server.Kills), [.. servers.SelectMany(server => server.Ends)], odoo.Lost, troubles.Refusals, mostAtOnce);
        }
        finally
        {
            await over.CancelAsync();
            await watched;
        }
    }

    private static TimeSpan Skew(CampaignPlan plan, int server) => server switch
    {
        1 => plan.Skew,
        2 => -plan.Skew,
        _ => TimeSpan.Zero,
    };

    private static double Roll(Random dice)
    {
        lock (dice) return dice.NextDouble();
    }

    private static async Task<PracticeOdoo> Practice(CancellationToken stop)
    {
        var odoo = await PracticeOdoo.Start(new PracticeOdooOptions { Currency = "USD" }, stop);
        PracticeGoods.Fill(odoo);
        return odoo;
    }
}
