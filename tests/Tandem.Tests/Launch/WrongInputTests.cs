using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using Tandem.Grains.Ledger;
using Tandem.Sandbox.Shopify.Tokens;
using Tandem.Sync.Records;
using Xunit;

namespace Tandem.Tests.Launch;

/// <summary>What nobody should send, to every action and every page of the app; they are taken from the app itself, so that none is forgotten.</summary>
public sealed partial class WrongInputTests(LaunchHouse launch) : IClassFixture<LaunchHouse>
{
    private const string Script = "<script>alert(1)</script>";

    /// <summary>All that any form or address of the app names.</summary>
    private static readonly string[] Names =
    [
        "reason", "seen", "code", "subject", "kind", "record", "finding", "field", "days", "page", "stamp", "key", "from", "to", "name", "owner", "role", "order", "product", "units", "q", "state", "standing", "by", "find",
        "asked", "saved", "done", "refused", "taken", "odoo.url", "odoo.database", "odoo.user", "odoo.company", "orders.warehouse", "location.7001", "location.7001.warehouse", "location.7001.ships", "products.shopify",
        "products.owners.title", "products.vendorField", "tax.0.key", "tax.0.odoo", "tax.0.scope", "payments.invoice", "payments.cashRounding", "gateway.0.name", "gateway.0.source", "gateway.0.journal", "customers.strategy",
        "customers.houseAccount", "orders.confirmWhen", "orders.take.sources", "orders.take.placedSince", "orders.roundingLimit", "orders.lineProducts.tip", "refunds.returns", "stock.7001", "stock.7001.tell", "inventory.buffer", "flows.pauseAfter",
    ];

    private static readonly string[] Junk = ["", Script, new('x', 20_000), "-1", "99999999999999999999999999", "i:99999999999", "n:", "{\"title\":7}", "\u0001\r\n\t", "' or 1=1 --", "\ud83e\udd84 %_\\"];

    private static CancellationToken Stop => LaunchHouse.Stop;

