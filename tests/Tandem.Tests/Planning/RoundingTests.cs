using Tandem.Sync.Decisions;
using Tandem.Sync.Failures;
using Tandem.Sync.Orders;
using Tandem.Sync.Planning;
using Tandem.Sync.Sales;
using Xunit;

namespace Tandem.Tests.Planning;

public sealed class RoundingTests
{
    private static readonly OrderRules Globally = Rules.All.Rounding(TaxRounding.Globally);

    /// <summary>Three lines whose taxes Shopify rounds up by half a cent each: 3 × 0.33 where Odoo has 0.975.</summary>
    private static readonly ShopOrder HalfCents = Sold.Order([.. Enumerable.Range(1, 3).Select(id => Sold.Line("Pen", 1.625m * 1m, id: id).Taxed("VAT", 0.2m, 0.33m) with { UnitPrice = Sold.Money(1.63m) })]);

    [Fact]
    public void Rounding_per_line_comes_to_Shopifys_taxes_without_help()
    {
        var plan = Rules.Ready(HalfCents);

        Assert.Null(plan.Remark);
        Assert.Equal(0.99m, plan.InOdoo().Tax);
    }

    [Fact]
    public void A_difference_within_the_limit_is_one_visible_line_that_tells_it_and_the_total_is_exact()
    {
        var plan = Rules.Ready(HalfCents, Globally);

        var line = plan.Draft.Lines[^1];
        Assert.Equal((LineRole.Rounding, 1m, 0.01m, "rounding_1001"), (line.Role, line.Quantity, line.PriceUnit, line.ExternalId));
        Assert.Equal(Rules.AllProducts.Rounding, line.Product);
        Assert.Empty(line.Taxes);
        Assert.Equal("Rounding: the tax “VAT 20 %” is 0.99 in Shopify and 0.98 in Odoo; the total is 5.88 in Shopify and 5.87 in Odoo", line.Name);
        Assert.Equal(line.Name, plan.Remark);
        Assert.Equal(plan.Draft.Expected.Total, plan.InOdoo(Globally).Total);
    }

    [Fact]
    public void Odoo_may_round_up_where_Shopify_rounded_down_and_the_line_is_negative()
    {
        var order = Sold.Order([.. Enumerable.Range(1, 3).Select(id => Sold.Line("Pen", 1.62m, id: id).Taxed("VAT", 0.2m, 0.32m))]);
        var plan = Rules.Ready(order, Globally);

        // 3 × 0.324 is 0.972, so Odoo has 0.97 where Shopify has 0.96.
        Assert.Equal(-0.01m, plan.Draft.Lines[^1].PriceUnit);
        Assert.Equal(order.Total.Shop.Amount, plan.InOdoo(Globally).Total);
    }

    [Fact]
    public void When_only_the_split_between_price_and_tax_moves_the_line_has_no_price()
    {
        var order = (HalfCents with { TaxesIncluded = true, Lines = [.. Enumerable.Range(1, 3).Select(id => Sold.Line("Pen", 1.97m, id: id).Taxed("VAT", 0.2m, 0.33m))] }).Totalled();
        var plan = Rules.Ready(order, Globally.Rounding(TaxRounding.Globally, nineteen: true));

        // 3 × 0.3283 is 0.985: Shopify states 0.99 of taxes, and Odoo 0.99 as well; with 1.96 it is 0.98 and 0.98.
        Assert.Null(plan.Remark);

        order = (order with { Lines = [.. Enumerable.Range(1, 3).Select(id => Sold.Line("Pen", 1.98m, id: id).Taxed("VAT", 0.2m, 0.33m)), Sold.Line("Cap", 1.95m, id: 4).Taxed("VAT", 0.2m, 0.33m), Sold.Line("Cap", 1.95m, id: 5).Taxed("VAT", 0.2m, 0.33m)] }).Totalled();
        plan = Rules.Ready(order, Globally.Rounding(TaxRounding.Globally, nineteen: true));

        Assert.Equal(0m, plan.Draft.Lines[^1].PriceUnit);
        Assert.Equal(LineRole.Rounding, plan.Draft.Lines[^1].Role);
        Assert.Contains("the untaxed amount is", plan.Remark, StringComparison.Ordinal);
        Assert.Equal(order.Total.Shop.Amount, plan.InOdoo(Globally).Total);
    }

    [Fact]
    public void A_difference_above_the_limit_is_refused_with_the_lines_named()
    {
        var order = Sold.Order(Sold.Line("Blue shirt", 20m).Taxed("VAT", 0.2m, 4.20m), Sold.Line("Hat", 5m, id: 2).Taxed("VAT", 0.2m, 1m));

        var blocker = Assert.Single(Rules.Blocked(order));

        Assert.Equal((BlockerCode.TotalsDiffer, "order 1001", Role.Finance, "taxes"), (blocker.Code, blocker.Subject, blocker.Owner, blocker.Setting));
        Assert.Equal(
            "Order #1001 was not booked in Odoo: its amounts there would differ from Shopify's by more than the rounding limit of 0.05 USD: the tax “VAT 20 %” is 5.20 in Shopify and 5.00 in Odoo; the total is 30.20 in Shopify and 30.00 in Odoo. "
            + "Lines in question: “Blue shirt” 1 × 20.00 + VAT 4.20 (Shopify: 20.00 and taxes 4.20; Odoo: 20.00 and taxes 4.00). "
            + "Check under taxes that each Shopify tax on them is mapped to an Odoo tax of the same rate; if all are and this is rounding, raise orders.roundingLimit.",
            blocker.Sentence);
    }

    [Fact]
    public void The_shop_decides_the_limit()
    {
        var order = Sold.Order(Sold.Line("Blue shirt", 20m).Taxed("VAT", 0.2m, 4.20m));

        Assert.Equal(0.20m, Rules.Ready(order, Rules.Of(new OrderDecision { RoundingLimit = 0.20m })).Draft.Lines[^1].PriceUnit);
        Assert.Equal(BlockerCode.TotalsDiffer, Assert.Single(Rules.Blocked(order, Rules.Of(new OrderDecision { RoundingLimit = 0.19m }))).Code);
        Assert.Equal(BlockerCode.TotalsDiffer, Assert.Single(Rules.Blocked(HalfCents, Rules.Of(new OrderDecision { RoundingLimit = 0m }).Rounding(TaxRounding.Globally))).Code);
    }

    [Fact]
    public void Without_a_product_for_rounding_the_order_waits_for_that_decision()
    {
        var blocker = Assert.Single(Rules.Blocked(HalfCents, Globally.Without(products => products with { Rounding = null })));

        Assert.Equal((BlockerCode.RoundingUnmapped, "orders.lineProducts.rounding"), (blocker.Code, blocker.Setting));
        Assert.Contains("This is within the rounding limit", blocker.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_total_that_its_parts_do_not_come_to_is_refused_whatever_the_limit()
    {
        var order = Sold.Order(Sold.Line("Blue shirt", 20m)) with { Total = Sold.Money(19.99m), CurrentTotal = Sold.Money(19.99m) };

        var blocker = Assert.Single(Rules.Blocked(order));

        Assert.Equal((BlockerCode.TotalsDiffer, Role.Finance), (blocker.Code, blocker.Owner));
        Assert.StartsWith("Order #1001 was not written to Odoo: Shopify states a total of 19.99 USD, but what it lists adds up to 20.00 USD: “Blue shirt” 1 × 20.00.", blocker.Sentence, StringComparison.Ordinal);
    }
}
