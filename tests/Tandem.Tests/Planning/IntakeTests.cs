using Tandem.Sync.Decisions;
using Tandem.Sync.Orders;
using Tandem.Sync.Planning;
using Xunit;

namespace Tandem.Tests.Planning;

public sealed class IntakeTests
{
    private static readonly ShopOrder Order = Sold.Order(Sold.Line("Shirt", 20m));

    [Fact]
    public void By_default_every_order_is_taken_but_test_cancelled_and_fraudulent_ones()
    {
        Assert.Null(Rule(Order));
        Assert.Contains("test order", Rule(Order with { Test = true }), StringComparison.Ordinal);
        Assert.Contains("cancelled in Shopify", Rule(Order with { CancelledAt = Sold.Placed }), StringComparison.Ordinal);
        Assert.Contains("fraud", Rule(Order with { RiskRecommendation = "CANCEL" }), StringComparison.Ordinal);
        Assert.Null(Rule(Order with { RiskRecommendation = "INVESTIGATE" }));
    }

    [Fact]
    public void Test_and_risky_orders_are_taken_by_decision()
    {
        var rule = new IntakeDecision { TestOrders = true, HighRisk = true };

        Assert.Null(OrderIntake.LeftOutBy(Order with { Test = true, RiskRecommendation = "CANCEL" }, rule));
    }

    [Fact]
    public void Only_chosen_sources_are_taken()
    {
        var rule = new IntakeDecision { Sources = ["WEB"] };

        Assert.Null(OrderIntake.LeftOutBy(Order, rule));
        Assert.Equal("Its source “pos” is not among those taken (orders.take.sources).", OrderIntake.LeftOutBy(Order with { SourceName = "pos" }, rule));
    }

    [Fact]
    public void Tags_let_in_and_keep_out()
    {
        var only = new IntakeDecision { OnlyTags = ["wholesale"] };
        var exclude = new IntakeDecision { ExcludeTags = ["HOLD"] };

        Assert.NotNull(OrderIntake.LeftOutBy(Order, only));
        Assert.Null(OrderIntake.LeftOutBy(Order with { Tags = ["Wholesale"] }, only));
        Assert.Null(OrderIntake.LeftOutBy(Order, exclude));
        Assert.Equal("It has the tag “HOLD” (orders.take.excludeTags).", OrderIntake.LeftOutBy(Order with { Tags = ["hold"] }, exclude));
    }

    [Fact]
    public void Orders_placed_before_the_start_are_left_out()
    {
        var rule = new IntakeDecision { PlacedSince = Sold.Placed };

        Assert.Null(OrderIntake.LeftOutBy(Order, rule));
        Assert.Equal("It was placed before 2026-05-04 (orders.take.placedSince).", OrderIntake.LeftOutBy(Order with { ProcessedAt = Sold.Placed.AddSeconds(-1) }, rule));
    }

    [Fact]
    public void An_order_left_out_needs_no_other_decision()
    {
        var plan = OrderPlanning.Plan(Order with { Test = true }, Rules.All with { Taxes = [] }, Array.Empty<ProductCandidate>().ToLookup(product => product.Code));

        Assert.IsType<OrderPlan.Excluded>(plan);
    }

    [Theory]
    [InlineData(ConfirmWhen.AtOnce, "PENDING", true)]
    [InlineData(ConfirmWhen.WhenPaid, "PENDING", false)]
    [InlineData(ConfirmWhen.WhenPaid, "PARTIALLY_PAID", false)]
    [InlineData(ConfirmWhen.WhenPaid, null, false)]
    [InlineData(ConfirmWhen.WhenPaid, "PAID", true)]
    [InlineData(ConfirmWhen.WhenPaid, "PARTIALLY_REFUNDED", true)]
    [InlineData(ConfirmWhen.Never, "PAID", false)]
    public void An_order_is_confirmed_when_the_shop_says(ConfirmWhen when, string? status, bool confirmed)
    {
        Assert.Equal(confirmed, Rules.Ready(Order with { FinancialStatus = status, NetPayment = Order.CurrentTotal }, Rules.Of(new OrderDecision { ConfirmWhen = when })).Confirm);
    }

    private static string? Rule(ShopOrder order) => OrderIntake.LeftOutBy(order, new IntakeDecision());
}
