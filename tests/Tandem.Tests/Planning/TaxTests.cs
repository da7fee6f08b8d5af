using Tandem.Sync.Failures;
using Tandem.Sync.Orders;
using Tandem.Sync.Sales;
using Xunit;

namespace Tandem.Tests.Planning;

public sealed class TaxTests
{
    private static ShopOrder Vat => Sold.Order(Sold.Line("Blue shirt", 20m).Taxed("VAT", 0.2m, 4m));

    [Fact]
    public void Several_taxes_on_one_line_are_booked_each_by_itself()
    {
        var plan = Rules.Ready(Sold.Order(Sold.Line("Boots", 99.99m).Taxed("TX", 0.0625m, 6.25m).Taxed("Austin", 0.02m, 2.00m)));

        Assert.Equal([Rules.State.Id, Rules.City.Id], plan.Draft.Lines[0].Taxes);
        Assert.Equal((6.25m, 2.00m), (plan.InOdoo().Taxes[Rules.State.Id], plan.InOdoo().Taxes[Rules.City.Id]));
        Assert.Equal(108.24m, plan.Draft.Expected.Total);
    }

    [Fact]
    public void Prices_that_contain_the_tax_are_booked_with_the_tax_that_is_included_in_Odoo()
    {
        var order = Sold.Order(Sold.Line("Blue shirt", 24m, 2).Taxed("VAT", 0.2m, 8m)) with { TaxesIncluded = true };
        var plan = Rules.Ready(order.Totalled());

        Assert.Equal([(LineRole.Product, 2m, 24m, 0m)], plan.Short());
        Assert.Equal([Rules.Vat20Included.Id], plan.Draft.Lines[0].Taxes);
        Assert.Equal((40m, 8m, 48m), (plan.InOdoo().Untaxed, plan.InOdoo().Tax, plan.InOdoo().Total));
    }

    [Fact]
    public void An_exempt_order_is_booked_without_taxes()
    {
        var plan = Rules.Ready(Sold.Order(Sold.Line("Blue shirt", 20m)) with { TaxExempt = true });

        Assert.Empty(plan.Draft.Lines[0].Taxes);
        Assert.Equal(20m, plan.InOdoo().Total);
    }

    [Fact]
    public void A_group_of_taxes_in_Odoo_may_stand_for_one_tax()
    {
        var group = new OdooTax { Id = new(50), Name = "Texas", AmountType = "group", Percent = 0m, PriceIncluded = false, Children = [Rules.State, Rules.City] };
        var rules = Rules.All with
        {
            OdooTaxes = Rules.All.OdooTaxes.Values.Append(group).ToDictionary(tax => tax.Id),
            Taxes = [Rules.Mapped("Sales tax", 0.0825m, group)],
        };
        var plan = Rules.Ready(Sold.Order(Sold.Line("Boots", 100m).Taxed("Sales tax", 0.0825m, 8.25m)), rules);

        Assert.Equal((8.25m, 108.25m), (plan.InOdoo(rules).Taxes[group.Id], plan.InOdoo(rules).Total));
    }

    [Fact]
    public void An_unmapped_tax_blocks_and_proposes_the_Odoo_taxes_of_its_rate_and_the_same_inclusion_first()
    {
        var blocker = Assert.Single(Rules.Blocked(Vat, Rules.All with { Taxes = [] }));

        Assert.Equal((BlockerCode.TaxUnmapped, Role.Finance, "taxes"), (blocker.Code, blocker.Owner, blocker.Setting));
        Assert.Equal("VAT|0.2|GB||excluded", blocker.Subject);
        Assert.Equal(["“VAT 20 %” (id 2)", "“VAT 20 % incl” (id 1, included in the price)"], blocker.Proposals!);
        Assert.Equal(
            "Order #1001 was not written to Odoo: Shopify's tax “VAT” of 20 % in GB on “Blue shirt” has no Odoo tax yet. Map it under taxes; all orders that wait for it then go on. "
            + "Odoo's sales taxes of 20 %: “VAT 20 %” (id 2), “VAT 20 % incl” (id 1, included in the price).", blocker.Sentence);
    }

