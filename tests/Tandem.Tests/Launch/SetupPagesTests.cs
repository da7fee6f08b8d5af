using System.Net;
using System.Text.Json;
using Tandem.Grains.Ledger;
using Tandem.Sandbox.House;
using Tandem.Sync;
using Xunit;

namespace Tandem.Tests.Launch;

/// <summary>The guided setup: what is refused and how, who may decide, and that it is the decisions file by another way.</summary>
public sealed class SetupPagesTests(LaunchHouse launch) : IClassFixture<LaunchHouse>
{
    private const string Script = "<script>alert(1)</script>";

    private static CancellationToken Stop => LaunchHouse.Stop;

    [Theory]
    [InlineData("odoo.url", "http://no-such-host.invalid", "no-such-host.invalid")]
    [InlineData("odoo.url", "http://127.0.0.1:1", "127.0.0.1")]
    [InlineData("odoo.url", "https://odoo.example.com/web", "has a path")]
    [InlineData("odoo.url", "", "Nothing is chosen")]
    [InlineData("odoo.url", "not an address", "no web address")]
    [InlineData("odoo.url", "https://ada:secret@odoo.example.com", "user or password")]
    [InlineData("odoo.database", "nowhere", "nowhere")]
    [InlineData("odoo.user", "nobody", "nobody")]
    [InlineData("odoo.user", Script, "login")]
    [InlineData("key", "wrong", "login")]
    public async Task A_connection_that_fails_names_its_step_and_keeps_what_was_typed(string field, string typed, string said)
    {
        var (shop, visitor, _) = await launch.Installed();
        using var own = visitor;
        var access = launch.House.Access;
        var fill = new Dictionary<string, string?> { ["odoo.url"] = access.Url.ToString(), ["odoo.database"] = access.Database, ["odoo.user"] = access.User, ["key"] = access.Secret, [field] = typed };

        await visitor.Visit("/app/setup/connection", Stop);
        var html = await visitor.Send("/app/setup/connection", fill, Stop);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, visitor.Status);
        Assert.Contains(said, WebUtility.HtmlDecode(html), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Script, html, StringComparison.Ordinal);
        Assert.DoesNotContain(access.Secret, html, StringComparison.Ordinal);
        foreach (var (name, value) in fill.Where(one => one.Key != "key"))
            Assert.Equal(value, visitor.Fields("/app/setup/connection").Single(one => one.Key == name).Value);
        Assert.Contains("error=\"", html, StringComparison.Ordinal);
        Assert.Null(await launch.Get<ISetupDrafts>().Find(ShopDomain.Parse(shop.Domain), Stop));
    }

    [Theory]
    [InlineData("")]
    [InlineData("many")]
    [InlineData("-1")]
    [InlineData("1001")]
    [InlineData("2.5")]
    [InlineData("99999999999999999999999999999999")]
    [InlineData(Script)]
    public async Task A_number_that_is_none_is_refused_beside_its_field(string typed)
    {
        var (_, visitor, merchant) = await launch.Installed();
        using var own = visitor;
        await merchant.Connect(launch.House.Access.Secret, Stop);

        await visitor.Visit("/app/setup/notifications", Stop);
        var html = await visitor.Send("/app/setup/notifications", new Dictionary<string, string?> { ["flows.pauseAfter"] = typed }, Stop);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, visitor.Status);
        Assert.Equal(typed, visitor.Fields("/app/setup/notifications").Single(field => field.Key == "flows.pauseAfter").Value);
        Assert.Matches("name=\"flows.pauseAfter\"[^>]*error=\"[^\"]+\"", html);
        Assert.DoesNotContain(Script, html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_record_that_Odoo_does_not_hold_is_refused_beside_its_field()
    {
        var (_, visitor, merchant) = await launch.Installed();
        using var own = visitor;
        await merchant.Connect(launch.House.Access.Secret, Stop);

        await visitor.Visit("/app/setup/company", Stop);
        var html = await visitor.Send("/app/setup/company", new Dictionary<string, string?> { ["odoo.company"] = "n:Nowhere Ltd", ["orders.warehouse"] = "i:987654" }, Stop);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, visitor.Status);
        Assert.Matches("name=\"odoo.company\"[^>]*error=\"[^\"]*Nowhere Ltd", html);
    }

    [Fact]
    public async Task A_custom_field_is_chosen_from_Odoo_s_own_told_beside_its_field_when_it_cannot_be_and_taken_out_again()
    {
        const string page = "/app/setup/ownership";
        var (shop, visitor, merchant) = await launch.Installed();
        using var own = visitor;
        await merchant.Decide(Stop);
        shop.Metafields.Define("PRODUCT", "custom", "material", "Material", "single_line_text_field");
        await visitor.Visit(page, Stop);
        await visitor.Send(page, new Dictionary<string, string?> { ["customFields.0.of"] = "product", ["customFields.0.odooField"] = "", ["customFields.0.namespace"] = "custom", ["customFields.0.key"] = "material", ["customFields.0.type"] = "single_line_text_field", ["customFields.0.owner"] = "odoo" }, Stop);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, visitor.Status);
        Assert.Matches("name=\"customFields.0.odooField\"[^>]*error=\"[^\"]+", visitor.Html);
        Assert.Contains("Defined in Shopify: custom.material (single_line_text_field).", WebUtility.HtmlDecode(visitor.Html), StringComparison.Ordinal);
        Assert.Contains(visitor.Fields(page), field => field.Key == "customFields.0.key" && field.Value == "material");

        await visitor.Send(page, new Dictionary<string, string?> { ["customFields.0.odooField"] = visitor.Option(page, "customFields.0.odooField", "(name)") }, Stop);
        Assert.EndsWith("saved=force", visitor.Path, StringComparison.Ordinal);
        var domain = ShopDomain.Parse(shop.Domain);
        Assert.Contains("\"odooField\": \"name\"", (await launch.Get<IDecisionStore>().Current(domain, Stop))!.Document, StringComparison.Ordinal);
        Assert.Equal("", visitor.Fields(page).Single(field => field.Key == "customFields.1.of").Value);

        await visitor.Send(page, new Dictionary<string, string?> { ["customFields.0.of"] = "" }, Stop);
        Assert.EndsWith("saved=force", visitor.Path, StringComparison.Ordinal);
        Assert.Contains("\"customFields\": []", (await launch.Get<IDecisionStore>().Current(domain, Stop))!.Document, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_who_change_the_same_step_do_not_overwrite_each_other_and_two_steps_do_not_meet()
    {
        var (shop, ada, merchant) = await launch.Installed();
        using var one = ada;
        using var bea = launch.Visitor(shop, "43");
        await bea.Visit("/app/launch", Stop);
        await ada.Visit("/app/launch", Stop);
        await ada.Send("/app/launch/people/43", new Dictionary<string, string?> { ["owner"] = "on" }, Stop);
        await merchant.Connect(launch.House.Access.Secret, Stop);
        await ada.Visit("/app/setup/customers", Stop);
        await bea.Visit("/app/setup/customers", Stop);
        using var carl = launch.Visitor(shop);
        await carl.Visit("/app/setup/notifications", Stop);

        await ada.Send("/app/setup/customers", new Dictionary<string, string?> { ["customers.strategy"] = "matchEmail" }, Stop);
        await bea.Send("/app/setup/customers", new Dictionary<string, string?> { ["customers.strategy"] = "houseAccount" }, Stop);
        await carl.Send("/app/setup/notifications", new Dictionary<string, string?> { ["flows.pauseAfter"] = "7" }, Stop);

        Assert.EndsWith("saved=kept", ada.Path, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, bea.Status);
        Assert.Contains("since you opened this page", WebUtility.HtmlDecode(bea.Html), StringComparison.Ordinal);
        Assert.Equal("houseAccount", bea.Fields("/app/setup/customers").Single(field => field.Key == "customers.strategy").Value);
        Assert.EndsWith("saved=kept", carl.Path, StringComparison.Ordinal);
        var kept = (await launch.Get<ISetupDrafts>().Find(ShopDomain.Parse(shop.Domain), Stop))!.Document;
        Assert.Contains("\"matchEmail\"", kept, StringComparison.Ordinal);
        Assert.Contains("\"pauseAfter\": 7", kept, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_holds_no_role_decides_nothing_and_finance_decides_taxes_alone()
    {
        var (shop, ada, merchant) = await launch.Installed();
        using var one = ada;
        using var bea = launch.Visitor(shop, "43");
        await merchant.Connect(launch.House.Access.Secret, Stop);

        await bea.Visit("/app/setup/taxes", Stop);
        await bea.Send("/app/setup/taxes", new Dictionary<string, string?>(), Stop);
        Assert.Equal(HttpStatusCode.Forbidden, bea.Status);
        await bea.Visit("/app/launch", Stop);
        await bea.Send("/app/launch/people/43", new Dictionary<string, string?> { ["owner"] = "on" }, Stop);
        Assert.Equal(HttpStatusCode.Forbidden, bea.Status);
        await bea.Visit("/app/setup", Stop);
        await ada.Visit("/app/launch", Stop);
        await ada.Send("/app/launch/people/43", new Dictionary<string, string?> { ["role"] = "Finance" }, Stop);
        await bea.Visit("/app/setup/taxes", Stop);
        await bea.Send("/app/setup/taxes", new Dictionary<string, string?>(), Stop);
        Assert.EndsWith("saved=kept", bea.Path, StringComparison.Ordinal);
        await bea.Visit("/app/setup/products", Stop);
        await bea.Send("/app/setup/products", new Dictionary<string, string?>(), Stop);
        Assert.Equal(HttpStatusCode.Forbidden, bea.Status);
        Assert.Contains(await launch.Get<ISetupDrafts>().Diary(ShopDomain.Parse(shop.Domain), new Page(20), Stop), deed => deed.By.Contains("staff member 43", StringComparison.Ordinal) && deed.Sentence.StartsWith("Taxes was decided", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_Odoo_that_goes_away_in_the_middle_is_told_and_nothing_that_was_decided_or_is_saved_meanwhile_gets_lost()
    {
        var (_, visitor, merchant) = await launch.Installed();
        using var own = visitor;
        await merchant.Connect(launch.House.Access.Secret, Stop);
        await visitor.Visit("/app/setup/company", Stop);
        await visitor.Send("/app/setup/company", new Dictionary<string, string?> { ["odoo.company"] = visitor.Option("/app/setup/company", "odoo.company", "Practice Ltd"), ["location.7001.warehouse"] = visitor.Option("/app/setup/company", "location.7001.warehouse", "(WH)") }, Stop);
        await visitor.Visit("/app/setup/payments", Stop);
        var decided = visitor.Fields("/app/setup/payments").Select(field => field.Key.EndsWith(".journal", StringComparison.Ordinal) ? KeyValuePair.Create(field.Key, "n:Bank") : field).ToDictionary(field => field.Key, field => (string?)field.Value);
        try
        {
            launch.Odoo.Faults.Down = true;
            await visitor.Send("/app/setup/payments", decided, Stop);
            Assert.EndsWith("saved=kept", visitor.Path, StringComparison.Ordinal);
            var html = await visitor.Visit("/app/setup/company", Stop);
            Assert.Contains("Not everything can be chosen now", html, StringComparison.Ordinal);
            // Sent again as it stands, though no list could be read.
            await visitor.Send("/app/setup/company", new Dictionary<string, string?>(), Stop);
            Assert.EndsWith("saved=kept", visitor.Path, StringComparison.Ordinal);
            await visitor.Visit("/app/setup", Stop);
            Assert.Equal(HttpStatusCode.OK, visitor.Status);
        }
        finally
        {
            launch.Odoo.Faults.Down = false;
        }

        await visitor.Visit("/app/setup/company", Stop);
        Assert.Contains(visitor.Fields("/app/setup/company"), field => field.Key == "odoo.company" && field.Value == "n:Practice Ltd");
        Assert.Contains(visitor.Fields("/app/setup/company"), field => field.Key == "location.7001.warehouse" && field.Value.Length > 0);
        await visitor.Visit("/app/setup/payments", Stop);
        Assert.Contains(visitor.Fields("/app/setup/payments"), field => field.Key.EndsWith(".journal", StringComparison.Ordinal) && field.Value == "n:Bank");
    }

    [Fact]
    public async Task A_key_that_was_withdrawn_is_told_at_its_own_step_alone()
    {
        var (_, visitor, merchant) = await launch.Installed();
        using var own = visitor;
        await merchant.Connect(launch.House.Access.Secret, Stop);
        var access = launch.House.Access;
        // Where it was, nobody answers any more.
        var gone = new Dictionary<string, string?> { ["odoo.url"] = access.Url.ToString(), ["odoo.database"] = access.Database, ["odoo.user"] = access.User, ["key"] = "expired" };
        await visitor.Visit("/app/setup/connection", Stop);
        await visitor.Send("/app/setup/connection", gone, Stop);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, visitor.Status);

        await merchant.Step("customers", _ => [], Stop);

        Assert.EndsWith("saved=kept", visitor.Path, StringComparison.Ordinal);
        await visitor.Visit("/app/setup/connection", Stop);
        Assert.Equal(access.Database, visitor.Fields("/app/setup/connection").Single(field => field.Key == "odoo.database").Value);
    }

    [Fact]
    public async Task What_the_pages_decide_is_the_file_that_the_command_line_writes_and_takes()
    {
        var (shop, visitor, merchant) = await launch.Installed();
        using var own = visitor;
        await merchant.Decide(Stop);
        var domain = ShopDomain.Parse(shop.Domain);
        var stored = (await launch.Get<IDecisionStore>().Current(domain, Stop))!;

        var downloaded = await visitor.Visit("/app/setup/decisions.json", Stop);
        var outcome = await launch.Get<Tandem.App.Setup.SetupApply>().Apply(domain, System.Text.Encoding.UTF8.GetBytes(downloaded), "command line", Stop);

        using (var kept = JsonDocument.Parse(stored.Document))
        using (var sent = JsonDocument.Parse(downloaded))
            Assert.True(JsonElement.DeepEquals(kept.RootElement, sent.RootElement), downloaded);
        Assert.True(outcome.InForce, outcome.Sentence);
        Assert.Equal(stored.Version, outcome.Version);
    }

    [Fact]
    public async Task Another_shops_people_see_and_change_nothing_here()
    {
        var (shop, visitor, merchant) = await launch.Installed();
        using var own = visitor;
        await merchant.Connect(launch.House.Access.Secret, Stop);
        var (_, stranger, _) = await launch.Installed();
        using var other = stranger;

        await stranger.Visit($"/app/setup/connection?shop={shop.Domain}", Stop);
        Assert.DoesNotContain(launch.House.Access.Url.ToString(), stranger.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(shop.Domain, await stranger.Visit("/app/setup/decisions.json", Stop), StringComparison.Ordinal);
        Assert.DoesNotContain("Connection to Odoo was decided", await stranger.Visit("/app/launch", Stop), StringComparison.Ordinal);
    }
}
