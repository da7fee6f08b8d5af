using Tandem.Odoo;
using Tandem.Odoo.Failures;
using Tandem.Odoo.Invoices;
using Tandem.Odoo.Records;
using Tandem.Sync;
using Tandem.Sync.Invoices;
using Tandem.Sync.Sales;
using Xunit;

namespace Tandem.Tests.Odoo.Contracts;

public abstract partial class OdooContract
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_refund_of_part_of_a_paid_order_is_one_credit_note_paid_out(bool byWizard)
    {
        var (order, invoice) = await PostedInvoice($"part{byWizard}", World.Line($"part{byWizard}_1", 3, 19.99m, World.Excluded), World.Line($"part{byWizard}_2", 1, 5m));
        await Paying(byWizard).Pay(await Payment(invoice, $"part{byWizard}", invoice.Total), Stop);
        var draft = Credit(invoice, $"part{byWizard}", Units(invoice.Lines[0], 1m), Units(invoice.Lines[1], 1m) with { PriceUnit = 2m, SaleLine = null });
        var expected = Predicted(draft);

        var note = await Crediting(byWizard).Credit(draft, invoice, null, Stop);
        Assert.Equal((InvoiceKind.CreditNote, InvoiceState.Draft, invoice.Id, draft.Reference), (note.Kind, note.State, note.Reverses, note.Reference));
        Assert.Equal((expected.Untaxed, expected.Tax, expected.Total), (note.Untaxed, note.Tax, note.Total));
        Assert.Equal([(1m, 19.99m, 1), (1m, 2m, 0)], note.Lines.Select(line => (line.Quantity, line.PriceUnit, line.SaleLines.Count)));
        await Post(note);
        await Paying(byWizard).Pay(await Payment(note, $"refund{byWizard}", note.Total), Stop);

        var after = await Progress(order);
        Assert.Equal([(2m, 1m), (1m, 0m)], after.Lines.Select(line => (line.Invoiced, line.ToInvoice)));
        Assert.Equal("to invoice", await InvoiceStatus(order));
        Assert.Equal([invoice.Id, note.Id], after.Invoices.Select(one => one.Id));
        Assert.Equal([("paid", 0m), ("paid", 0m)], after.Invoices.Select(one => (one.PaymentState!, one.Residual)));
        Assert.Equal((false, note.Total), (Assert.Single(after.Invoices[1].Payments).Inbound, after.Invoices[1].Payments[0].Amount));
        Assert.Equal(note.Id, (await Crediting(byWizard).Credit(draft, invoice, null, Stop)).Id);
        Assert.Equal(2, (await Progress(order)).Invoices.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_credit_note_that_was_just_read_is_known_again_and_is_posted_in_one_call(bool byWizard)
    {
        var (order, invoice) = await PostedInvoice($"seen{byWizard}", World.Line($"seen{byWizard}_1", 2, 10m));
        var draft = Credit(invoice, $"seen{byWizard}", Units(invoice.Lines[0], 1m));
        var note = await Crediting(byWizard).Credit(draft, invoice, [], Stop);

        Assert.Equal(note.Id, (await Crediting(byWizard).Credit(draft, invoice, [.. (await Progress(order)).Invoices.Where(one => one.Reverses == invoice.Id)], Stop)).Id);
        Assert.Equal(2, (await Progress(order)).Invoices.Count);

        var counted = new CountingOdoo(World.Odoo);
        if (!byWizard) note = (await Posting().Prepare(note.Id, draft.Terms, Stop))!;
        await new Posting(counted, World.Context, Impatient, TimeProvider.System).Post(note, draft.Terms, Stop);
        Assert.Equal((1, InvoiceState.Posted), (counted.Calls, (await Read(note.Id)).State));
    }

    [Fact]
    public async Task Odoos_wizard_for_credit_notes_wants_a_journal()
    {
        var (_, invoice) = await PostedInvoice("journal", World.Line("journal_1", 1, 10m));

        var refused = await Assert.ThrowsAsync<OdooException>(() => World.Create(
            "account.move.reversal", ("move_ids", new object[] { new object[] { 6, 0, new[] { invoice.Id.Value } } }), ("date", "2026-11-20")));

        Assert.IsType<OdooFailure.Rejected>(refused.Failure);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_refund_of_an_unpaid_invoice_is_matched_with_it(bool byWizard)
    {
        var (_, invoice) = await PostedInvoice($"unpaid{byWizard}", World.Line($"unpaid{byWizard}_1", 2, 10m));
        var first = await Crediting(byWizard).Credit(Credit(invoice, $"unpaid{byWizard} 1", Units(invoice.Lines[0], 1m)), invoice, null, Stop);
        await Post(first);

        var partly = await Read(invoice.Id);
        Assert.Equal(("partial", 10m), (partly.PaymentState, partly.Residual));
        Assert.Equal(("paid", 0m), ((await Read(first.Id)).PaymentState, (await Read(first.Id)).Residual));

        var second = await Crediting(byWizard).Credit(Credit(invoice, $"unpaid{byWizard} 2", Units(invoice.Lines[0], 1m)), invoice, null, Stop);
        await Post(second);

        Assert.NotEqual(first.Id, second.Id);
        var reversed = await Read(invoice.Id);
        Assert.Equal(("reversed", 0m), (reversed.PaymentState, reversed.Residual));
        Assert.Empty(reversed.Payments);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_refund_of_a_partly_paid_invoice_takes_what_is_open_first(bool byWizard)
    {
        var (_, invoice) = await PostedInvoice($"mixed{byWizard}", World.Line($"mixed{byWizard}_1", 4, 10m));
        await Paying(true).Pay(await Payment(invoice, $"mixed{byWizard}", 30m), Stop);

        var note = await Crediting(byWizard).Credit(Credit(invoice, $"mixed{byWizard}", Units(invoice.Lines[0], 3m)), invoice, null, Stop);
        await Post(note);

        Assert.Equal(("paid", 0m), ((await Read(invoice.Id)).PaymentState, (await Read(invoice.Id)).Residual));
        Assert.Equal(("partial", 20m), ((await Read(note.Id)).PaymentState, (await Read(note.Id)).Residual));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_amount_without_line_is_credited_with_its_taxes_to_the_cent(bool byWizard)
    {
        var (order, invoice) = await PostedInvoice($"amount{byWizard}", World.Line($"amount{byWizard}_1", 3, 33.33m, World.Included));
        var draft = Credit(invoice, $"amount{byWizard}", Units(invoice.Lines[0], 1m) with { PriceUnit = 7.77m, SaleLine = null, Name = "For the delay" });

        var note = await Crediting(byWizard).Credit(draft, invoice, null, Stop);

        var expected = Predicted(draft);
        Assert.Equal((7.77m, expected.Untaxed, expected.Tax), (note.Total, note.Untaxed, note.Tax));
        Assert.Equal([(3m, 0m)], (await Progress(order)).Lines.Select(line => (line.Invoiced, line.ToInvoice)));
    }

    [Fact]
    public async Task Odoo_credits_more_than_was_invoiced_and_tells_by_the_quantity()
    {
        var (order, invoice) = await PostedInvoice("toomuch", World.Line("toomuch_1", 1, 10m));
        var note = await Crediting(true).Credit(Credit(invoice, "toomuch", Units(invoice.Lines[0], 3m)), invoice, null, Stop);
        await Post(note);

        Assert.Equal([(-2m, 3m)], (await Progress(order)).Lines.Select(line => (line.Invoiced, line.ToInvoice)));
        Assert.Equal(("reversed", 20m), ((await Read(invoice.Id)).PaymentState, (await Read(note.Id)).Residual));
    }

    [Fact]
    public async Task A_reversal_whose_answer_was_lost_is_adopted_and_made_the_refunds()
    {
        var (order, invoice) = await PostedInvoice("lostnote", World.Line("lostnote_1", 2, 10m));
        var draft = Credit(invoice, "lostnote", Units(invoice.Lines[0], 1m));
        var losing = new LosingOdoo(World.Odoo, "account.move.reversal.refund_moves", carriedOut: true);

        var note = await new CreditingByWizard(losing, World.Context, Impatient, TimeProvider.System).Credit(draft, invoice, null, Stop);

        Assert.Equal((1, 10m, draft.Reference), (losing.Losses, note.Total, note.Reference));
        Assert.Equal(2, (await Progress(order)).Invoices.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_copy_that_was_left_behind_is_adopted_whatever_the_way(bool byWizard)
    {
        var (order, invoice) = await PostedInvoice($"left{byWizard}", World.Line($"left{byWizard}_1", 2, 10m));
        var draft = Credit(invoice, $"left{byWizard}", Units(invoice.Lines[0], 1m));
        // Cut off between the copy and the refund's own lines.
        var losing = new LosingOdoo(World.Odoo, "account.move.web_save", carriedOut: false);
        await Fails<OdooFailure.UnknownOutcome>(() => new CreditingByWizard(losing, World.Context, Impatient, TimeProvider.System).Credit(draft, invoice, null, Stop));
        Assert.Equal(20m, (await Progress(order)).Invoices[^1].Total);

        var note = await Crediting(byWizard).Credit(draft, invoice, null, Stop);

        Assert.Equal((10m, draft.Reference, 2), (note.Total, note.Reference, (await Progress(order)).Invoices.Count));
    }

    [Fact]
    public async Task A_credit_note_that_was_never_asked_for_stays_unknown_and_is_made_later()
    {
        var (order, invoice) = await PostedInvoice("unsentnote", World.Line("unsentnote_1", 2, 10m));
        var draft = Credit(invoice, "unsentnote", Units(invoice.Lines[0], 1m));
        var losing = new LosingOdoo(World.Odoo, "account.move.reversal.refund_moves", carriedOut: false);
        var crediting = new CreditingByWizard(losing, World.Context, Impatient, TimeProvider.System);

        await Fails<OdooFailure.UnknownOutcome>(() => crediting.Credit(draft, invoice, null, Stop));
        await crediting.Credit(draft, invoice, null, Stop);

        Assert.Equal(2, (await Progress(order)).Invoices.Count);
    }

    [Fact]
    public async Task Only_what_is_posted_can_be_credited_by_the_wizard()
    {
        var (order, invoice) = await DraftInvoice("undue", World.Line("undue_1", 2, 10m));

        await Fails<OdooFailure.Rejected>(() => Crediting(true).Credit(Credit(invoice, "undue", Units(invoice.Lines[0], 1m)), invoice, null, Stop));
        Assert.Single((await Progress(order)).Invoices);
    }

    [Fact]
    public async Task A_quantity_lowered_to_what_is_left_has_nothing_to_invoice_again()
    {
        var (order, invoice) = await PostedInvoice("lower", World.Line("lower_1", 3, 10m));
        var note = await Crediting(true).Credit(Credit(invoice, "lower", Units(invoice.Lines[0], 1m)), invoice, null, Stop);
        await Post(note);
        Assert.Equal("to invoice", await InvoiceStatus(order));

        await World.Odoo.Write("sale.order.line", [(await Progress(order)).Lines[0].Line.Value], new Dictionary<string, object?> { ["product_uom_qty"] = 2m }, World.Context, Stop);

        Assert.Equal("invoiced", await InvoiceStatus(order));
        Assert.Equal([(2m, 2m, 0m)], (await Progress(order)).Lines.Select(line => (line.Ordered, line.Invoiced, line.ToInvoice)));
    }

    private ICrediting Crediting(bool byWizard) => byWizard
        ? new CreditingByWizard(World.Odoo, World.Context, Impatient, TimeProvider.System)
        : new CreditingByLoad(World.Odoo, World.Profile, World.Module);

    private Task<Posted> Post(InvoiceReading note) => Posting().Post(note.Id, new DocumentTerms { Date = Day, Reference = note.Reference! }, Stop);

    private CreditNoteDraft Credit(InvoiceReading invoice, string name, params CreditLineDraft[] lines) => new()
    {
        ExternalId = $"refund_{name.Replace(' ', '_')}",
        Invoice = invoice.Id,
        Reference = $"#{World.Tag} refund {name}",
        Reason = "Too <small>",
        Date = Day,
        Currency = invoice.Currency,
        Lines = lines,
    };

    private static CreditLineDraft Units(InvoiceLineReading line, decimal quantity) => new()
    {
        Product = line.Product!.Value,
        Quantity = quantity,
        PriceUnit = line.PriceUnit,
        Discount = line.Discount,
        Name = line.Name,
        Taxes = line.Taxes,
        SaleLine = line.SaleLines[0],
    };

    private SaleAmounts Predicted(CreditNoteDraft draft) => SaleArithmetic.Amounts(
        draft.Lines.Select(line => new SaleLineDraft
        {
            ExternalId = "", Role = LineRole.Product, Product = line.Product, Quantity = line.Quantity, PriceUnit = line.PriceUnit, Discount = line.Discount, Name = line.Name, Taxes = line.Taxes,
        }),
        World.Profile.Taxes.ToDictionary(tax => tax.Tax.Id, tax => tax.Tax), World.Profile.Book, draft.Currency);
}
