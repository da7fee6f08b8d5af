using Tandem.Odoo;
using Tandem.Odoo.Failures;
using Tandem.Odoo.Invoices;
using Tandem.Odoo.Records;
using Tandem.Odoo.Server;
using Tandem.Sync;
using Tandem.Sync.Invoices;
using Xunit;

namespace Tandem.Tests.Odoo.Contracts;

public abstract partial class OdooContract
{
    [Fact]
    public async Task A_draft_is_dated_named_and_posted()
    {
        var (_, invoice) = await DraftInvoice("post", World.Line("post_1", 1, 10m));

        Assert.Equal(Posted.Now, await Posting().Post(invoice.Id, new DocumentTerms { Date = Day, Reference = "R-1", PaymentReference = "P-1", Due = Day.AddDays(30) }, Stop));

        var posted = await Read(invoice.Id);
        Assert.Equal((InvoiceState.Posted, "R-1", "P-1"), (posted.State, posted.Reference, posted.PaymentReference));
        Assert.Equal((Day, Day, Day.AddDays(30)), (posted.Date, posted.BookedOn, posted.DueDate));
        Assert.Contains("/2026/", posted.Name, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_payment_term_decides_when_it_is_due_and_without_one_it_is_due_at_once()
    {
        var term = (await World.Odoo.SearchRead("account.payment.term", Domain.Where("name", "=", "30 Days"), ["name"], World.Context, Stop, 1))[0].IdOf<PaymentTerm>();
        var (_, first) = await DraftInvoice("term", World.Line("term_1", 1, 10m));
        var (_, second) = await DraftInvoice("noterm", World.Line("noterm_1", 1, 10m));

        await Posting().Post(first.Id, new DocumentTerms { Date = Day, Reference = "R-2", Term = term }, Stop);
        await Posting().Post(second.Id, new DocumentTerms { Date = Day, Reference = "R-3" }, Stop);

        Assert.Equal(Day.AddDays(30), (await Read(first.Id)).DueDate);
        var posted = await Read(second.Id);
        Assert.Equal((Day, posted.Name), (posted.DueDate!.Value, posted.PaymentReference));
    }

    [Fact]
    public async Task A_draft_that_says_already_what_it_is_posted_with_is_not_written_again()
    {
        var term = (await World.Odoo.SearchRead("account.payment.term", Domain.Where("name", "=", "30 Days"), ["name"], World.Context, Stop, 1))[0].IdOf<PaymentTerm>();
        DocumentTerms[] all = [new() { Date = Day, Reference = "R-4" }, new() { Date = Day, Reference = "R-5", Due = Day.AddDays(10) }, new() { Date = Day, Reference = "R-6", Term = term }];
        foreach (var (index, terms) in all.Index())
        {
            var (_, invoice) = await DraftInvoice($"ready{index}", World.Line($"ready{index}_1", 1, 10m));
            var prepared = await Posting().Prepare(invoice.Id, terms, Stop);
            Assert.True(terms.AreThoseOf(prepared!));
            var counted = new CountingOdoo(World.Odoo);

            Assert.Equal(Posted.Now, await new Posting(counted, World.Context, Impatient, TimeProvider.System).Post(prepared!, terms, Stop));

            Assert.Equal(1, counted.Calls);
            var posted = await Read(invoice.Id);
            Assert.Equal((InvoiceState.Posted, terms.Reference, Day, prepared!.DueDate), (posted.State, posted.Reference, posted.Date!.Value, posted.DueDate));
            Assert.Null(await Posting().Prepare(invoice.Id, terms, Stop));
        }
    }

    [Fact]
    public async Task Posting_again_writes_nothing()
    {
        var (_, invoice) = await PostedInvoice("again2", World.Line("again2_1", 1, 10m));

        Assert.Equal(Posted.Already, await Posting().Post(invoice.Id, new DocumentTerms { Date = Day.AddDays(1), Reference = "other" }, Stop));
        Assert.Equal(Posted.Already, await Posting().Post(invoice.Id, new DocumentTerms { Date = Day, Reference = "other" }, Stop));

        var after = await Read(invoice.Id);
        Assert.Equal((invoice.Reference, invoice.Date, invoice.Name), (after.Reference, after.Date, after.Name));
    }

    [Fact]
    public async Task A_posting_whose_answer_was_lost_is_found()
    {
        var (_, invoice) = await DraftInvoice("lostpost", World.Line("lostpost_1", 1, 10m));
        var losing = new LosingOdoo(World.Odoo, "account.move.action_post", carriedOut: true);

        Assert.Equal(Posted.Now, await new Posting(losing, World.Context, Impatient, TimeProvider.System).Post(invoice.Id, new DocumentTerms { Date = Day, Reference = "R" }, Stop));
        Assert.Equal(InvoiceState.Posted, (await Read(invoice.Id)).State);
    }

    [Fact]
    public async Task A_draft_is_cancelled_and_what_is_posted_is_left()
    {
        var (order, draft) = await DraftInvoice("draftgone", World.Line("draftgone_1", 1, 10m));
        var (_, posted) = await PostedInvoice("cancelposted", World.Line("cancelposted_1", 1, 10m));

        Assert.Equal(DraftCancelled.Now, await Posting().Cancel(draft.Id, Stop));
        Assert.Equal(DraftCancelled.Already, await Posting().Cancel(draft.Id, Stop));
        Assert.Equal(DraftCancelled.Posted, await Posting().Cancel(posted.Id, Stop));

        Assert.Equal(InvoiceState.Cancelled, Assert.Single((await Progress(order)).Invoices).State);
        Assert.Equal("to invoice", await InvoiceStatus(order));
        Assert.Equal(InvoiceState.Posted, (await Read(posted.Id)).State);
        await Fails<OdooFailure.Rejected>(() => Posting().Post(draft.Id, new DocumentTerms { Date = Day, Reference = "R" }, Stop));
    }

    [Fact]
    public async Task A_closed_period_moves_the_day_of_booking_without_a_word()
    {
        // A journal whose numbers begin anew each year books on the last day of the year; one that has no number yet, on that of the month.
        await PostedInvoice("numbered", World.Line("numbered_1", 1, 10m));
        var (_, invoice) = await DraftInvoice("closed", World.Line("closed_1", 1, 10m));
        var company = World.Profile.Company.Id.Value;
        var old = new DateOnly(2019, 3, 5);
        await World.Odoo.Write("res.company", [company], new Dictionary<string, object?> { ["fiscalyear_lock_date"] = "2019-06-30" }, World.Context, Stop);
        try
        {
            await Posting().Post(invoice.Id, new DocumentTerms { Date = old, Reference = "R" }, Stop);
        }
        finally
        {
            await World.Odoo.Write("res.company", [company], new Dictionary<string, object?> { ["fiscalyear_lock_date"] = false }, World.Context, Stop);
        }

        var posted = await Read(invoice.Id);
        Assert.Equal((old, new DateOnly(2019, 12, 31)), (posted.Date, posted.BookedOn));
    }

    [Fact]
    public async Task A_user_without_the_group_is_told_which_one_it_takes()
    {
        var sales = World.Open(await World.User(("base", "group_user"), ("sales_team", "group_sale_salesman_all_leads")));
        var (_, invoice) = await DraftInvoice("groupless", World.Line("groupless_1", 1, 10m));

        var denied = await Fails<OdooFailure.AccessDenied>(() =>
            new Posting(sales, World.Context, Impatient, TimeProvider.System).Post(invoice.Id, new DocumentTerms { Date = Day, Reference = "R" }, Stop));
        Assert.Equal(("account.move", "write"), (denied.Model, denied.Operation));
        Assert.Contains("Invoicing", Assert.Single(denied.Groups), StringComparison.Ordinal);
        Assert.Contains(await OdooRights.Check(sales, OdooRights.ForInvoices, Stop), missing => missing.Needed.Model == "account.move.reversal");
        Assert.Empty(await OdooRights.Check(World.Odoo, OdooRights.ForInvoices, Stop));
    }
}
