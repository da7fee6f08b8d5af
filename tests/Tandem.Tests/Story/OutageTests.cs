using Tandem.Sandbox.Shopify.Orders;
using Tandem.Sync.Failures;
using Tandem.Sync.Records;
using Xunit;

namespace Tandem.Tests.Story;

/// <summary>Odoo is away while orders come in.</summary>
public sealed class OutageTests(House19 house) : IClassFixture<House19>
{
    [Theory, InlineData(true), InlineData(false)]
    public async Task Webhooks_are_acknowledged_while_Odoo_is_away_and_the_orders_go_through_when_it_is_back(bool down)
    {
        var stop = TestContext.Current.CancellationToken;
        // Tandem knows this Odoo before it goes away.
        var first = house.Place(DemoOrders.Simple() with { Customer = house.Newcomer() });
        house.InStepOnce(first, await house.Announced(first));
        var orders = Enumerable.Range(0, 3).Select(_ => house.Place(DemoOrders.Simple() with { Customer = house.Newcomer() })).ToList();
        var announced = TimeProvider.System.GetUtcNow();
        if (down) house.Odoo.Faults.Down = true;
        else house.Odoo.Faults.Unavailable = true;

        foreach (var order in orders)
        {
            var delivery = await house.Shop.Webhooks.Deliver(order, "orders/create", null, stop);
            Assert.Equal(200, Assert.Single(delivery.Attempts).Status);
        }

        foreach (var order in orders)
        {
            var waiting = await house.Until(order, record => record.Standing is Standing.RetryingAt);
            var retry = (Standing.RetryingAt)waiting.Standing;
            Assert.Contains(order.Name, retry.Sentence, StringComparison.Ordinal);
            Assert.Contains("Tandem", retry.Sentence, StringComparison.Ordinal);
            Assert.Equal(retry.At, waiting.NextAttemptAt);
            // So long after the failure, which came after the announcement and before the standing was written.
            Assert.InRange(
                retry.At,
                RetryPolicy.Next(announced, 1, null) - TimeSpan.FromMilliseconds(1),
                RetryPolicy.Next(waiting.ChangedAt, waiting.Attempts, null) + TimeSpan.FromMilliseconds(1));
        }

        house.Odoo.Faults.Clear();
        await house.Standings.Release(house.Domain, new Grains.Ledger.ReleaseRule.Everything(), stop);
        foreach (var order in orders) house.InStepOnce(order, await house.Settled(order));
    }

    [Fact]
    public async Task A_retry_comes_by_itself_after_five_seconds()
    {
        var order = house.Place(DemoOrders.Simple() with { Customer = house.Newcomer() });
        house.Odoo.Faults.Down = true;
        await house.Shop.Webhooks.Deliver(order, "orders/create", null, TestContext.Current.CancellationToken);
        var waiting = await house.Until(order, record => record.Standing is Standing.RetryingAt);
        house.Odoo.Faults.Clear();

        house.InStepOnce(order, await house.Settled(order));

        var settled = await house.Until(order, _ => true);
        Assert.True(settled.ChangedAt >= waiting.NextAttemptAt, $"{settled.ChangedAt:O} is before {waiting.NextAttemptAt:O}");
    }
}