    [Fact]
    public async Task Whatever_is_sent_to_any_action_or_page_no_server_fault_comes_of_it_and_no_script_is_told_back()
    {
        var filled = await FilledShop.Open(launch);
        using var own = filled.Visitor;
        await Owners(filled, 43, 44, 45, 46, 47);
        var wrong = new List<string>();
        var asked = 0;
        foreach (var (kind, junk) in Junk.Index())
        {
            var token = Token(filled, 43 + (kind % 5));
            var fields = Names.Select(name => KeyValuePair.Create(name, junk)).Append(KeyValuePair.Create("reason", junk)).ToList();
            foreach (var route in AppPages.Routes(launch.House.App.Services, "POST"))
                // Each step of setup is checked against Odoo, so each meets every third kind.
                foreach (var path in Paths(route, filled).Where((_, index) => !route.StartsWith("/app/setup/{", StringComparison.Ordinal) || (index + kind) % 3 == 0)) await Check(path, new FormUrlEncodedContent(fields));
            // An address has its own limit, and what it names the pages read as a list does.
            if (junk.Length < 1000)
                foreach (var route in AppPages.Routes(launch.House.App.Services, "GET"))
                    foreach (var path in Paths(route, filled).Take(2)) await Check($"{path}?{string.Join('&', fields.Take(30).Select(field => $"{field.Key}={Uri.EscapeDataString(field.Value)}"))}", null);

            async Task Check(string path, HttpContent? content)
            {
                asked++;
                var (status, text) = await Ask(path, content, token);
                if ((int)status >= 500 || status == HttpStatusCode.TooManyRequests) wrong.Add($"{path.Split('?')[0]} with “{junk[..Math.Min(junk.Length, 30)]}” answered {(int)status}.");
                if (text.Contains(Script, StringComparison.Ordinal)) wrong.Add($"{path.Split('?')[0]} tells a script back.");
            }
        }

        Assert.Equal([], wrong);
        Assert.True(asked > 450, $"Only {asked} were asked.");
        // What was taken for right is told as words.
        foreach (var (_, path) in filled.Pages) Assert.DoesNotContain(Script, await filled.Visitor.Visit(path, Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_form_at_all_or_holds_what_no_database_keeps_is_turned_away_with_a_sentence()
    {
        var filled = await FilledShop.Open(launch);
        using var own = filled.Visitor;
        await Owners(filled, 43);
        var many = string.Join('&', Enumerable.Range(0, 10_001).Select(i => $"f{i}=1"));
        (string Body, string Type, bool Told)[] bodies =
        [
            ("{\"reason\":\"why\"}", "application/json", false), ("reason=a%00b", "application/x-www-form-urlencoded", true), (many, "application/x-www-form-urlencoded", true),
            ("no parts", "multipart/form-data; boundary=x", true), ("--x\r\nContent-Disposition: form-data; name=\"" + new string('n', 20_000), "multipart/form-data; boundary=x", true),
        ];
        foreach (var (index, (body, type, told)) in bodies.Index())
        {
            var token = Token(filled, index % 2 == 0 ? 42 : 43);
            foreach (var path in AppPages.Routes(launch.House.App.Services, "POST").SelectMany(route => Paths(route, filled).Take(1)))
            {
                using var content = new StringContent(body, Encoding.UTF8);
                content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
                var (status, text) = await Ask(path, content, token);
                if (!told) Assert.True((int)status < 500, $"{path} answered {(int)status} to {type}.");
                else Assert.True(status == HttpStatusCode.BadRequest && text.Contains("could not be read, so nothing was done", StringComparison.Ordinal), $"{path} answered {(int)status} to {type}.");
            }
        }

        Assert.Equal(HttpStatusCode.BadRequest, (await Ask("/app/orders?q=%00", null, Token(filled, 42))).Status);
        Assert.All(await launch.Get<IFlows>().Of(filled.Domain, Stop), flow => Assert.NotEqual("a", flow.Paused?.Reason));
    }

    [Fact]
    public async Task A_form_that_is_refused_keeps_what_was_typed_with_the_reason_beside_its_field()
    {
        var filled = await FilledShop.Open(launch);
        using var own = filled.Visitor;
        var visitor = filled.Visitor;
        var tried = 0;
        await filled.Merchant.GoLive("The season begins.", Stop);
        foreach (var (page, action, field, values) in Refused(filled))
            foreach (var typed in values)
            {
                await visitor.Visit(page, Stop);
                await visitor.Send(action, new Dictionary<string, string?> { [field] = typed }, Stop);
                Assert.True(visitor.Status == HttpStatusCode.UnprocessableEntity, $"{action} answered {(int)visitor.Status} to “{typed}” in {field}.");
                Assert.Contains(visitor.Fields(action), sent => sent.Key == field && sent.Value == typed);
                Assert.Matches($"name=\"{Regex.Escape(field)}\"[^>]*\\serror=\"[^\"]+\"", visitor.Html);
                Assert.DoesNotContain(Script, visitor.Html, StringComparison.Ordinal);
                tried++;
            }

        Assert.True(tried > 40, $"Only {tried} were tried.");
        Assert.IsType<Standing.BlockedBy>((await launch.Get<IStandings>().Find(RecordKey.Order(filled.Domain, new(filled.Blocked)), Stop))!.Standing);
    }

    [Fact]
    public async Task Every_field_that_people_type_into_is_tried_with_what_is_refused_or_may_hold_anything()
    {
        var filled = await FilledShop.Open(launch);
        using var own = filled.Visitor;
        var known = Refused(filled).Select(row => row.Field).Concat(Anything).ToHashSet(StringComparer.Ordinal);
        var unknown = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (_, path) in filled.Pages)
            foreach (Match form in PostForms().Matches(await filled.Visitor.Visit(path, Stop)))
                unknown.UnionWith(TypedInto().Matches(form.Value).Select(field => RowNumber().Replace(field.Groups[1].Value, ".N.")).Where(name => !known.Contains(name)));

        Assert.Empty(unknown);
    }

    [Fact]
    public async Task A_form_whose_token_ran_out_meanwhile_does_nothing_is_told_to_fetch_another_and_then_goes_through()
    {
        var (shop, visitor, _) = await launch.Installed();
        using var own = visitor;
        await visitor.Visit("/app/launch", Stop);
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = launch.House.AppAddress };
        foreach (var (age, good) in new[] { (TimeSpan.FromMinutes(-5), false), (TimeSpan.Zero, true) })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/app/launch/me") { Content = new FormUrlEncodedContent([KeyValuePair.Create("name", "Grace")]) };
            var signedAt = TimeProvider.System.GetUtcNow() + age;
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", SessionToken.Make(shop.Domain, launch.House.Shopify.ClientId, launch.House.Shopify.ClientSecret, signedAt));
            using var answer = await http.SendAsync(request, Stop);
            Assert.Equal(good ? HttpStatusCode.SeeOther : HttpStatusCode.Unauthorized, answer.StatusCode);
            Assert.Equal(!good, answer.Headers.Contains("X-Shopify-Retry-Invalid-Session-Request"));
            Assert.Equal(good ? "Grace" : "Ada Martin", (await launch.Get<IStaff>().Of(Tandem.Sync.ShopDomain.Parse(shop.Domain), Stop))[0].Name);
        }
    }