    [Fact]
    public void Archived_and_computed_taxes_are_never_proposed()
    {
        var rules = Rules.All with
        {
            Taxes = [],
            OdooTaxes = new[] { Rules.Vat20 with { Active = false }, Rules.Percent(60, "Fixed", 20m) with { AmountType = "fixed" } }.ToDictionary(tax => tax.Id),
        };
        var blocker = Assert.Single(Rules.Blocked(Vat, rules));

        Assert.Empty(blocker.Proposals!);
        Assert.EndsWith("Odoo has no sales tax of 20 % for this company: ask finance which to use.", blocker.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void The_most_specific_entry_decides_wherever_it_stands()
    {
        var order = (Vat with { ShippingAddress = Sold.Address("US", "TX") }).Totalled();
        var other = Rules.Percent(61, "VAT US", 20m);
        var region = Rules.Percent(62, "VAT US-TX", 20m);
        var rules = Rules.All with
        {
            OdooTaxes = Rules.All.OdooTaxes.Values.Append(other).Append(region).ToDictionary(tax => tax.Id),
            Taxes =
            [
                Rules.Mapped("VAT", 0.2m, Rules.Vat20), Rules.Mapped("VAT", 0.2m, other, "US"),
                Rules.Mapped("VAT", 0.2m, region, "US", "TX"), Rules.Mapped("VAT", 0.2m, Rules.Vat20Included, included: true),
            ],
        };

        Assert.Equal([region.Id], Rules.Ready(order, rules).Draft.Lines[0].Taxes);
        Assert.Equal([other.Id], Rules.Ready((order with { ShippingAddress = Sold.Address("US", "CA") }).Totalled(), rules).Draft.Lines[0].Taxes);
        Assert.Equal([Rules.Vat20.Id], Rules.Ready(Vat, rules).Draft.Lines[0].Taxes);
    }

    [Theory]
    [InlineData("vat ", 0.2, true)]
    [InlineData("VAT", 0.2000001, true)]
    [InlineData("VAT", 0.201, false)]
    [InlineData("VAT standard", 0.2, false)]
    public void A_tax_is_known_by_title_and_rate(string title, double rate, bool known)
    {
        var order = Sold.Order(Sold.Line("Blue shirt", 20m).Taxed(title, (decimal)rate, 4m));

        if (known) Assert.Equal([Rules.Vat20.Id], Rules.Ready(order).Draft.Lines[0].Taxes);
        else Assert.Equal(BlockerCode.TaxUnmapped, Assert.Single(Rules.Blocked(order)).Code);
    }

    [Fact]
    public void An_entry_for_a_country_does_not_fit_an_order_without_address()
    {
        var rules = Rules.All with { Taxes = [Rules.Mapped("VAT", 0.2m, Rules.Vat20, "GB")] };

        Assert.Equal(BlockerCode.TaxUnmapped, Assert.Single(Rules.Blocked(Vat with { ShippingAddress = null, BillingAddress = null }, rules)).Code);
    }

    [Fact]
    public void A_tax_mapped_to_none_is_left_out_only_where_nothing_was_paid_for_it()
    {
        var rules = Rules.All with { Taxes = [Rules.Mapped("VAT", 0.2m, null)] };
        var free = Sold.Order(Sold.Line("Sample", 0m).Taxed("VAT", 0.2m, 0m));

        Assert.Empty(Rules.Ready(free, rules).Draft.Lines[0].Taxes);
        var blocker = Assert.Single(Rules.Blocked(Vat, rules));
        Assert.Equal(BlockerCode.TaxUnusable, blocker.Code);
        Assert.Contains("the buyer paid 4.00 of it, which would be missing in Odoo", blocker.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void An_included_tax_mapped_to_none_stays_in_the_price()
    {
        var rules = Rules.All with { Taxes = [Rules.Mapped("VAT", 0.2m, null)] };
        var plan = Rules.Ready((Vat with { TaxesIncluded = true }).Totalled(), rules);

        Assert.Equal((20m, 0m, 20m), (plan.InOdoo(rules).Untaxed, plan.InOdoo(rules).Tax, plan.InOdoo(rules).Total));
    }

    [Theory]
    [InlineData("archived")]
    [InlineData("fixed")]
    [InlineData("stacked")]
    [InlineData("gone")]
    public void A_mapped_tax_that_Odoo_cannot_book_is_a_blocker_that_says_why(string problem)
    {
        var tax = problem switch
        {
            "archived" => Rules.Vat20 with { Active = false },
            "fixed" => Rules.Vat20 with { AmountType = "fixed" },
            "stacked" => Rules.Vat20 with { AffectsBase = true },
            _ => null,
        };
        var rules = Rules.All with { OdooTaxes = new[] { tax }.OfType<OdooTax>().ToDictionary(known => known.Id) };

        var blocker = Assert.Single(Rules.Blocked(Vat, rules));

        Assert.Equal((BlockerCode.TaxUnusable, "taxes"), (blocker.Code, blocker.Setting));
        Assert.Contains(problem switch
        {
            "archived" => "Odoo tax “VAT 20 %” is archived",
            "gone" => "tax 2 does not exist in Odoo's company any more",
            _ => "Odoo tax “VAT 20 %” is not a plain percentage",
        }, blocker.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Taxes_of_one_line_must_all_be_included_or_none()
    {
        var rules = Rules.All with { Taxes = [Rules.Mapped("TX", 0.0625m, Rules.State), Rules.Mapped("Austin", 0.02m, Rules.CityIncluded)] };
        var blocker = Assert.Single(Rules.Blocked(Sold.Order(Sold.Line("Boots", 100m).Taxed("TX", 0.0625m, 6.25m).Taxed("Austin", 0.02m, 2m)), rules));

        Assert.Equal(BlockerCode.TaxUnusable, blocker.Code);
        Assert.Contains("partly included in the price in Odoo and partly not", blocker.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_taxes_may_stand_for_one_Odoo_tax_of_their_joint_rate()
    {
        var joint = Rules.Percent(63, "Texas 8.25 %", 8.25m);
        var rules = Rules.All with
        {
            OdooTaxes = Rules.All.OdooTaxes.Values.Append(joint).ToDictionary(tax => tax.Id),
            Taxes = [Rules.Mapped("TX", 0.0625m, joint), Rules.Mapped("Austin", 0.02m, joint)],
        };
        var plan = Rules.Ready(Sold.Order(Sold.Line("Boots", 100m).Taxed("TX", 0.0625m, 6.25m).Taxed("Austin", 0.02m, 2m)), rules);

        Assert.Equal([joint.Id], plan.Draft.Lines[0].Taxes);
        Assert.Equal(8.25m, plan.InOdoo(rules).Tax);
    }

    [Fact]
    public void Two_taxes_mapped_to_the_Odoo_tax_of_only_one_of_them_are_refused_with_the_line_named()
    {
        var rules = Rules.All with { Taxes = [Rules.Mapped("TX", 0.0625m, Rules.State), Rules.Mapped("Austin", 0.02m, Rules.State)] };
        var blocker = Assert.Single(Rules.Blocked(Sold.Order(Sold.Line("Boots", 100m).Taxed("TX", 0.0625m, 6.25m).Taxed("Austin", 0.02m, 2m)), rules));

        Assert.Equal(BlockerCode.TotalsDiffer, blocker.Code);
        Assert.Contains("the tax “TX State 6.25 %” is 8.25 in Shopify and 6.25 in Odoo", blocker.Sentence, StringComparison.Ordinal);
        Assert.Contains("“Boots” 1 × 100.00", blocker.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_group_beside_one_of_its_own_taxes_is_refused()
    {
        var group = new OdooTax { Id = new(50), Name = "Texas", AmountType = "group", Percent = 0m, PriceIncluded = false, Children = [Rules.State, Rules.City] };
        var rules = Rules.All with
        {
            OdooTaxes = Rules.All.OdooTaxes.Values.Append(group).ToDictionary(tax => tax.Id),
            Taxes = [Rules.Mapped("TX", 0.0625m, group), Rules.Mapped("Austin", 0.02m, Rules.City)],
        };
        var blocker = Assert.Single(Rules.Blocked(Sold.Order(Sold.Line("Boots", 100m).Taxed("TX", 0.0625m, 6.25m).Taxed("Austin", 0.02m, 2m)), rules));

        Assert.Contains("contain the same Odoo tax twice", blocker.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tax_that_the_channel_remits_is_never_booked_as_the_merchants_own()
    {
        var order = Sold.Order(Sold.Line("Boots", 100m) with { Taxes = [new ShopTax("TX", 0.0625m, Sold.Money(6.25m), ChannelLiable: true)] });

        var blocker = Assert.Single(Rules.Blocked(order));
        Assert.Equal(BlockerCode.TaxUnmapped, blocker.Code);
        Assert.Contains("which the sales channel remits, on “Boots” has no Odoo tax yet. Map it under taxes with byChannel: true", blocker.Sentence, StringComparison.Ordinal);

        var mapped = Rules.All with { Taxes = [.. Rules.All.Taxes, Rules.Mapped("TX", 0.0625m, Rules.Marketplace, byChannel: true)] };
        Assert.Equal([Rules.Marketplace.Id], Rules.Ready(order, mapped).Draft.Lines[0].Taxes);
    }
}
