using Tandem.Sandbox.House;

namespace Tandem.Sandbox.Campaigns;

/// <summary>Several servers on one PostgreSQL database take in orders at a steady pace while everything that can fail does, and all is counted afterwards.</summary>
public static class Campaign
{
    public static async Task<CampaignOutcome> Run(CampaignPlan plan, TextWriter output, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(output);
        var (dice, losing) = (new Random(plan.Seed + 2), false);
        await using var field = await CampaignField.Lay(plan, () => losing && Roll(dice) < plan.LostAnswers, null, stop);
        var (ground, servers) = (field.Ground, field.Servers);
        await field.Up(stop);
        await output.WriteLineAsync($"{plan.Servers} servers are up; Odoo at {field.Access}.");
        losing = true;
        var orders = new CampaignOrders(ground.Sides.Shop, plan);
        var troubles = new Troubles(plan, servers, field.Odoo, ground.Sides.Shopify, output);
        await Task.WhenAll(orders.Place(stop), troubles.Go(stop));
        (losing, var mostAtOnce) = (false, field.Odoo.MostInside);
        ground.Sides.Shopify.Faults.Clear();
        using var view = new OdooView(field.Access);
        var settlement = new Settlement(ground, view, orders.Placed);
        var inStep = await settlement.InStep(stop);
        await output.WriteLineAsync($"{orders.Placed.Count} orders were placed, {inStep} of them are in step; waiting for the others.");
        var settled = await settlement.Wait(plan.Patience, output, stop);
        return new CampaignOutcome(
            await settlement.Count(orders.Emails, stop), orders.Unannounced, ground.Sides.Shopify.Deliveries.Sum(delivery => delivery.Attempts.Count), inStep, settled,
            servers.Sum(server => server.Kills), [.. servers.SelectMany(server => server.Ends)], field.Odoo.Lost, troubles.Refusals, mostAtOnce);
    }

    private static double Roll(Random dice)
    {
        lock (dice) return dice.NextDouble();
    }
}