    /// <summary>What each field refuses, by the page that has its form.</summary>
    private static IEnumerable<(string Page, string Action, string Field, string[] Values)> Refused(FilledShop filled)
    {
        var (order, link) = ($"/app/orders/{filled.Blocked}", $"/app/products/{filled.Variant}/link");
        string[] reasons = ["", " ", Script + new string('x', 501)];
        string[] days = ["", "2026-02-30", "tomorrow", Script];
        yield return ("/app", "/app/flows/payments/pause", "reason", reasons);
        yield return (order, $"{order}/leave-out", "reason", reasons);
        yield return (order, $"{order}/corrected", "reason", reasons);
        yield return ("/app/reconciliation", "/app/reconciliation/accept", "reason", reasons);
        yield return ("/app/reconciliation", "/app/reconciliation/accept", "days", ["", "0", "366", "1.5", "many", Script]);
        yield return ("/app/launch", "/app/launch/me", "name", ["", new string('n', 101), Script + "\u0007"]);
        yield return ($"{link}?q=e", link, "units", ["", "0", "-1", "1e9", "many", Script]);
        yield return ("/app/setup/connection", "/app/setup/connection", "odoo.url", ["", "not an address", Script, "https://odoo.example.com/web"]);
        yield return ("/app/setup/notifications", "/app/setup/notifications", "flows.pauseAfter", ["", "many", "-1", "2.5", Script]);
        yield return ("/app/setup/notifications", "/app/setup/notifications", "reconciliation.days", ["many", "0", "401", Script]);
        yield return ("/app/setup/notifications", "/app/setup/notifications", "reconciliation.heal", ["everything", Script]);
        yield return ("/app/setup/notifications", "/app/setup/notifications", "reconciliation.readers", ["nobody", Script]);
        yield return ("/app/setup/notifications", "/app/setup/notifications", "retention.payloadDays", ["many", "0", "366", "2.5", Script]);
        yield return ("/app/setup/notifications", "/app/setup/notifications", "retention.activityMonths", ["many", "0", "121", "2.5", Script]);
        yield return ("/app/setup/orders", "/app/setup/orders", "orders.roundingLimit", ["many", "-1", Script]);
        yield return ("/app/setup/orders", "/app/setup/orders", "orders.take.placedSince", ["yesterday", "2026-02-30", Script]);
        yield return ("/app/setup/payments", "/app/setup/payments", "payments.rateDifferenceLimit", ["many", "-1", "0.6", Script]);
        yield return ("/app/setup/ownership", "/app/setup/ownership", "inventory.buffer", ["many", "-1", Script]);
    }

    /// <summary>Names that only the other side can judge, and texts that may be any.</summary>
    private static readonly string[] Anything =
    [
        "odoo.database", "odoo.user", "key", "orders.take.sources", "orders.take.onlyTags", "orders.take.excludeTags", "products.vendorField", "payments.terms.N.name", "fulfillments.carriers.N.carrier", "fulfillments.carriers.N.company",
        "customFields.N.odooField", "customFields.N.namespace", "customFields.N.key", "orders.pricelists.N.currency", "orders.deliveryMethods.N.shipping",
    ];

    private async Task<(HttpStatusCode Status, string Text)> Ask(string path, HttpContent? content, string token)
    {
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = launch.House.AppAddress };
        using var request = new HttpRequestMessage(content is null ? HttpMethod.Get : HttpMethod.Post, path) { Content = content, Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };
        using var answer = await http.SendAsync(request, Stop);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Stop));
    }

    private string Token(FilledShop filled, int user) => SessionToken.Make(filled.Shop.Domain, launch.House.Shopify.ClientId, launch.House.Shopify.ClientSecret, TimeProvider.System.GetUtcNow(), user: $"{user}");

    /// <summary>One person alone would be told to slow down.</summary>
    private async Task Owners(FilledShop filled, params int[] users)
    {
        foreach (var user in users)
        {
            await launch.Get<IStaff>().Meet(filled.Domain, $"{user}", Stop);
            await launch.Get<IStaff>().Entrust(filled.Domain, $"{user}", true, [], Stop);
        }
    }

    private static IEnumerable<string> Paths(string route, FilledShop filled)
    {
        var path = route.Replace("{member:maxlength(20)}", "99", StringComparison.Ordinal).Replace("{product:long:min(1)}", $"{filled.Product}", StringComparison.Ordinal)
            .Replace("{variant:long:min(1)}", $"{filled.Variant}", StringComparison.Ordinal).Replace("{location:long:min(1)}", "7001", StringComparison.Ordinal).Replace("{id:long:min(1)}", route.Contains("pilot", StringComparison.Ordinal) ? $"{filled.Order.Number}" : $"{filled.Blocked}", StringComparison.Ordinal);
        return path.Contains("/flows/{name}", StringComparison.Ordinal) ? [path.Replace("{name}", "payments", StringComparison.Ordinal), path.Replace("{name}", Uri.EscapeDataString(Script), StringComparison.Ordinal)]
            : path.Contains("{name}", StringComparison.Ordinal) ? [.. AppPages.Steps.Select(step => path.Replace("{name}", step, StringComparison.Ordinal))] : [path];
    }

    [GeneratedRegex(@"\.[0-9]+\.")]
    private static partial Regex RowNumber();

    [GeneratedRegex("""<form[^>]*method="post".*?</form>""", RegexOptions.Singleline)]
    private static partial Regex PostForms();

    [GeneratedRegex("""<s-(?:text|url|password|number|date|search|email)-(?:field|area)[^>]*?\sname="([^"]+)[""" + "\"]")]
    private static partial Regex TypedInto();
}
