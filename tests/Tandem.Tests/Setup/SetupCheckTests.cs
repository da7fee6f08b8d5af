using System.Text.Json;
using Tandem.Sandbox.Odoo;
using Tandem.Sync.Decisions;
using Tandem.Tests.Fixtures;
using Tandem.Tests.Odoo;
using Xunit;

namespace Tandem.Tests.Setup;

public sealed class SetupCheckTests(SqliteLedger ledger) : IClassFixture<SqliteLedger>, IAsyncLifetime
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await ledger.Empty();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData(18, "18.0", "JSON-RPC", "per line")]
    [InlineData(19, "19.0", "JSON-2", "globally")]
    public async Task A_file_that_fits_has_nothing_wrong_and_says_how_Odoo_books(int version, string text, string protocol, string rounding)
    {
        await using var odoo = await PracticeOdoo.Start(new PracticeOdooOptions { Version = version }, Stop);
        await using var desk = new SetupDesk(ledger, odoo.ApiKey);

        Assert.True(await desk.With("check", PracticeSetup.For(odoo)) == 0, desk.Said);
        Assert.Contains("nothing is wrong", desk.Said, StringComparison.Ordinal);
        Assert.Contains($"Odoo {text}", desk.Said, StringComparison.Ordinal);
        Assert.Contains($"over {protocol}", desk.Said, StringComparison.Ordinal);
        Assert.Contains($"rounds taxes {rounding}", desk.Said, StringComparison.Ordinal);
        Assert.Contains("every right", desk.Said, StringComparison.Ordinal);
        Assert.DoesNotContain(odoo.ApiKey, desk.Said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(18)]
    [InlineData(19)]
    public async Task Everything_wrong_is_listed_at_once_with_line_and_remedy(int version)
    {
        await using var odoo = await PracticeOdoo.Start(new PracticeOdooOptions { Version = version, UserHasEmail = false, UserGroups = ["base.group_user", "sales_team.group_sale_salesman"] }, Stop);
        await using var desk = new SetupDesk(ledger, odoo.ApiKey);
        var decisions = PracticeSetup.For(odoo);
        decisions = decisions with
        {
            Orders = decisions.Orders with { Warehouse = PracticeSetup.Named("Wh"), LineProducts = decisions.Orders.LineProducts with { Tip = PracticeSetup.Named("Tipp"), Fee = PracticeSetup.Named("SKU-OLD") } },
            Taxes = [new TaxDecision("VAT", 0.2m, null, null, null, PracticeSetup.Named("VAT"))],
        };

        Assert.Equal(1, await desk.With("check", decisions, "--json"));

        using var report = JsonDocument.Parse(desk.Output.ToString());
        Assert.False(report.RootElement.GetProperty("ok").GetBoolean());
        var errors = report.RootElement.GetProperty("findings").EnumerateArray().Where(finding => finding.GetProperty("kind").GetString() == "error")
            .Select(finding => (Setting: finding.GetProperty("setting").GetString(), Line: finding.GetProperty("line").GetInt32(), Text: finding.ToString())).ToList();
        Assert.Contains(errors, error => error.Setting == "orders.warehouse" && error.Text.Contains("Did you mean “WH”", StringComparison.Ordinal));
        Assert.Contains(errors, error => error.Setting == "orders.lineProducts.tip" && error.Text.Contains("Did you mean “Tip”", StringComparison.Ordinal));
        Assert.Contains(errors, error => error.Setting == "orders.lineProducts.fee" && error.Text.Contains("archived", StringComparison.Ordinal));
        Assert.Contains(errors, error => error.Setting == "taxes[0].odooTax" && error.Text.Contains("“VAT 20%”", StringComparison.Ordinal));
        Assert.Contains(errors, error => error.Text.Contains("res.partner", StringComparison.Ordinal) && error.Text.Contains("Contact Creation", StringComparison.Ordinal));
        Assert.Contains(errors, error => error.Text.Contains("only its own orders", StringComparison.Ordinal));
        Assert.Equal(version == 18, errors.Any(error => error.Text.Contains("no e-mail address", StringComparison.Ordinal)));
        Assert.Contains("no e-mail address", desk.Said, StringComparison.Ordinal);
        Assert.All(errors, error => Assert.True(error.Line > 1));
    }

    [Fact]
    public async Task A_journal_that_only_another_company_has_is_refused_and_one_whose_payments_would_book_nothing_is_told()
    {
        await using var odoo = await PracticeOdoo.Start(new PracticeOdooOptions { Version = 18, PaymentsNeedAccount = true }, Stop);
        await using var desk = new SetupDesk(ledger, odoo.ApiKey);
        var other = odoo.Records("res.company").First(one => (string?)one["name"] != "Practice Ltd")["id"];
        odoo.Add("account.journal", new Dictionary<string, object?> { ["name"] = "Their bank", ["code"] = "THB1", ["type"] = "bank", ["company_id"] = other, ["sequence"] = 70 });
        ShopDecisions With(string journal) => PracticeSetup.For(odoo) with
        {
            Payments = new PaymentDecision { Invoice = InvoiceWhen.OnPayment, Gateways = [new GatewayDecision("shopify_payments", null, PracticeSetup.Named(journal))] },
        };

        Assert.Equal(0, await desk.With("check", With("Bank")));
        Assert.Contains("has an outstanding account: some versions of Odoo then call an invoice paid although nothing was booked.", desk.Said, StringComparison.Ordinal);

        Assert.Equal(1, await desk.With("check", With("THB1")));
        Assert.Contains("payments.gateways[0].journal: There is no journal “THB1” in Odoo.", desk.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_Sales_app_that_is_said_and_nothing_else_guessed()
    {
        await using var odoo = await PracticeOdoo.Start(new PracticeOdooOptions(), Stop);
        foreach (var module in odoo.Records("ir.module.module").Where(module => (string?)module["name"] is "sale"))
            odoo.Change("ir.module.module", Convert.ToInt32(module["id"], System.Globalization.CultureInfo.InvariantCulture), new Dictionary<string, object?> { ["state"] = "uninstalled" });
        await using var desk = new SetupDesk(ledger, odoo.ApiKey);

        Assert.Equal(1, await desk.With("check", PracticeSetup.For(odoo)));
        Assert.Contains("Sales app is not installed", desk.Said, StringComparison.Ordinal);
        Assert.Contains("one thing is wrong", desk.Said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(18)]
    [InlineData(19)]
    public async Task A_company_of_others_a_wrong_database_and_a_wrong_key_are_told_apart(int version)
    {
        await using var odoo = await PracticeOdoo.Start(new PracticeOdooOptions { Version = version }, Stop);
        await using var desk = new SetupDesk(ledger, odoo.ApiKey);
        var decisions = PracticeSetup.For(odoo);

        Assert.Equal(1, await desk.With("check", decisions with { Odoo = decisions.Odoo with { Company = PracticeSetup.Named("Practice Europe") } }));
        Assert.Contains("odoo.company: There is no company “Practice Europe” among the companies that Tandem's user works in.", desk.Said, StringComparison.Ordinal);

        Assert.Equal(1, await desk.With("check", decisions with { Odoo = decisions.Odoo with { Database = "nodb" } }));
        Assert.Contains("odoo.database: Odoo has no database “nodb”.", desk.Said, StringComparison.Ordinal);
        Assert.Contains("its version is supported", desk.Said, StringComparison.Ordinal);

        desk.Key = "wrong-key-wrong-key";
        Assert.Equal(1, await desk.With("check", decisions));
        Assert.Contains("odoo.user: Odoo refused the login", desk.Said, StringComparison.Ordinal);
        Assert.Contains("the database exists", desk.Said, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong-key", desk.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_down_is_no_Odoo_or_too_old_is_told_apart()
    {
        await using var odoo = await PracticeOdoo.Start(new PracticeOdooOptions(), Stop);
        var decisions = PracticeSetup.For(odoo);
        await using var desk = new SetupDesk(ledger, odoo.ApiKey);
        async Task<string> At(Uri url)
        {
            Assert.Equal(1, await desk.With("check", decisions with { Odoo = decisions.Odoo with { Url = url } }));
            return desk.Said;
        }

        Assert.Contains("refused the connection", await At(new Uri("http://127.0.0.1:1")), StringComparison.Ordinal);
        Assert.Contains("does not resolve", await At(new Uri("http://no-such-host.invalid")), StringComparison.Ordinal);
        await using var page = new ScriptedServer(_ => ScriptedServer.Answer("200 OK", "text/html", "<html><title>Welcome to nginx</title></html>"));
        Assert.Contains("did not answer as an Odoo does (HTTP 200, “Welcome to nginx”)", await At(page.Url), StringComparison.Ordinal);
        await using var old = new ScriptedServer(request => request.Contains("web/version", StringComparison.Ordinal)
            ? ScriptedServer.Answer("404 NOT FOUND", "text/html", "<html></html>")
            : ScriptedServer.Json("""{"jsonrpc":"2.0","id":1,"result":{"server_version":"16.0","server_version_info":[16,0,0,"final",0,""]}}"""));
        Assert.Contains("This is Odoo 16.0", await At(old.Url), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_variable_that_is_not_set_is_said_with_its_name()
    {
        await using var odoo = await PracticeOdoo.Start(new PracticeOdooOptions(), Stop);
        await using var desk = new SetupDesk(ledger, key: null);

        Assert.Equal(1, await desk.With("check", PracticeSetup.For(odoo)));
        Assert.Contains($"odoo.secret: The environment variable {SetupDesk.Secret} is not set", desk.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_for_another_shop_is_refused()
    {
        await using var odoo = await PracticeOdoo.Start(new PracticeOdooOptions(), Stop);
        await using var desk = new SetupDesk(ledger, odoo.ApiKey);

        Assert.Equal(1, await desk.With("check", "beta.myshopify.com", System.Text.Encoding.UTF8.GetString(DecisionsFile.Write(PracticeSetup.For(odoo)))));
        Assert.Contains("The file is for alpha.myshopify.com, but beta.myshopify.com was named.", desk.Said, StringComparison.Ordinal);
    }
}
