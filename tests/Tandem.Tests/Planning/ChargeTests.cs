using Tandem.Sync.Failures;
using Tandem.Sync.Orders;
using Tandem.Sync.Sales;
using Xunit;

namespace Tandem.Tests.Planning;

public sealed class ChargeTests
{
    [Fact]
    public void Shipping_with_discount_and_taxes_is_booked_on_the_product_for_shipping()
    {
        var order = (Sold.Order(Sold.Line("Shirt", 20m).Taxed("VAT", 0.2m, 4m)) with
        {
            ShippingLines = [Sold.Shipping(10m, Sold.Tax("VAT", 0.2m, 1m)) with { Discounts = [new(Sold.Money(5m), "HALFSHIP", 50m)] }],
        }).Totalled();

        var plan = Rules.Ready(order);

        Assert.Equal((LineRole.Shipping, 1m, 10m, 50m), plan.Short()[1]);
        Assert.Equal(Rules.AllProducts.Shipping, plan.Draft.Lines[1].Product);
        Assert.Equal("shipping_9", plan.Draft.Lines[1].ExternalId);
        Assert.Equal((25m, 5m, 30m), (plan.InOdoo().Untaxed, plan.InOdoo().Tax, plan.InOdoo().Total));
    }

    [Fact]
    public void Shipping_that_was_removed_is_not_booked()
    {
        var order = (Sold.Order(Sold.Line("Shirt", 20m)) with { ShippingLines = [Sold.Shipping(10m) with { Removed = true }] }).Totalled();

        Assert.Single(Rules.Ready(order).Draft.Lines);
    }

    [Fact]
    public void Shipping_without_an_id_gets_one_that_is_its_own_in_the_whole_shop()
    {
        var order = (Sold.Order(Sold.Line("Shirt", 20m)) with { ShippingLines = [Sold.Shipping(10m) with { Id = -1 }] }).Totalled();

        Assert.Equal("shipping_1001_1", Rules.Ready(order).Draft.Lines[1].ExternalId);
    }

    [Fact]
    public void A_tip_is_a_line_without_tax()
    {
        var plan = Rules.Ready((Sold.Order(Sold.Line("Lunch", 20m).Taxed("VAT", 0.2m, 4m)) with { Tip = Sold.Money(3m) }).Totalled());

        Assert.Equal((LineRole.Tip, 1m, 3m, 0m), plan.Short()[1]);
        Assert.Empty(plan.Draft.Lines[1].Taxes);
        Assert.Equal(27m, plan.InOdoo().Total);
    }

    [Fact]
    public void A_tip_that_is_also_stated_as_a_line_is_booked_once()
    {
        var tip = Sold.Line("Tip", 3m, id: 2) with { Variant = null, Sku = null, RequiresShipping = false };
        var plan = Rules.Ready((Sold.Order(Sold.Line("Lunch", 20m), tip) with { Tip = Sold.Money(3m) }).Totalled());

        Assert.Equal([(LineRole.Product, 1m, 20m, 0m), (LineRole.Tip, 1m, 3m, 0m)], plan.Short());
        Assert.Equal(Rules.AllProducts.Tip, plan.Draft.Lines[1].Product);
    }

    [Fact]
    public void Duties_with_their_taxes_are_lines_of_their_own()
    {
        var line = Sold.Line("Shirt", 20m) with { Duties = [new ShopDuty(31, "6109.10", Sold.Money(2.40m), [Sold.Tax("VAT", 0.2m, 0.48m)])] };
        var plan = Rules.Ready(Sold.Order(line));

        Assert.Equal((LineRole.Duty, 1m, 2.40m, 0m), plan.Short()[1]);
        Assert.Equal("Duty on Shirt", plan.Draft.Lines[1].Name);
        Assert.Equal([Rules.Vat20.Id], plan.Draft.Lines[1].Taxes);
        Assert.Equal(22.88m, plan.InOdoo().Total);
    }

    [Fact]
    public void Duties_that_prices_contain_are_not_booked_again()
    {
        var line = Sold.Line("Shirt", 20m) with { Duties = [new ShopDuty(31, "6109.10", Sold.Money(2.40m), [])] };
        var order = Sold.Order(line) with { DutiesIncluded = true, Total = Sold.Money(20m), CurrentTotal = Sold.Money(20m) };

        Assert.Equal([(LineRole.Product, 1m, 20m, 0m)], Rules.Ready(order).Short());
    }

