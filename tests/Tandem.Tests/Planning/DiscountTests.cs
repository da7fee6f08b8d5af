using Tandem.Sync;
using Tandem.Sync.Sales;
using Xunit;

namespace Tandem.Tests.Planning;

public sealed class DiscountTests
{
    [Fact]
    public void A_percentage_is_a_discount_on_the_line_and_names_its_code()
    {
        var plan = Rules.Ready(Sold.Order(Sold.Line("Blue shirt", 20m, 2).Less(4m, "SUMMER10", 10m).Taxed("VAT", 0.2m, 7.20m)));

        Assert.Equal([(LineRole.Product, 2m, 20m, 10m)], plan.Short());
        Assert.Equal("Blue shirt (discount SUMMER10)", plan.Draft.Lines[0].Name);
        Assert.Equal((36m, 43.20m), (plan.InOdoo().Untaxed, plan.InOdoo().Total));
        Assert.Null(plan.Remark);
    }

    [Fact]
    public void The_percentage_that_the_buyer_saw_is_kept_when_it_rounds_to_the_same_cents()
    {
        var plan = Rules.Ready(Sold.Order(Sold.Line("Socks", 9.99m).Less(1.00m, "TEN", 10m).Taxed("VAT", 0.2m, 1.80m)));

        Assert.Equal([(LineRole.Product, 1m, 9.99m, 10m)], plan.Short());
        Assert.Equal((8.99m, 1.80m), (plan.InOdoo().Untaxed, plan.InOdoo().Tax));
    }

    [Fact]
    public void A_fixed_amount_becomes_a_percentage_where_two_digits_state_it_to_the_cent()
    {
        var plan = Rules.Ready(Sold.Order(Sold.Line("Hat", 30m).Less(7.50m, "FIXED").Taxed("VAT", 0.2m, 4.50m)));

        Assert.Equal([(LineRole.Product, 1m, 30m, 25m)], plan.Short());
    }

    [Fact]
    public void A_discount_that_no_percentage_states_is_a_line_of_its_own_at_the_same_taxes()
    {
        var plan = Rules.Ready(Sold.Order(Sold.Line("Sofa", 1234.50m, 3).Less(0.01m, "ODD").Taxed("VAT", 0.2m, 740.70m)));

        // 0.01 of 3703.50 is less than the smallest percentage, so 0 % would lose it.
        Assert.Equal([(LineRole.Product, 3m, 1234.50m, 0m), (LineRole.Discount, 1m, -0.01m, 0m)], plan.Short());
        Assert.Equal([Rules.Vat20.Id], plan.Draft.Lines[1].Taxes);
        Assert.Equal("Discount ODD: Sofa", plan.Draft.Lines[1].Name);
        Assert.Equal("discount_line_1", plan.Draft.Lines[1].ExternalId);
        Assert.Equal(3703.49m, plan.InOdoo().Untaxed);
    }

    [Fact]
    public void Where_a_line_of_its_own_would_miss_the_tax_by_a_cent_the_discount_goes_into_the_price()
    {
        // 20 % of 3703.68 is 740.74 and 20 % of 0.01 is nothing, but 20 % of 3703.67 is 740.73.
        var plan = Rules.Ready(Sold.Order(Sold.Line("Sofa", 1234.56m, 3).Less(0.01m, "ODD").Taxed("VAT", 0.2m, 740.73m)));

        Assert.Equal([(LineRole.Product, 1m, 1234.55m, 0m), (LineRole.Product, 2m, 1234.56m, 0m)], plan.Short());
        Assert.Equal("Sofa (3703.68 less 0.01 discount ODD)", plan.Draft.Lines[0].Name);
        Assert.Equal((3703.67m, 740.73m), (plan.InOdoo().Untaxed, plan.InOdoo().Tax));
        Assert.Null(plan.Remark);
    }

    [Fact]
    public void Without_a_product_for_discounts_the_price_that_was_paid_is_booked_and_the_line_tells_why()
    {
        var rules = Rules.All.Without(products => products with { Discount = null });
        var plan = Rules.Ready(Sold.Order(Sold.Line("Sofa", 1234.56m, 3).Less(0.03m, "ODD").Taxed("VAT", 0.2m, 740.73m)), rules);

        Assert.Equal([(LineRole.Product, 3m, 1234.55m, 0m)], plan.Short());
        Assert.Equal("Sofa (3703.68 less 0.03 discount ODD)", plan.Draft.Lines[0].Name);
    }

