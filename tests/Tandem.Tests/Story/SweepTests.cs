using Tandem.Grains.Ledger;
using Tandem.Sandbox.Shopify.Orders;
using Tandem.Sandbox.Shopify.Webhooks;
using Tandem.Sync.Records;
using Xunit;

namespace Tandem.Tests.Story;

/// <summary>What no webhook told, the sweep finds, and only that.</summary>
public sealed class SweepTests(House19 house) : IClassFixture<House19>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_order_whose_webhook_was_dropped_is_found_once_and_counted()
    {
        await house.Sweep();
        var order = house.Place(DemoOrders.Simple() with { Customer = house.Newcomer() });
        await house.Shop.Webhooks.Deliver(order, "orders/create", new DeliveryPlan { Drop = true }, Stop);

        Assert.Equal(1, await house.Sweep());

        house.InStepOnce(order, await house.Settled(order));
        Assert.Equal(1, (await house.Get<IShops>().Find(house.Domain, Stop))!.LastSweepFound);
        Assert.Equal(0, await house.Sweep());
        Assert.Equal(0, (await house.Get<IShops>().Find(house.Domain, Stop))!.LastSweepFound);
    }

    [Fact]
    public async Task The_sweep_finds_nothing_when_webhooks_told_everything()
    {
        await house.Sweep();
        var orders = Enumerable.Range(0, 3).Select(_ => house.Place(DemoOrders.Simple() with { Customer = house.Newcomer() })).ToList();
        foreach (var order in orders) house.InStepOnce(order, await house.Announced(order));

        Assert.Equal(0, await house.Sweep());
    }

    [Fact]
    public async Task An_order_whose_webhook_still_waits_is_not_counted()
    {
        await house.Sweep();
        house.Odoo.Faults.Down = true;
        var order = house.Place(DemoOrders.Simple() with { Customer = house.Newcomer() });
        await house.Shop.Webhooks.Deliver(order, "orders/create", null, Stop);

        Assert.Equal(0, await house.Sweep());

        house.Odoo.Faults.Clear();
        await house.Until(order, record => record.Standing is Standing.RetryingAt or Standing.InStep);
        Assert.Equal(0, await house.Sweep());
        await house.Standings.Release(house.Domain, new ReleaseRule.Everything(), Stop);
        house.InStepOnce(order, await house.Settled(order));
    }

    [Fact]
    public async Task A_change_whose_webhook_was_dropped_is_found_although_the_order_was_looked_at_before()
    {
        var order = house.Place(DemoOrders.Simple() with { Customer = house.Newcomer() });
        house.InStepOnce(order, await house.Announced(order));
        await house.Sweep();
        await Task.Delay(TimeSpan.FromSeconds(1.1), Stop);
        house.Shop.Change(order, description => description with { Note = "Ring twice" });

        Assert.Equal(1, await house.Sweep());
        await house.Settled(order);
        Assert.Equal(0, await house.Sweep());
    }
}
