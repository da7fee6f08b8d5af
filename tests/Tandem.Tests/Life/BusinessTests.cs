using System.Globalization;
using Tandem.Sandbox.Shopify.Orders;
using Tandem.Sandbox.Shopify.Shops;
using Tandem.Sync.Decisions;
using Tandem.Sync.Failures;
using Tandem.Sync.Records;
using Tandem.Tests.Story;
using Xunit;

namespace Tandem.Tests.Life;

/// <summary>Orders of companies, and gift cards: who owes what, until when, and by which number they know it.</summary>
public sealed class BusinessTests(TillHouse19 house) : IClassFixture<TillHouse19>
{
    [Fact]
    public async Task A_companys_order_carries_its_terms_its_number_and_its_people()
    {
        await house.Decide(decisions => decisions with { Payments = decisions.Payments with { Invoice = InvoiceWhen.OnConfirmation } });
        var order = house.Place(Business());

        InStep(await house.Announced(order));

        var sale = Assert.Single(house.InOdoo(order));
        var term = Id("account.payment.term", "30 Days");
        Assert.Equal(term, Number(sale["payment_term_id"]));
        Assert.Contains("PO-2210", (string)sale["note"]!, StringComparison.Ordinal);
        var contact = house.Odoo.Records("res.partner").Single(one => House.Id(one) == Number(sale["partner_id"]));
        Assert.Equal("Harbour Cafés Ltd", house.Odoo.Records("res.partner").Single(one => House.Id(one) == Number(contact["commercial_partner_id"]))["name"]);
        var invoice = Assert.Single(Books.Moves(house.Odoo, order));
        Assert.Equal(term, Number(invoice["invoice_payment_term_id"]));
        Assert.Equal("not_paid", invoice["payment_state"]);
        Assert.Equal(Day(invoice["invoice_date"]).AddDays(30), Day(invoice["invoice_date_due"]));
        await house.Decide(decisions => decisions);
    }

    [Fact]
    public async Task A_companys_number_can_be_the_reference_of_order_and_invoice()
    {
        await house.Decide(decisions => decisions with
        {
            Orders = decisions.Orders with { PurchaseOrder = PurchaseOrderPlace.Reference },
            Payments = decisions.Payments with { Invoice = InvoiceWhen.OnConfirmation },
        });
        var number = $"PO-{Guid.NewGuid():N}"[..12];
        var order = house.Place(Business() with { PoNumber = number });

        InStep(await house.Announced(order));

        var sale = Assert.Single(house.Odoo.Records("sale.order"), one => (string?)one["client_order_ref"] == number);
        Assert.Equal($"Shopify {order.Name}", sale["origin"]);
        Assert.Equal(number, Assert.Single(house.Odoo.Records("account.move"), one => (string?)one["invoice_origin"] == (string)sale["name"]!)["ref"]);
        await house.Decide(decisions => decisions);
    }

    [Fact]
    public async Task Terms_that_are_not_mapped_stop_the_order_and_name_what_would_fit()
    {
        var order = house.Place(Business() with { NetTerms = 15 });

        var blocker = House.TheBlockerOf(await house.Announced(order));

        Assert.Equal((BlockerCode.TermsUnmapped, "Net 15", "payments.terms"), (blocker.Code, blocker.Subject, blocker.Setting));
        Assert.Contains("“15 Days”", Assert.Single(blocker.Proposals!), StringComparison.Ordinal);
        Assert.Empty(house.InOdoo(order));

        await house.Decide(decisions => decisions with { Payments = decisions.Payments with { Terms = new Dictionary<string, OdooReference>(decisions.Payments.Terms) { ["Net 15"] = new OdooReference("15 Days", null) } } });
        await house.Until(order, standing => standing.Standing is Standing.InStep);
        Assert.Equal(Id("account.payment.term", "15 Days"), Number(Assert.Single(house.InOdoo(order))["payment_term_id"]));
        await house.Decide(decisions => decisions);
    }

    [Fact]
    public async Task A_gift_card_that_is_sold_is_owed_without_tax_and_is_never_delivered()
    {
        var order = house.Place(DemoOrders.TaxIncluded() with
        {
            Customer = house.Newcomer(),
            Shipping = [],
            Lines = [new LineDescription("Gift card 25", 25m) { GiftCard = true, RequiresShipping = false, Variant = new VariantDescription(44_100_000_000_099, null, "Gift card", 25m), Taxes = DemoOrders.TaxIncluded().Lines[0].Taxes }],
        });

        InStep(await house.Announced(order));

        Assert.Equal(new Books(25m, 0m, 25m, 0m, 0m), Books.Of(house.Odoo, order));
        Assert.Equal(0m, Books.Number(Assert.Single(Books.Moves(house.Odoo, order))["amount_tax"]));
        var sale = House.Id(Assert.Single(house.InOdoo(order)));
        var line = Assert.Single(house.Odoo.Records("sale.order.line"), one => Number(one["order_id"]) == sale);
        Assert.Equal(Id("product.product", "Gift card"), Number(line["product_id"]));
        Assert.DoesNotContain(house.Odoo.Records("stock.picking"), picking => Number(picking["sale_id"]) == sale);
    }

    [Fact]
    public async Task A_gift_card_and_store_credit_that_pay_are_payments_in_journals_of_their_own()
    {
        await house.Decide(decisions => decisions with
        {
            Payments = decisions.Payments with { Gateways = [new GatewayDecision("gift_card", null, new OdooReference("CSH1", null)), .. decisions.Payments.Gateways.Where(one => one.Gateway != "gift_card"), new GatewayDecision("shopify_store_credit", null, new OdooReference("CSH1", null))] },
        });
        var order = house.Place(DemoOrders.TaxIncluded() with
        {
            Customer = house.Newcomer(),
            Payments = [new PaymentDescription(5m) { Gateway = "gift_card" }, new PaymentDescription(7.30m) { Gateway = "shopify_store_credit" }, new PaymentDescription(25m)],
        });

        InStep(await house.Announced(order));

        Assert.Equal(new Books(37.30m, 0m, 37.30m, 0m, 0m), Books.Of(house.Odoo, order));
        var till = Id("account.journal", "Cash");
        var payments = house.Odoo.Records("account.payment").Where(one => ((string?)one["memo"])?.StartsWith(order.Name + " ", StringComparison.Ordinal) == true);
        Assert.Equal([5m, 7.30m], payments.Where(one => Number(one["journal_id"]) == till).Select(one => Books.Number(one["amount"])).Order());
        await house.Decide(decisions => decisions);
    }

    private OrderDescription Business() => DemoOrders.Business() with { Customer = house.Newcomer() };

    private int Id(string model, string name) => House.Id(house.Odoo.Records(model).First(one => (string?)one["name"] == name));

    private static int Number(object? value) => value is null or false ? 0 : Convert.ToInt32(value, CultureInfo.InvariantCulture);

    private static DateOnly Day(object? value) => DateOnly.ParseExact((string)value!, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static void InStep(Standing standing) =>
        Assert.True(standing is Standing.InStep, standing is Standing.BlockedBy blocked ? string.Join(" ", blocked.Blockers.Select(blocker => blocker.Sentence)) : standing.ToString());
}
