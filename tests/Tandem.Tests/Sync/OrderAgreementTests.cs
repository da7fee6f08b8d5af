using Tandem.Sync;
using Tandem.Sync.Agreement;
using Tandem.Sync.Customers;
using Tandem.Sync.Planning;
using Tandem.Sync.Sales;
using Tandem.Tests.Planning;
using Xunit;

namespace Tandem.Tests.Sync;

public sealed class OrderAgreementTests
{
    private static readonly OrderPartners Partners = new(new(11), new(12), new(13));

    private static readonly SaleOrderDraft Draft = Rules.Ready(Sold.Order(
        Sold.Line("Blue shirt", 20m, 2).Less(4m, "TEN", 10m).Taxed("VAT", 0.2m, 7.20m), Sold.Line("Boots", 100m, id: 2).Taxed("TX", 0.0625m, 6.25m).Taxed("Austin", 0.02m, 2m)),
        Rules.All with { Warehouse = new(3) }).Draft;

    [Fact]
    public void What_Odoo_made_of_the_draft_agrees()
    {
        Assert.Empty(OrderAgreement.Structure(Draft, Partners, Odoo()));
        Assert.Empty(OrderAgreement.Amounts(Draft, Odoo(), Rules.All));
        Assert.Null(OrderAgreement.Date(Draft, Odoo()));
    }

    [Fact]
    public void The_order_of_lines_and_notes_between_them_do_not_matter()
    {
        var note = Odoo().Lines[0] with { Product = null, DisplayOnly = true, Name = "Thank you" };
        var odoo = Odoo();

        Assert.Empty(OrderAgreement.Structure(Draft, Partners, odoo with { Lines = [note, .. odoo.Lines.Reverse()] }));
    }

    public static TheoryData<string, Func<SaleOrderReading, SaleOrderReading>> Fields => new()
    {
        { "customer reference: #1001 expected, #1002 in Odoo", odoo => odoo with { ClientOrderRef = "#1002" } },
        { "source document: Shopify #1001 expected, none in Odoo", odoo => odoo with { Origin = null } },
        { "currency: USD expected, EUR in Odoo", odoo => odoo with { Currency = new Currency("EUR") } },
        { "company: 1 expected, 2 in Odoo", odoo => odoo with { Company = new(2) } },
        { "warehouse: 3 expected, none in Odoo", odoo => odoo with { Warehouse = null } },
        { "customer: 11 expected, 21 in Odoo", odoo => odoo with { Partner = new OdooId<Partner>(21) } },
        { "invoice address: 12 expected, 22 in Odoo", odoo => odoo with { InvoicePartner = new OdooId<Partner>(22) } },
        { "delivery address: 13 expected, 23 in Odoo", odoo => odoo with { ShippingPartner = new OdooId<Partner>(23) } },
        { "line “Blue shirt”: product 101 2 × 20.00 −10 % taxes [2] expected, product 101 3 × 20.00 −10 % taxes [2] in Odoo", odoo => Line(odoo, 0, line => line with { Quantity = 3m }) },
        { "line “Blue shirt”: product 101 2 × 20.00 −10 % taxes [2] expected, product 101 2 × 19.00 −10 % taxes [2] in Odoo", odoo => Line(odoo, 0, line => line with { PriceUnit = 19m }) },
        { "line “Blue shirt”: product 101 2 × 20.00 −10 % taxes [2] expected, product 101 2 × 20.00 taxes [2] in Odoo", odoo => Line(odoo, 0, line => line with { Discount = 0m }) },
        { "line “Boots”: product 102 1 × 100.00 taxes [3, 4] expected, product 102 1 × 100.00 taxes [3] in Odoo", odoo => Line(odoo, 1, line => line with { Taxes = [Rules.State.Id] }) },
        { "line “Boots”: product 102 1 × 100.00 taxes [3, 4] expected, no such line in Odoo", odoo => odoo with { Lines = [odoo.Lines[0]] } },
        { "line “Discount”: no such line expected, product 900 1 × -5.00 taxes [] in Odoo", odoo => odoo with { Lines = [.. odoo.Lines, odoo.Lines[0] with { Name = "Discount", Product = new OdooId<Product>(900), Quantity = 1m, PriceUnit = -5m, Discount = 0m, Taxes = [] }] } },
    };

    [Theory]
    [MemberData(nameof(Fields), DisableDiscoveryEnumeration = true)]
    public void Each_difference_is_named_with_both_values(string difference, Func<SaleOrderReading, SaleOrderReading> change)
    {
        Assert.Equal([difference], OrderAgreement.Structure(Draft, Partners, change(Odoo())).Select(found => found.ToString()));
    }

    [Fact]
    public void A_replaced_product_is_one_line_missing_and_one_too_many()
    {
        var differences = OrderAgreement.Structure(Draft, Partners, Line(Odoo(), 1, line => line with { Product = new OdooId<Product>(999) }));

        Assert.Equal([("line “Boots”", "no such line"), ("line “Boots”", "product 999 1 × 100.00 taxes [3, 4]")], differences.Select(found => (found.Field, found.Found)));
    }

    [Fact]
    public void Two_lines_alike_must_both_be_there()
    {
        var twice = Draft with { Lines = [Draft.Lines[0], Draft.Lines[0]] };

        Assert.Single(OrderAgreement.Structure(twice, null, Reading(twice) with { Lines = [Odoo().Lines[0]] }));
    }

