using Tandem.Odoo;
using Tandem.Odoo.Failures;
using Tandem.Odoo.Invoices;
using Tandem.Odoo.Payments;
using Tandem.Odoo.Sales;
using Tandem.Sync;
using Tandem.Sync.Invoices;
using Tandem.Sync.Payments;
using Tandem.Sync.Sales;
using Xunit;

namespace Tandem.Tests.Odoo.Contracts;

public abstract partial class OdooContract
{
    private static readonly DateOnly Day = new(2026, 11, 20);

    /// <summary>Looks a few times and gives up; time does not matter to what is there.</summary>
    private static OdooOptions Impatient => new() { WatchTime = TimeSpan.FromSeconds(1) };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_order_is_invoiced_once_with_its_own_amounts(bool byWizard)
    {
        var order = await Sold($"inv{byWizard}", World.Line($"inv{byWizard}_1", 3, 9.99m, World.Excluded) with { Discount = 5m }, World.Line($"inv{byWizard}_2", 1, 4.95m));
        var before = await Progress(order);
        Assert.Equal([(3m, 0m, 3m), (1m, 0m, 1m)], before.Lines.Select(line => (line.Ordered, line.Invoiced, line.ToInvoice)));
        Assert.Empty(before.Invoices);

        var invoiced = await Invoicing(byWizard).Invoice(before, $"invoice_{byWizard}", Stop);
        var after = await Progress(order);

        Assert.True(invoiced.Now);
        var invoice = Assert.Single(after.Invoices);
        Assert.Equal([invoice.Id], invoiced.Invoices);
        Assert.Equal((InvoiceKind.Invoice, InvoiceState.Draft, "not_paid"), (invoice.Kind, invoice.State, invoice.PaymentState));
        Assert.Equal((after.Order.Untaxed, after.Order.Tax, after.Order.Total, after.Order.Total), (invoice.Untaxed, invoice.Tax, invoice.Total, invoice.Residual));
        Assert.Equal((before.Order.Name, before.Order.ClientOrderRef, World.Partners.Customer), (invoice.Origin, invoice.Reference, invoice.Partner));
        Assert.Equal([(3m, 9.99m, 5m, 28.47m), (1m, 4.95m, 0m, 4.95m)], invoice.Lines.Select(line => (line.Quantity, line.PriceUnit, line.Discount, line.Subtotal)));
        Assert.Equal(before.Order.Lines.Select(line => line.Id), invoice.Lines.Select(line => Assert.Single(line.SaleLines)));
        Assert.Equal([World.Excluded], invoice.Lines[0].Taxes);
        Assert.Equal((World.Excluded, invoice.Tax), (Assert.Single(Assert.Single(invoice.TaxGroups!).Taxes), invoice.TaxGroups![0].Amount));
        Assert.All(invoice.Lines, line => Assert.Contains("Line inv", line.Name, StringComparison.Ordinal));
        Assert.Equal([(3m, 0m), (1m, 0m)], after.Lines.Select(line => (line.Invoiced, line.ToInvoice)));
        Assert.Equal("invoiced", await InvoiceStatus(order));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Invoicing_again_what_was_seen_before_makes_no_second_invoice(bool byWizard)
    {
        var order = await Sold($"once{byWizard}", World.Line($"once{byWizard}_1", 2, 10m));
        var seen = await Progress(order);
        var invoicing = Invoicing(byWizard);

        var first = await invoicing.Invoice(seen, $"invoice_once{byWizard}", Stop);
        var second = await invoicing.Invoice(seen, $"invoice_once{byWizard}", Stop);

        Assert.Equal(first.Invoices, second.Invoices);
        if (byWizard) Assert.False(second.Now);
        await Fails<OdooFailure.Rejected>(async () => await invoicing.Invoice(await Progress(order), $"invoice_twice{byWizard}", Stop));
        Assert.Single((await Progress(order)).Invoices);
    }

    [Fact]
    public async Task An_invoice_whose_answer_was_lost_is_found()
    {
        var order = await Sold("lostinv", World.Line("lostinv_1", 1, 10m));
        var losing = new LosingOdoo(World.Odoo, "sale.advance.payment.inv.create_invoices", carriedOut: true);

        var invoiced = await new InvoicingByWizard(losing, World.Context, Impatient, TimeProvider.System).Invoice(await Progress(order), "x", Stop);

        Assert.Equal(1, losing.Losses);
        Assert.Equal(invoiced.Invoices, (await Progress(order)).Invoices.Select(invoice => invoice.Id));
    }

    [Fact]
    public async Task An_invoice_that_was_never_asked_for_stays_unknown_and_is_made_later()
    {
        var order = await Sold("unsent", World.Line("unsent_1", 1, 10m));
        var losing = new LosingOdoo(World.Odoo, "sale.advance.payment.inv.create_invoices", carriedOut: false);
        var invoicing = new InvoicingByWizard(losing, World.Context, Impatient, TimeProvider.System);

        var unknown = await Fails<OdooFailure.UnknownOutcome>(async () => await invoicing.Invoice(await Progress(order), "x", Stop));
        Assert.True(unknown.RetryAfter > TimeSpan.FromSeconds(60));
        Assert.Empty((await Progress(order)).Invoices);
        await invoicing.Invoice(await Progress(order), "x", Stop);

        Assert.Single((await Progress(order)).Invoices);
    }

    [Fact]
    public async Task What_is_invoiced_when_delivered_has_nothing_to_invoice_before()
    {
        var product = new OdooId<Product>(await World.Create(
            "product.product", ("name", $"Cup {World.Tag}"), ("type", "consu"), ("invoice_policy", "delivery"), ("taxes_id", Array.Empty<int>())));
        var order = await Sold("delivered", World.Line("delivered_1", 2, 10m) with { Product = product });
        var seen = await Progress(order);

        var line = Assert.Single(seen.Lines);
        Assert.Equal((2m, 0m, 0m, true, true), (line.Ordered, line.Delivered, line.ToInvoice, line.InvoicedWhenDelivered, line.Delivers));
        await Fails<OdooFailure.Rejected>(() => Invoicing(true).Invoice(seen, "x", Stop));
        await Fails<OdooFailure.Rejected>(() => Invoicing(false).Invoice(seen, "x", Stop));
        Assert.Equal("no", await InvoiceStatus(order));
    }

    [Fact]
    public async Task Sections_are_no_lines_of_an_order()
    {
        var order = await NewOrder("section", World.Line("section_1", 1, 10m));
        await World.Create("sale.order.line", ("order_id", order), ("display_type", "line_section"), ("name", "A section"));

        var seen = await Progress(order);

        Assert.Single(seen.Lines);
        Assert.Equal([false, true], seen.Order.Lines.Select(line => line.DisplayOnly).Order());
    }

    [Fact]
    public async Task A_tax_that_was_archived_since_is_invoiced_as_ordered()
    {
        var tax = new OdooId<Tax>(await World.Create(
            "account.tax", ("name", $"leaving {World.Tag}"), ("amount", 7m), ("amount_type", "percent"), ("type_tax_use", "sale"), ("price_include_override", "tax_excluded")));
        var order = await Sold("leaving", World.Line("leaving_1", 1, 10m, tax));
        await World.Odoo.Write("account.tax", [tax.Value], new Dictionary<string, object?> { ["active"] = false }, World.Context, Stop);

        await Invoicing(true).Invoice(await Progress(order), "x", Stop);

        var invoice = Assert.Single((await Progress(order)).Invoices);
        Assert.Equal((10.70m, tax), (invoice.Total, Assert.Single(invoice.Lines[0].Taxes)));
    }

    [Fact]
    public async Task A_simple_order_is_confirmed_invoiced_posted_and_paid_in_eight_calls()
    {
        var order = await NewOrder("eight", World.Line("eight_1", 1, 10m));
        var journal = await World.Gateway();
        var counted = new CountingOdoo(World.Odoo);
        var progress = new SaleProgressBook(counted, World.Profile);

        await World.Confirmation(counted).Confirm(order, Stop);
        var seen = await progress.Read(order, Stop);
        var invoice = (await new InvoicingByWizard(counted, World.Context, Impatient, TimeProvider.System).Invoice(seen!, "x", Stop)).Invoices[0];
        var (posting, terms) = (new Posting(counted, World.Context, Impatient, TimeProvider.System), new DocumentTerms { Date = Day, Reference = "R" });
        await posting.Post((await posting.Prepare(invoice, terms, Stop))!, terms, Stop);
        var payment = new PaymentDraft
        {
            ExternalId = "payment_eight", Invoice = invoice, Inbound = true, Journal = journal, Amount = new Money(10m, seen!.Order.Currency), Date = Day,
            Memo = $"#{World.Tag} transaction eight", Partner = World.Partners.Customer,
        };
        await new PayingByWizard(counted, World.Profile, Impatient, TimeProvider.System).Pay(payment, Stop);
        var done = await progress.Read(order, Stop);

        Assert.Equal(("paid", 0m), (done!.Invoices[0].PaymentState!, done.Invoices[0].Residual));
        // Confirming and the look after it belong to the booking.
        Assert.Equal(2 + 8, counted.Calls);
    }

    private IInvoicing Invoicing(bool byWizard) => byWizard
        ? new InvoicingByWizard(World.Odoo, World.Context, Impatient, TimeProvider.System)
        : new InvoicingByLoad(World.Odoo, World.Profile, World.Module);

    private Posting Posting() => new(World.Odoo, World.Context, Impatient, TimeProvider.System);

    private async Task<OdooId<SaleOrder>> Sold(string name, params SaleLineDraft[] lines)
    {
        var order = await NewOrder(name, lines);
        await World.Confirmation(World.Odoo).Confirm(order, Stop);
        return order;
    }

    private async Task<SaleProgress> Progress(OdooId<SaleOrder> order) => (await new SaleProgressBook(World.Odoo, World.Profile).Read(order, Stop))!;

    private async Task<InvoiceReading> Read(OdooId<Invoice> invoice) => (await new OdooInvoices(World.Odoo, World.Context).Read(invoice, Stop))!;

    private async Task<string?> InvoiceStatus(OdooId<SaleOrder> order) =>
        (await World.Odoo.Read("sale.order", [order.Value], ["invoice_status"], World.Context, Stop))[0].Text("invoice_status");

    private async Task<(OdooId<SaleOrder> Order, InvoiceReading Invoice)> DraftInvoice(string name, params SaleLineDraft[] lines)
    {
        var order = await Sold(name, lines);
        await Invoicing(true).Invoice(await Progress(order), "x", Stop);
        return (order, Assert.Single((await Progress(order)).Invoices));
    }

    private async Task<(OdooId<SaleOrder> Order, InvoiceReading Invoice)> PostedInvoice(string name, params SaleLineDraft[] lines)
    {
        var (order, invoice) = await DraftInvoice(name, lines);
        await Posting().Post(invoice.Id, new DocumentTerms { Date = Day, Reference = $"#{World.Tag}-{name}" }, Stop);
        return (order, await Read(invoice.Id));
    }
}