    [Fact]
    public void A_paid_price_that_does_not_divide_is_split_over_two_lines_one_cent_apart()
    {
        var rules = Rules.All.Without(products => products with { Discount = null });
        var plan = Rules.Ready(Sold.Order(Sold.Line("Sofa", 1234.56m, 3).Less(0.01m, "ODD").Taxed("VAT", 0.2m, 740.73m)), rules);

        Assert.Equal([(LineRole.Product, 1m, 1234.55m, 0m), (LineRole.Product, 2m, 1234.56m, 0m)], plan.Short());
        Assert.Equal(["line_1", "line_1_2"], plan.Draft.Lines.Select(line => line.ExternalId));
        Assert.Equal(3703.67m, plan.InOdoo().Untaxed);
    }

    [Fact]
    public void Several_discounts_on_one_line_are_one_percentage_with_all_their_names()
    {
        var plan = Rules.Ready(Sold.Order(Sold.Line("Coat", 100m).Less(10m, "TEN", 10m).Less(9m, "Loyalty", 10m).Taxed("VAT", 0.2m, 16.20m)));

        Assert.Equal([(LineRole.Product, 1m, 100m, 19m)], plan.Short());
        Assert.Equal("Coat (discount TEN, Loyalty)", plan.Draft.Lines[0].Name);
    }

    [Fact]
    public void An_order_discount_is_booked_as_Shopify_spread_it_over_the_lines()
    {
        // 5.00 off 30.00 in thirds of a cent: 3.33 and 1.67.
        var plan = Rules.Ready(Sold.Order(
            Sold.Line("Shirt", 20m, id: 1).Less(3.33m, "FIVE").Taxed("VAT", 0.2m, 3.33m),
            Sold.Line("Socks", 10m, id: 2).Less(1.67m, "FIVE").Taxed("VAT", 0.2m, 1.67m)));

        Assert.Equal([(LineRole.Product, 1m, 20m, 16.65m), (LineRole.Product, 1m, 10m, 16.70m)], plan.Short());
        Assert.Equal((25m, 30m), (plan.InOdoo().Untaxed, plan.InOdoo().Total));
    }

    [Fact]
    public void Buy_two_get_one_free_is_one_line_with_the_free_units_as_discount()
    {
        var plan = Rules.Ready(Sold.Order(Sold.Line("Mug", 9m, 3).Less(9m, "Buy 2 get 1").Taxed("VAT", 0.2m, 3.60m)));

        // 33.33 % of 27.00 leaves 18.0009, which is 18.00 to the cent.
        Assert.Equal([(LineRole.Product, 3m, 9m, 33.33m)], plan.Short());
        Assert.Equal((18m, 21.60m), (plan.InOdoo().Untaxed, plan.InOdoo().Total));
    }

    [Fact]
    public void A_fully_discounted_order_is_booked_at_nothing()
    {
        var order = Sold.Order(Sold.Line("Shirt", 20m, 2).Less(40m, "FREE", 100m).Taxed("VAT", 0.2m, 0m));

        var plan = Rules.Ready(order);

        Assert.Equal([(LineRole.Product, 2m, 20m, 100m)], plan.Short());
        Assert.Equal((0m, 0m), (plan.InOdoo().Untaxed, plan.InOdoo().Total));
    }

    [Fact]
    public void A_line_without_a_price_stays_a_line()
    {
        var plan = Rules.Ready(Sold.Order(Sold.Line("Sample", 0m, 2).Taxed("VAT", 0.2m, 0m)));

        Assert.Equal([(LineRole.Product, 2m, 0m, 0m)], plan.Short());
    }

    [Fact]
    public void A_gift_card_may_be_discounted_like_anything_else()
    {
        var plan = Rules.Ready(Sold.Order(Sold.Line("Gift card", 50m) with { IsGiftCard = true, Discounts = [new(Sold.Money(5m), "TEN", 10m)] }));

        Assert.Equal([(LineRole.GiftCard, 1m, 50m, 10m)], plan.Short());
        Assert.Equal(Rules.AllProducts.GiftCard, plan.Draft.Lines[0].Product);
    }

    [Theory]
    [InlineData(TaxRounding.PerLine)]
    [InlineData(TaxRounding.Globally)]
    public void Rounding_globally_a_percentage_is_used_only_where_the_whole_order_comes_out(TaxRounding rounding)
    {
        // Ten per cent of 9.99 is 0.999: three such lines are 26.973 where Odoo adds before it rounds, and 26.97 was paid.
        var rules = Rules.All.Rounding(rounding, nineteen: true, priceDigits: 6);
        var plan = Rules.Ready(Sold.Order([.. Enumerable.Range(1, 5).Select(id => Sold.Line("Socks", 9.99m, id: id).Less(1m, "TEN", 10m))]), rules);

        Assert.Equal(44.95m, plan.InOdoo(rules).Total);
        Assert.Equal(rounding == TaxRounding.PerLine ? 5 : 10, plan.Draft.Lines.Count);
        Assert.Null(plan.Remark);
    }
}
