using Tandem.Odoo;
using Tandem.Odoo.Failures;
using Tandem.Odoo.Invoices;
using Tandem.Odoo.Payments;
using Tandem.Odoo.Records;
using Tandem.Odoo.Sales;
using Tandem.Sync;
using Tandem.Sync.Invoices;
using Tandem.Sync.Payments;
using Xunit;

namespace Tandem.Tests.Odoo.Contracts;

public abstract partial class OdooContract
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_one_payment_leaves_is_set_against_another_document_once(bool byWizard)
    {
        var (_, first) = await PostedInvoice($"rest{byWizard}1", World.Line($"rest{byWizard}1_1", 1, 10m));
        var (_, second) = await PostedInvoice($"rest{byWizard}2", World.Line($"rest{byWizard}2_1", 1, 7m));
        var paid = await Paying(byWizard).Pay(await Payment(first, $"rest{byWizard}", first.Total + second.Total), Stop);
        Assert.Equal((true, false), Assert.Single((await Read(first.Id)).Payments) is var part ? (part.HasEntry, part.IsReconciled) : default);

        var outstanding = new OutstandingLines(World.Odoo, World.Profile.Context);
        Assert.True(await outstanding.Match(paid.Payment, second.Id, Stop));
        Assert.False(await outstanding.Match(paid.Payment, second.Id, Stop));

        var after = await Read(second.Id);
        Assert.Equal(("paid", 0m), (after.PaymentState, after.Residual));
        Assert.Equal((paid.Payment, true), Assert.Single(after.Payments) is var whole ? (whole.Id, whole.IsReconciled) : default);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_invoice_is_paid_in_two_payments_each_once(bool byWizard)
    {
        var (order, invoice) = await PostedInvoice($"two{byWizard}", World.Line($"two{byWizard}_1", 2, 19.99m, World.Excluded));
        var first = await Payment(invoice, $"two{byWizard} 1", 20m);
        var second = await Payment(invoice, $"two{byWizard} 2", invoice.Total - 20m);

        var one = await Paying(byWizard).Pay(first, Stop);
        var partly = Assert.Single((await Progress(order)).Invoices);
        var two = await Paying(byWizard).Pay(second, Stop);
        var paid = Assert.Single((await Progress(order)).Invoices);

        Assert.True(one.Now && two.Now);
        Assert.Equal(("partial", invoice.Total - 20m), (partly.PaymentState, partly.Residual));
        Assert.Equal(("paid", 0m), (paid.PaymentState, paid.Residual));
        Assert.Equal([(one.Payment, first.Memo, 20m), (two.Payment, second.Memo, invoice.Total - 20m)], paid.Payments.Select(payment => (payment.Id, payment.Memo!, payment.Amount)));
        Assert.All(paid.Payments, payment => Assert.Equal((true, true, Day, first.Journal), (payment.Inbound, payment.HasEntry, payment.Date, payment.Journal)));
        Assert.All(paid.Payments, payment => Assert.Equal("paid", payment.State));
        Assert.Equal("in_process", Assert.Single(partly.Payments).State);

        var again = await Paying(byWizard).Pay(first, Stop);
        Assert.Equal((one.Payment, false), (again.Payment, again.Now));
        Assert.Equal(2, Assert.Single((await Progress(order)).Invoices).Payments.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task More_than_is_owed_pays_the_invoice_and_leaves_the_rest_open(bool byWizard)
    {
        var (_, invoice) = await PostedInvoice($"over{byWizard}", World.Line($"over{byWizard}_1", 1, 40m));

        await Paying(byWizard).Pay(await Payment(invoice, $"over{byWizard}", 50m), Stop);

        var paid = await Read(invoice.Id);
        Assert.Equal(("paid", 0m, 50m), (paid.PaymentState, paid.Residual, Assert.Single(paid.Payments).Amount));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_payment_keeps_the_documents_currency_whatever_its_journals(bool byWizard)
    {
        var foreign = World.Profile.Pricelists.Select(list => list.Currency).FirstOrDefault(currency => currency != World.Profile.Company.Currency);
        Assert.SkipWhen(foreign == default, "This Odoo has no pricelist in another currency.");
        var journal = await World.NewJournal(byWizard ? "Wforeign" : "Lforeign", foreign);
        var (_, invoice) = await PostedInvoice($"own{byWizard}", World.Line($"own{byWizard}_1", 1, 40m));

        await Paying(byWizard).Pay(await Payment(invoice, $"own{byWizard}", 40m) with { Journal = journal }, Stop);

        var paid = await Read(invoice.Id);
        Assert.Equal(("paid", invoice.Currency, journal), (paid.PaymentState, Assert.Single(paid.Payments).Currency, paid.Payments[0].Journal));
        var read = (await new OdooJournals(World.Odoo).Journals(World.Profile.Company.Id, Stop)).Single(one => one.Id == journal);
        Assert.Equal(foreign, read.Currency);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_invoice_in_another_currency_is_paid_in_it(bool byWizard)
    {
        var list = World.Profile.Pricelists.FirstOrDefault(one => one.Currency != World.Profile.Company.Currency);
        Assert.SkipWhen(list is null, "This Odoo has no pricelist in another currency.");
        var draft = World.Draft($"abroad{byWizard}", World.Line($"abroad{byWizard}_1", 2, 10m, World.Included)) with { Pricelist = list!.Id, Currency = list.Currency };
        var order = Assert.IsType<DraftOutcome.There>(await World.Orders.LoadDraft(draft, World.Partners, confirmed: false, Stop)).Order;
        await World.Confirmation(World.Odoo).Confirm(order, Stop);
        await Invoicing(byWizard).Invoice(await Progress(order), $"invoice_abroad{byWizard}", Stop);
        var invoice = Assert.Single((await Progress(order)).Invoices);
        await Posting().Post(invoice.Id, new DocumentTerms { Date = Day, Reference = "R" }, Stop);

        await Paying(byWizard).Pay(await Payment(invoice, $"abroad{byWizard}", 20m), Stop);

        var paid = await Read(invoice.Id);
        Assert.Equal((list.Currency, 20m, 0m, "paid"), (paid.Currency, paid.Total, paid.Residual, paid.PaymentState));
        Assert.Equal(list.Currency, Assert.Single(paid.Payments).Currency);
    }

    [Theory]
    [InlineData("account.payment.register.action_create_payments", true)]
    [InlineData("account.payment.load", false)]
    [InlineData("account.payment.action_post", false)]
    [InlineData("account.move.js_assign_outstanding_line", false)]
    public async Task A_payment_whose_answer_was_lost_is_there_once(string call, bool byWizard)
    {
        var name = call.Split('.')[^1];
        var (_, invoice) = await PostedInvoice($"lost{name}", World.Line($"lost{name}_1", 1, 40m));
        var payment = await Payment(invoice, $"lost {name}", 40m);
        var losing = new LosingOdoo(World.Odoo, call, carriedOut: true);

        try
        {
            await Paying(byWizard, losing).Pay(payment, Stop);
        }
        catch (OdooException failed) when (failed.Failure is OdooFailure.UnknownOutcome)
        {
            // What one client repeats by itself, the next attempt repeats here.
        }

        var found = await Paying(byWizard, losing).Pay(payment, Stop);

        Assert.Equal(found.Payment, Assert.Single((await Read(invoice.Id)).Payments).Id);
        Assert.Equal(1, await World.Count("account.payment", Domain.Where("memo", "=", payment.Memo)));
        Assert.Equal(("paid", 0m), ((await Read(invoice.Id)).PaymentState, (await Read(invoice.Id)).Residual));
    }

    [Fact]
    public async Task A_payment_that_was_never_asked_for_stays_unknown_and_is_made_later()
    {
        var (_, invoice) = await PostedInvoice("unsentpay", World.Line("unsentpay_1", 1, 40m));
        var payment = await Payment(invoice, "unsentpay", 40m);
        var losing = new LosingOdoo(World.Odoo, "account.payment.register.action_create_payments", carriedOut: false);

        await Fails<OdooFailure.UnknownOutcome>(() => Paying(true, losing).Pay(payment, Stop));
        Assert.True((await Paying(true, losing).Pay(payment, Stop)).Now);

        Assert.Single((await Read(invoice.Id)).Payments);
    }

    [Fact]
    public async Task A_payment_that_a_person_cancelled_is_told_and_not_made_again()
    {
        var (_, invoice) = await PostedInvoice("withdrawn", World.Line("withdrawn_1", 1, 40m));
        var payment = await Payment(invoice, "withdrawn", 40m);
        var paid = await Paying(true).Pay(payment, Stop);
        await World.Odoo.Invoke("account.payment", "action_cancel", [paid.Payment.Value], World.Context, Stop);

        var again = await Paying(true).Pay(payment, Stop);

        Assert.Equal((paid.Payment, "canceled", false), (again.Payment, again.State, again.Now));
        var read = await Read(invoice.Id);
        Assert.Equal(("not_paid", 40m, "canceled"), (read.PaymentState, read.Residual, Assert.Single(read.Payments).State));
    }

    [Fact]
    public async Task Nothing_more_can_be_paid_on_what_is_paid()
    {
        var (_, invoice) = await PostedInvoice("enough", World.Line("enough_1", 1, 40m));
        await Paying(true).Pay(await Payment(invoice, "enough 1", 40m), Stop);

        await Fails<OdooFailure.Rejected>(async () => await Paying(true).Pay(await Payment(invoice, "enough 2", 5m), Stop));
    }

    [Fact]
    public async Task A_payment_that_a_person_matched_is_read_with_its_invoice()
    {
        var (_, invoice) = await PostedInvoice("byhand", World.Line("byhand_1", 1, 40m));
        var payment = await World.Create(
            "account.payment", ("payment_type", "inbound"), ("partner_type", "customer"), ("partner_id", World.Partners.Customer), ("amount", 15m), ("journal_id", await World.Gateway()), ("memo", $"by hand {World.Tag}"));
        await World.Odoo.Invoke("account.payment", "action_post", [payment], World.Context, Stop);
        var line = (await World.Odoo.SearchRead("account.move.line", Domain.Where("payment_id", "=", payment).And("account_type", "=", "asset_receivable"), ["id"], World.Context, Stop))[0].Id;
        await Call("account.move", "js_assign_outstanding_line", [invoice.Id.Value], null, ("line_id", line));

        var read = await Read(invoice.Id);

        Assert.Equal(("partial", 25m), (read.PaymentState, read.Residual));
        Assert.Equal((payment, 15m, $"by hand {World.Tag}"), (Assert.Single(read.Payments).Id.Value, read.Payments[0].Amount, read.Payments[0].Memo));
    }

    [Fact]
    public async Task Journals_tell_their_ways_of_paying_and_where_they_book()
    {
        var gateway = await World.Gateway();
        var bare = new OdooId<Journal>(await World.Create("account.journal", ("name", $"Bare {World.Tag}"), ("code", $"B{World.Tag[..4]}".ToUpperInvariant()), ("type", "cash"), ("company_id", World.Profile.Company.Id)));

        var journals = await new OdooJournals(World.Odoo).Journals(World.Profile.Company.Id, Stop);
        var terms = await new OdooJournals(World.Odoo).Terms(World.Profile.Company.Id, Stop);

        var full = journals.Single(journal => journal.Id == gateway);
        Assert.Equal((JournalKind.Bank, World.Profile.Company.Id, true, $"Gateway {World.Tag}"), (full.Kind, full.Company, full.Active, full.Name));
        Assert.Equal([(false, true), (true, true)], full.Methods.Select(method => (method.Inbound, method.HasOutstandingAccount)).Order());
        Assert.Equal((JournalKind.Cash, false), (journals.Single(journal => journal.Id == bare).Kind, journals.Single(journal => journal.Id == bare).Methods.Any(method => method.HasOutstandingAccount)));
        Assert.DoesNotContain(journals, journal => journal.Code == "INV");
        Assert.Contains(terms, term => term.Name == "30 Days");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Money_without_a_document_is_on_the_customers_account_once_and_found_by_its_memo(bool inbound)
    {
        var (_, invoice) = await PostedInvoice($"account{inbound}", World.Line($"account{inbound}_1", 1, 40m));
        await Paying(false).Pay(await Payment(invoice, $"account{inbound} all", 40m), Stop);
        var payment = await Payment(invoice, $"account{inbound}", 12.50m) with { Invoice = null, Inbound = inbound };

        var one = await Paying(false).Pay(payment, Stop);
        var again = await Paying(false).Pay(payment, Stop);

        Assert.Equal((one.Payment, true, false), (again.Payment, one.Now, again.Now));
        var found = Assert.Single(await new PaymentsByMemo(World.Odoo, World.Profile.Context).Read([payment.Memo, $"{payment.Memo} of another"], Stop));
        Assert.Equal((one.Payment, inbound, 12.50m, invoice.Currency, payment.Journal, true), (found.Id, found.Inbound, found.Amount, found.Currency, found.Journal, found.HasEntry));
        Assert.NotEqual("draft", found.State);
        Assert.DoesNotContain((await Read(invoice.Id)).Payments, other => other.Id == one.Payment);
    }

    private IPaying Paying(bool byWizard, IOdoo? odoo = null) => byWizard
        ? new PayingByWizard(odoo ?? World.Odoo, World.Profile, Impatient, TimeProvider.System)
        : new PayingByLoad(odoo ?? World.Odoo, World.Profile, World.Module);

    private async Task<PaymentDraft> Payment(InvoiceReading invoice, string name, decimal amount) => new()
    {
        ExternalId = $"payment_{name.Replace(' ', '_')}",
        Invoice = invoice.Id,
        Inbound = invoice.Kind == InvoiceKind.Invoice,
        Journal = await World.Gateway(),
        Amount = new Money(amount, invoice.Currency),
        Date = Day,
        Memo = $"#{World.Tag} transaction {name}",
        Partner = World.Partners.Customer,
    };
}
