using Tandem.Sandbox.Shopify.Orders;
using Tandem.Sync;
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
    public async Task After_a_long_outage_what_waited_for_Odoo_goes_on_once_it_answers_and_not_half_an_hour_later()
    {
        var stop = TestContext.Current.CancellationToken;
        var known = house.Place(DemoOrders.Simple() with { Customer = house.Newcomer() });
        house.InStepOnce(known, await house.Announced(known));
        var order = house.Place(DemoOrders.Simple() with { Customer = house.Newcomer() });
        house.Odoo.Faults.Down = true;
        await house.Shop.Webhooks.Deliver(order, "orders/create", null, stop);
        var waiting = (Standing.RetryingAt)(await house.Until(order, record => record.Standing is Standing.RetryingAt)).Standing;
        // As after many tries.
        Assert.Contains(house.Domain, await house.Standings.AwaitOdoo(stop));
        var now = TimeProvider.System.GetUtcNow();
        var late = waiting with { At = now.AddMinutes(30), OnceOdooAnswers = now };
        await house.Standings.Set(RecordKey.Order(house.Domain, new OrderId(order.Number)), late, new Grains.Ledger.RecordFacts(), null, stop);
        var returns = house.Get<Grains.Dispatch.OdooReturns>();

        Assert.Equal(0, await returns.Look(stop));
        house.Odoo.Faults.Clear();
        Assert.Equal(1, await returns.Look(stop));

        house.InStepOnce(order, await house.Settled(order));
        Assert.Equal(0, await returns.Look(stop));
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