    [Fact]
    public void Duties_that_prices_contain_by_word_but_not_in_the_total_are_refused()
    {
        var line = Sold.Line("Shirt", 20m) with { Duties = [new ShopDuty(31, "6109.10", Sold.Money(2.40m), [])] };
        var blocker = Assert.Single(Rules.Blocked(Sold.Order(line) with { DutiesIncluded = true }));

        Assert.Equal(BlockerCode.TotalsDiffer, blocker.Code);
        Assert.Contains("Shopify states a total of 22.40 USD, but what it lists adds up to 20.00 USD", blocker.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Duties_that_prices_contain_and_that_are_taxed_by_themselves_are_refused()
    {
        var line = Sold.Line("Shirt", 20m) with { Duties = [new ShopDuty(31, "6109.10", Sold.Money(2.40m), [Sold.Tax("VAT", 0.2m, 0.40m)])] };
        var order = Sold.Order(line) with { TaxesIncluded = true, DutiesIncluded = true, Total = Sold.Money(20m), CurrentTotal = Sold.Money(20m) };
        var blocker = Assert.Single(Rules.Blocked(order));

        Assert.Equal(BlockerCode.TotalsDiffer, blocker.Code);
        Assert.StartsWith("Order #1001 was not written to Odoo: the price of “Shirt” contains duties of 2.40 USD, which Shopify taxes by themselves", blocker.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Additional_fees_are_lines_of_their_own()
    {
        var order = (Sold.Order(Sold.Line("Shirt", 20m)) with { Fees = [new ShopFee(41, "Packaging", Sold.Money(1.50m), [Sold.Tax("VAT", 0.2m, 0.30m)])] }).Totalled();
        var plan = Rules.Ready(order);

        Assert.Equal((LineRole.Fee, 1m, 1.50m, 0m), plan.Short()[1]);
        Assert.Equal(21.80m, plan.InOdoo().Total);
    }

    [Fact]
    public void A_line_without_variant_and_code_is_booked_on_the_product_for_custom_lines()
    {
        var plan = Rules.Ready(Sold.Order(Sold.Line("Engraving", 12m) with { Variant = null, Sku = null, Barcode = null }));

        Assert.Equal([(LineRole.Custom, 1m, 12m, 0m)], plan.Short());
        Assert.Equal((Rules.AllProducts.Custom, "Engraving"), (plan.Draft.Lines[0].Product, plan.Draft.Lines[0].Name));
    }

    [Fact]
    public void A_gift_card_is_booked_on_the_product_for_gift_cards()
    {
        var plan = Rules.Ready(Sold.Order(Sold.Line("Gift card", 50m) with { IsGiftCard = true }));

        Assert.Equal(Rules.AllProducts.GiftCard, Assert.Single(plan.Draft.Lines).Product);
    }

    [Theory]
    [InlineData(LineRole.Shipping, BlockerCode.ShippingUnmapped, "orders.lineProducts.shipping")]
    [InlineData(LineRole.Tip, BlockerCode.TipUnmapped, "orders.lineProducts.tip")]
    [InlineData(LineRole.Duty, BlockerCode.DutyUnmapped, "orders.lineProducts.duty")]
    [InlineData(LineRole.Fee, BlockerCode.FeeUnmapped, "orders.lineProducts.fee")]
    [InlineData(LineRole.Custom, BlockerCode.CustomLineUnmapped, "orders.lineProducts.custom")]
    [InlineData(LineRole.GiftCard, BlockerCode.GiftCardUnmapped, "orders.lineProducts.giftCard")]
    public void Each_missing_line_product_is_a_blocker_that_names_its_setting(LineRole role, BlockerCode code, string setting)
    {
        var order = (Sold.Order(
            Sold.Line("Shirt", 20m) with { Duties = [new ShopDuty(31, null, Sold.Money(2m), [])] },
            Sold.Line("Engraving", 12m, id: 2) with { Variant = null, Sku = null },
            Sold.Line("Gift card", 50m, id: 3) with { IsGiftCard = true }) with
        {
            ShippingLines = [Sold.Shipping(5m)],
            Tip = Sold.Money(1m),
            Fees = [new ShopFee(41, "Packaging", Sold.Money(1m), [])],
        }).Totalled();
        var rules = Rules.All.Without(products => role switch
        {
            LineRole.Shipping => products with { Shipping = null },
            LineRole.Tip => products with { Tip = null },
            LineRole.Duty => products with { Duty = null },
            LineRole.Fee => products with { Fee = null },
            LineRole.Custom => products with { Custom = null },
            _ => products with { GiftCard = null },
        });

        var blocker = Assert.Single(Rules.Blocked(order, rules));

        Assert.Equal((code, setting), (blocker.Code, blocker.Setting));
        Assert.StartsWith("Order #1001 was not written to Odoo: it contains “", blocker.Sentence, StringComparison.Ordinal);
        Assert.Contains(setting, blocker.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Cash_rounding_belongs_to_the_payment_and_is_no_line()
    {
        var order = Sold.Order(Sold.Line("Lunch", 19.98m)) with { CashRounding = Sold.Money(0.02m) };

        Assert.Equal(19.98m, Rules.Ready(order).InOdoo().Total);
    }
}