    [Fact]
    public void The_order_date_is_compared_to_the_second()
    {
        Assert.Null(OrderAgreement.Date(Draft, Odoo() with { DateOrder = Sold.Placed.AddMilliseconds(400) }));
        Assert.Equal(
            "order date: 2026-05-04 10:30:00 UTC expected, 2026-05-04 10:30:01 UTC in Odoo",
            OrderAgreement.Date(Draft, Odoo() with { DateOrder = Sold.Placed.AddSeconds(1) })!.ToString());
        Assert.Contains("none in Odoo", OrderAgreement.Date(Draft, Odoo() with { DateOrder = null })!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Amounts_must_be_exact_where_no_rounding_line_states_a_difference()
    {
        var odoo = Odoo();
        var differences = OrderAgreement.Amounts(Draft, odoo with { Tax = odoo.Tax + 0.01m, Total = odoo.Total + 0.01m, TaxGroups = Groups(7.21m, 8.25m) }, Rules.All);

        Assert.Equal(
            ["tax “VAT 20 %”: 7.20 expected, 7.21 in Odoo", "taxes: 15.45 expected, 15.46 in Odoo", "total: 151.45 expected, 151.46 in Odoo"],
            differences.Select(difference => difference.ToString()));
    }

    [Fact]
    public void Taxes_of_one_group_are_told_apart_by_what_Odoo_makes_of_the_lines()
    {
        var together = Odoo() with { TaxGroups = [new TaxGroupAmount([Rules.Vat20.Id, Rules.State.Id, Rules.City.Id], 15.45m)] };
        var amounts = OrderAgreement.AmountsOf(Draft, together, Rules.All).Taxes;

        Assert.Equal((7.20m, 6.25m, 2m), (amounts[Rules.Vat20.Id], amounts[Rules.State.Id], amounts[Rules.City.Id]));
    }

    [Fact]
    public void A_rounding_line_allows_the_split_to_move_within_the_limit_but_never_the_total()
    {
        var rules = Rules.All.Rounding(TaxRounding.Globally);
        var draft = Rules.Ready(Sold.Order([.. Enumerable.Range(1, 3).Select(id => Sold.Line("Pen", 1.63m, id: id).Taxed("VAT", 0.2m, 0.33m))]), rules).Draft;
        var odoo = Reading(draft) with { Untaxed = 4.90m, Tax = 0.98m, Total = 5.88m, TaxGroups = [new TaxGroupAmount([Rules.Vat20.Id], 0.98m)] };

        Assert.Empty(OrderAgreement.Amounts(draft, odoo, rules));
        Assert.Equal(["total"], OrderAgreement.Amounts(draft, odoo with { Total = 5.89m }, rules).Select(difference => difference.Field));
        Assert.Equal(
            ["tax “VAT 20 %”", "untaxed amount", "taxes"],
            OrderAgreement.Amounts(draft, odoo with { Untaxed = 4.82m, Tax = 1.06m, TaxGroups = [new TaxGroupAmount([Rules.Vat20.Id], 1.06m)] }, rules).Select(difference => difference.Field));
    }

    [Fact]
    public void Lines_are_named_by_what_they_read_only_while_every_line_stands_as_it_was_loaded()
    {
        var twice = Rules.Ready(Sold.Order(Sold.Line("Tea", 7m, 1, 1), Sold.Line("Tea", 7m, 1, 2) with { Sku = "SKU-1", Barcode = "BAR-1", Variant = new VariantId(501) }), Rules.All).Draft;

        Assert.Equal([("line_1", 1), ("line_2", 2)], OrderAgreement.Named(twice, Reading(twice)).Select(line => (line.Value, line.Key.Value)));
        // The first lost its units: the second would be taken for it.
        Assert.Empty(OrderAgreement.Named(twice, Line(Reading(twice), 0, line => line with { Quantity = 0m })));
        Assert.Empty(OrderAgreement.Named(Draft, Odoo() with { Lines = [.. Odoo().Lines, Odoo().Lines[0] with { Id = new(9), Name = "By hand" }] }));
    }

    private static SaleOrderReading Odoo() => Reading(Draft);

    private static IReadOnlyList<TaxGroupAmount> Groups(decimal vat, decimal texas) =>
        [new TaxGroupAmount([Rules.Vat20.Id], vat), new TaxGroupAmount([Rules.State.Id, Rules.City.Id], texas)];

    private static SaleOrderReading Line(SaleOrderReading odoo, int index, Func<SaleLineReading, SaleLineReading> change) =>
        odoo with { Lines = [.. odoo.Lines.Select((line, place) => place == index ? change(line) : line)] };

    /// <summary>Odoo holds exactly the draft.</summary>
    private static SaleOrderReading Reading(SaleOrderDraft draft) => new()
    {
        Id = new(1),
        Name = "S00001",
        State = SaleState.Draft,
        Partner = Partners.Customer,
        InvoicePartner = Partners.Invoice,
        ShippingPartner = Partners.Delivery,
        ClientOrderRef = draft.ClientOrderRef,
        Origin = draft.Origin,
        DateOrder = draft.DateOrder,
        Currency = draft.Currency,
        Company = draft.Company,
        Warehouse = draft.Warehouse,
        Untaxed = draft.Expected.Untaxed,
        Tax = draft.Expected.Tax,
        Total = draft.Expected.Total,
        TaxGroups = Groups(7.20m, 8.25m),
        Lines = [.. draft.Lines.Select((line, index) => new SaleLineReading
        {
            Id = new(index + 1),
            Product = line.Product,
            Quantity = line.Quantity,
            PriceUnit = line.PriceUnit,
            Discount = line.Discount,
            Name = line.From ?? line.Name,
            Taxes = line.Taxes,
            Subtotal = line.PriceUnit * line.Quantity,
        })],
    };
}
