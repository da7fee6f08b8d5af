using Tandem.Odoo;
using Tandem.Odoo.Failures;
using Tandem.Odoo.Payments;
using Tandem.Odoo.Records;
using Tandem.Odoo.Sales;
using Tandem.Odoo.Setup;
using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Invoices;
using Tandem.Sync.Payments;
using Xunit;

namespace Tandem.Tests.Odoo.Contracts;

public abstract partial class OdooContract
{
    [Theory]
    [InlineData(2)]
    [InlineData(-1)]
    public async Task A_small_difference_is_written_off_with_the_payment_on_the_account_that_is_named(int cents)
    {
        var (paid, name) = (40m - (cents / 100m), $"off{(cents > 0 ? "less" : "more")}");
        var account = await NewAccount($"6{(cents > 0 ? 1 : 2)}");
        var (_, invoice) = await PostedInvoice(name, World.Line($"{name}_1", 1, 40m));
        var draft = (await Payment(invoice, name, paid)) with { WriteOff = new WriteOff(account, new Money(40m - paid, invoice.Currency), "Cash rounding") };

        var made = await Paying(true).Pay(draft, Stop);
        Assert.False((await Paying(true).Pay(draft, Stop)).Now);

        var read = await Read(invoice.Id);
        Assert.Equal(("paid", 0m, paid, made.Payment), (read.PaymentState, read.Residual, Assert.Single(read.Payments).Amount, read.Payments[0].Id));
        Assert.Equal([(40m - paid, "Cash rounding")], await On(account));
    }

    [Fact]
    public async Task A_small_difference_of_a_repayment_is_written_off_the_other_way()
    {
        var account = await NewAccount("63");
        var (_, invoice) = await PostedInvoice("offback", World.Line("offback_1", 1, 40m));
        await Paying(true).Pay(await Payment(invoice, "offback 1", 40m), Stop);
        var note = await Crediting(true).Credit(Credit(invoice, "offback", Units(invoice.Lines[0], 1m)), invoice, null, Stop);
        await Post(note);
        var posted = await Read(note.Id);

        await Paying(true).Pay((await Payment(posted, "offback 2", 39.97m)) with { WriteOff = new WriteOff(account, new Money(0.03m, posted.Currency), "Cash rounding") }, Stop);

        var read = await Read(note.Id);
        Assert.Equal(("paid", 0m), (read.PaymentState, read.Residual));
        Assert.Equal([(-0.03m, "Cash rounding")], await On(account));
    }

    [Fact]
    public async Task Nothing_but_the_planned_difference_is_written_off()
    {
        var account = await NewAccount("64");
        var (_, invoice) = await PostedInvoice("offother", World.Line("offother_1", 1, 40m));
        var draft = (await Payment(invoice, "offother", 30m)) with { WriteOff = new WriteOff(account, new Money(0.02m, invoice.Currency), "Cash rounding") };

        await Fails<OdooFailure.Rejected>(async () => await Paying(true).Pay(draft, Stop));

        Assert.Equal(("not_paid", 40m), ((await Read(invoice.Id)).PaymentState, (await Read(invoice.Id)).Residual));
        Assert.Empty(await On(account));
    }

