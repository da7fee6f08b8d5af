using Microsoft.Extensions.Time.Testing;
using Tandem.Shopify.Admin;
using Xunit;

namespace Tandem.Tests.Shopify;

public sealed class ShopPaceTests
{
    private readonly FakeTimeProvider time = new();
    private readonly ShopPace pace;

    public ShopPaceTests() => pace = new ShopPace(time);

    [Fact]
    public void Nothing_is_waited_for_before_Shopify_has_said_anything() => Assert.Equal(TimeSpan.Zero, pace.Reserve("Order").Wait);

    [Fact]
    public void A_call_that_does_not_fit_waits_until_enough_has_come_back()
    {
        Said(new QueryCost(Requested: 100, Maximum: 2000, Available: 40, RestoreRate: 50));

        Assert.Equal(TimeSpan.FromSeconds(60 / 50d), pace.Reserve("Order").Wait);
    }

    [Fact]
    public void What_came_back_meanwhile_counts()
    {
        Said(new QueryCost(Requested: 100, Maximum: 2000, Available: 40, RestoreRate: 50));

        time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(TimeSpan.Zero, pace.Reserve("Order").Wait);
    }

    [Fact]
    public void Calls_under_way_queue_behind_each_other()
    {
        Said(new QueryCost(Requested: 100, Maximum: 2000, Available: 100, RestoreRate: 100));

        Assert.Equal([0, 1, 2], Enumerable.Range(0, 3).Select(_ => pace.Reserve("Order").Wait.TotalSeconds));
    }

    [Fact]
    public void A_larger_plan_s_rate_is_taken_from_the_answer()
    {
        Said(new QueryCost(Requested: 100, Maximum: 40000, Available: 0, RestoreRate: 2000));

        Assert.Equal(TimeSpan.FromMilliseconds(50), pace.Reserve("Order").Wait);
    }

    [Fact]
    public void A_hold_stops_every_document_until_it_is_over()
    {
        pace.Hold(TimeSpan.FromSeconds(3));
        Assert.Equal(TimeSpan.FromSeconds(3), pace.Reserve("Shop").Wait);

        time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(TimeSpan.Zero, pace.Reserve("Shop").Wait);
    }

    private void Said(QueryCost cost) => pace.Settle(pace.Reserve("Order"), cost);
}
