using Tandem.Sync.Sales;
using Xunit;

namespace Tandem.Tests.Planning;

/// <summary>The shop states prices with taxes and Odoo keeps them without, or the other way round.</summary>
public sealed class InclusionTests
{
    [Fact]
    public void Prices_with_tax_are_booked_without_it_where_Odoo_keeps_them_so()
    {
        var rules = Rules.All with { Taxes = [Rules.Mapped("VAT", 0.2m, Rules.Vat20)] };
        var order = (Sold.Order(Sold.Line("Shirt", 24m, 2).Taxed("VAT", 0.2m, 8m)) with { TaxesIncluded = true }).Totalled();
        var plan = Rules.Ready(order, rules);

        Assert.Equal([(LineRole.Product, 2m, 20m, 0m)], plan.Short());
        Assert.Equal((40m, 8m, 48m), (plan.InOdoo(rules).Untaxed, plan.InOdoo(rules).Tax, plan.InOdoo(rules).Total));
    }

    [Fact]
    public void Prices_without_tax_are_booked_with_it_where_Odoo_keeps_them_so()
    {
        var rules = Rules.All with { Taxes = [Rules.Mapped("VAT", 0.2m, Rules.Vat20Included)] };
        var plan = Rules.Ready(Sold.Order(Sold.Line("Shirt", 20m, 2).Taxed("VAT", 0.2m, 8m)), rules);

        Assert.Equal([(LineRole.Product, 2m, 24m, 0m)], plan.Short());
        Assert.Equal((40m, 8m, 48m), (plan.InOdoo(rules).Untaxed, plan.InOdoo(rules).Tax, plan.InOdoo(rules).Total));
    }

    [Fact]
    public void A_quantity_whose_converted_price_does_not_divide_is_split_over_two_lines()
    {
        var rules = Rules.All with { Taxes = [Rules.Mapped("VAT", 0.2m, Rules.Vat20)] };
        var order = (Sold.Order(Sold.Line("Shirt", 10m, 3).Taxed("VAT", 0.2m, 5m)) with { TaxesIncluded = true }).Totalled();
        var plan = Rules.Ready(order, rules);

        Assert.Equal([(LineRole.Product, 2m, 8.33m, 0m), (LineRole.Product, 1m, 8.34m, 0m)], plan.Short());
        Assert.Equal(25m, plan.InOdoo(rules).Untaxed);
    }

    [Fact]
    public void A_discount_is_in_the_converted_price_and_the_line_tells_it()
    {
        var rules = Rules.All with { Taxes = [Rules.Mapped("VAT", 0.2m, Rules.Vat20)] };
        var order = (Sold.Order(Sold.Line("Shirt", 24m).Less(12m, "HALF", 50m).Taxed("VAT", 0.2m, 2m)) with { TaxesIncluded = true }).Totalled();
        var plan = Rules.Ready(order, rules);

        Assert.Equal([(LineRole.Product, 1m, 10m, 0m)], plan.Short());
        Assert.Equal("Shirt (24.00 less 12.00 discount HALF)", plan.Draft.Lines[0].Name);
    }
}