    [Fact]
    public async Task An_account_is_found_by_its_code_and_its_name_and_one_that_is_out_of_use_is_told_apart()
    {
        var account = await NewAccount("65");
        var retired = await NewAccount("66");
        var field = (await World.Odoo.FieldsGet("account.account", ["active", "deprecated"], Stop)).ContainsKey("active") ? "active" : "deprecated";
        await World.Odoo.Write("account.account", [retired.Value], new Dictionary<string, object?> { [field] = field != "active" }, World.Context, Stop);
        var decisions = Decided() with { Payments = new PaymentDecision { CashRounding = new OdooReference(Code("65"), null), RateDifference = new OdooReference($"Differences {Code("66")}", null) } };

        var holdings = await OdooHoldingsReading.Read(World.Odoo, decisions, Stop);

        OdooCandidate Found(string path) => Assert.Single(holdings.Found.Single(one => one.Needed.Path == path).Candidates);
        Assert.Equal((account.Value, true, "expense", Code("65")), (Found("payments.cashRounding").Id, Found("payments.cashRounding").Active, Found("payments.cashRounding").AccountType, Found("payments.cashRounding").Code));
        Assert.Equal((retired.Value, false), (Found("payments.rateDifference").Id, Found("payments.rateDifference").Active));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_credit_note_keeps_a_tax_that_was_archived_since(bool byWizard)
    {
        var tax = new OdooId<Tax>(await World.Create(
            "account.tax", ("name", $"old {byWizard} {World.Tag}"), ("amount", 8m), ("amount_type", "percent"), ("type_tax_use", "sale"), ("price_include_override", "tax_excluded"), ("company_id", World.Profile.Company.Id)));
        var (_, invoice) = await PostedInvoice($"oldtax{byWizard}", World.Line($"oldtax{byWizard}_1", 2, 10m, tax));
        await World.Odoo.Write("account.tax", [tax.Value], new Dictionary<string, object?> { ["active"] = false }, World.Context, Stop);

        var note = await Crediting(byWizard).Credit(Credit(invoice, $"oldtax{byWizard}", Units(invoice.Lines[0], 1m)), invoice, null, Stop);
        await Post(note);

        var read = await Read(note.Id);
        Assert.Equal((10m, 0.80m, 10.80m, tax), (read.Untaxed, read.Tax, read.Total, Assert.Single(Assert.Single(read.Lines).Taxes)));
    }

    [Fact]
    public async Task Payment_terms_tell_after_how_many_days_all_is_due()
    {
        var terms = await new OdooJournals(World.Odoo).Terms(World.Profile.Company.Id, Stop, days: true);

        Assert.Equal(30, terms.First(term => term.Name == "30 Days").Days);
        Assert.Equal(0, terms.First(term => term.Name == "Immediate Payment").Days);
    }

    [Fact]
    public async Task An_order_keeps_the_payment_term_that_it_is_given_and_its_invoice_has_it()
    {
        var term = (await new OdooJournals(World.Odoo).Terms(World.Profile.Company.Id, Stop)).First(one => one.Name == "15 Days").Id;
        var draft = World.Draft("termed", World.Line("termed_1", 1, 10m)) with { Term = term };
        var order = Assert.IsType<DraftOutcome.There>(await World.Orders.LoadDraft(draft, World.Partners, confirmed: false, Stop)).Order;
        await World.Confirmation(World.Odoo).Confirm(order, Stop);

        Assert.Equal(term, (await World.Odoo.Read("sale.order", [order.Value], ["payment_term_id"], World.Context, Stop))[0].Link<PaymentTerm>("payment_term_id"));
        await Invoicing(true).Invoice(await Progress(order), "x", Stop);
        var invoice = Assert.Single((await Progress(order)).Invoices);
        Assert.Equal(term, (await World.Odoo.Read("account.move", [invoice.Id.Value], ["invoice_payment_term_id"], World.Context, Stop))[0].Link<PaymentTerm>("invoice_payment_term_id"));
    }

    private string Code(string beginning) => $"{beginning}{World.Tag}".ToUpperInvariant();

    private async Task<OdooId<Account>> NewAccount(string beginning) =>
        new(await World.Create("account.account", ("name", $"Differences {Code(beginning)}"), ("code", Code(beginning)), ("account_type", "expense")));

    private async Task<List<(decimal Balance, string? Label)>> On(OdooId<Account> account) =>
        [.. (await World.Odoo.SearchRead("account.move.line", Domain.Where("account_id", "=", account.Value), ["balance", "name"], World.Context, Stop)).Select(line => (line.Amount("balance"), line.Text("name")))];

    private ShopDecisions Decided() => new()
    {
        Shop = ShopDomain.Parse("contract.myshopify.com"),
        Odoo = new OdooDecision(World.Connection.Url, World.Connection.Database, World.Connection.User, "KEY", new OdooReference(null, World.Profile.Company.Id.Value)),
        Customers = new CustomerDecision(CustomerStrategy.MatchEmail),
        Products = new ProductDecision(VariantIdentity.Sku, ProductIdentity.InternalReference),
        Orders = new OrderDecision(),
    };
}
