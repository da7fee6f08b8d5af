using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Grains.Ledger;
using Tandem.Sync.Records;
using Xunit;

namespace Tandem.Tests.Admin;

public sealed partial class AdminPageTests(AdminHost host) : IClassFixture<AdminHost>
{
    private static readonly string[] Story = ["created in Odoo as a quotation", "was confirmed in Odoo", "agree, line by line"];
    private readonly CancellationToken stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Home_says_first_how_many_orders_need_a_person()
    {
        var text = await Read("/app", "alpha.myshopify.com");

        Assert.Contains("heading=\"3 orders need you\"", text, StringComparison.Ordinal);
        Assert.Contains("30 changes of orders came in step in the last 24 hours.", text, StringComparison.Ordinal);
        Assert.Contains("No webhook has come yet.", text, StringComparison.Ordinal);
        Assert.Contains("The sweep 2 minutes ago found no order that a webhook had not announced.", text, StringComparison.Ordinal);
        Assert.Contains("Alpha Trading Ltd", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Home_runs_at_most_fifteen_kilobytes_of_our_own_script()
    {
        using var client = host.As("alpha.myshopify.com");
        var page = await client.GetStringAsync("/app", stop);
        var own = 0;
        foreach (Match script in Scripts().Matches(page))
            own += script.Groups["address"].Value is not { Length: > 0 } address ? script.Groups["inside"].Length
                : address.StartsWith('/') ? (await client.GetByteArrayAsync(WebUtility.HtmlDecode(address), stop)).Length : 0;

        Assert.InRange(own, 100, 15 * 1024);
        Assert.DoesNotMatch("""\son[a-z]+="|javascript:""", page);
    }

    [Theory]
    [InlineData("Europe/London", "2026-11-23T12:00:00Z", "2026-11-23T00:00:00Z")]
    [InlineData("America/Los_Angeles", "2026-11-23T07:59:00Z", "2026-11-22T08:00:00Z")]
    [InlineData("Pacific/Auckland", "2026-11-23T12:00:00Z", "2026-11-23T11:00:00Z")]
    [InlineData("America/Sao_Paulo", "2018-11-04T12:00:00Z", "2018-11-04T03:00:00Z")]
    [InlineData("Nowhere/Else", "2026-11-23T12:00:00Z", "2026-11-23T00:00:00Z")]
    [InlineData(null, "2026-11-23T12:00:00Z", "2026-11-23T00:00:00Z")]
    public void The_day_begins_at_the_shops_own_midnight(string? zone, string now, string began) =>
        Assert.Equal(Time(began), Tandem.App.Admin.ShopDay.Of(Time(now), zone).Began);

    [Fact]
    public async Task Home_counts_the_shops_day_and_says_one_sentence_where_nothing_moved_yet()
    {
        var shops = host.Services.GetRequiredService<IShops>();
        await shops.NoteTimeZone(SampleShops.Gamma, "Pacific/Auckland", stop);
        var gamma = await Read("/app", "gamma.myshopify.com");
        Assert.DoesNotContain("Nothing yet.", gamma, StringComparison.Ordinal);
        Assert.Contains("Nothing has moved yet: Tandem does not know your Odoo.", gamma, StringComparison.Ordinal);
        Assert.Contains("Since midnight (Pacific/Auckland) no order moved.", gamma, StringComparison.Ordinal);

        var record = RecordKey.Order(SampleShops.Delta, new(4001));
        var flows = new FlowReport([new FlowStanding(Flow.Orders, FlowState.InStep), new FlowStanding(Flow.Payments, FlowState.Blocked)], [Flow.Orders], true);
        await host.Services.GetRequiredService<IStandings>().Set(record, new Standing.InStep("S04001"), new RecordFacts("#4001") { Flows = flows }, null, stop);
        var delta = await Read("/app", "delta.myshopify.com");
        Assert.Contains("Since midnight (UTC) 1 order came in step.", delta, StringComparison.Ordinal);
        Assert.Contains("Today: 1 blocked.", delta, StringComparison.Ordinal);
    }

    [Fact]
    public void A_night_that_did_not_run_and_a_report_that_was_not_sent_are_told_on_Home()
    {
        var now = host.Clock.GetUtcNow();
        var shop = new ConnectedShop(SampleShops.Alpha, now.AddDays(-9), null, now.AddMinutes(-2), now.AddMinutes(-1), 0, []);
        string? Said(ReconciliationRow? night, ConnectedShop? of = null) => Tandem.App.Admin.HomeWords.Night(new(of ?? shop, null, new Dictionary<StandingKind, int>(), null, 0) { Night = night }, now)?.Heading;
        var good = new ReconciliationRow(SampleShops.Alpha, now.AddHours(-9), now.AddHours(-8), NightVerdict.Differs, "{}", now.AddHours(-8));

        Assert.Null(Said(good));
        Assert.Equal("No night was compared yet", Said(null));
        Assert.Null(Said(null, shop with { ConnectedAt = now.AddHours(-20) }));
        Assert.Null(Said(null, shop with { PausedFlows = [new PausedFlow(Flow.Orders, now, FlowHands.Launch, "not yet")] }));
        Assert.Equal("The last night was not compared", Said(good with { StartedAt = now.AddHours(-40) }));
        Assert.Equal("The last comparison did not end", Said(good with { StartedAt = now.AddHours(-20), EndedAt = null }));
        Assert.Equal("The report of the last night was not sent", Said(good with { MailError = "The mail server refused it." }));
        Assert.Equal(["Last webhook 2 minutes ago; the sweep 1 minute ago found 0 missed."], Tandem.App.Admin.HomeWords.Hearing(shop, now));
        Assert.Equal(2, Tandem.App.Admin.HomeWords.Hearing(shop with { LastSweepAt = now.AddHours(-2) }, now).Count);
    }

    [Fact]
    public async Task Home_of_a_shop_without_Odoo_says_so() =>
        Assert.Contains("heading=\"Odoo is not connected yet\"", await Read("/app", "gamma.myshopify.com"), StringComparison.Ordinal);

    [Fact]
    public async Task Home_of_an_unknown_shop_says_that_it_is_not_connected() =>
        Assert.Contains("heading=\"This shop is not connected yet\"", await Read("/app", "omega.myshopify.com"), StringComparison.Ordinal);

    [Theory]
    [InlineData("?q=1017", "#1017")]
    [InlineData("?q=S01003", "#1003")]
    [InlineData("?standing=retrying", "#1034")]
    [InlineData("?code=ProductUnmatched&subject=SHIRT-BLUE-XL", "#1033")]
    public async Task The_list_narrows_to_what_was_asked(string query, string only)
    {
        var text = await Read($"/app/orders{query}", "alpha.myshopify.com");

        Assert.Equal([only], OrderNames().Matches(text).Select(found => found.Groups[1].Value));
    }

    [Fact]
    public async Task The_list_is_paged_and_misses_no_order()
    {
        var first = OrderNames().Matches(await Read("/app/orders", "alpha.myshopify.com")).Select(found => found.Groups[1].Value).ToList();
        var second = OrderNames().Matches(await Read("/app/orders?page=2", "alpha.myshopify.com")).Select(found => found.Groups[1].Value).ToList();

        Assert.Equal(25, first.Count);
        Assert.Equal(36, first.Concat(second).Distinct().Count());
    }

    [Fact]
    public async Task The_search_shows_what_was_asked()
    {
        var text = await Read("/app/orders?q=%2310&standing=held", "alpha.myshopify.com");

        Assert.Matches("""<s-option value(="")?>All</s-option>""", text);
        Assert.Contains("<s-option value=\"held\" selected>Held</s-option>", text, StringComparison.Ordinal);
        Assert.Contains("value=\"#10\"", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/app/orders?page=-1")]
    [InlineData("/app/orders?page=99999999999")]
    [InlineData("/app/orders?standing=nonsense&code=99")]
    [InlineData("/app/orders?q=%25_%5C%27%22%3Cscript%3E")]
    public async Task A_strange_question_gets_a_page(string path) =>
        Assert.DoesNotContain("<script>", await Read(path, "alpha.myshopify.com"), StringComparison.Ordinal);

    [Fact]
    public async Task An_orders_page_tells_its_story_in_order_with_both_references()
    {
        var text = await Read("/app/orders/1004", "alpha.myshopify.com");

        var steps = Story.Select(step => text.LastIndexOf(step, StringComparison.Ordinal)).ToList();
        Assert.DoesNotContain(-1, steps);
        Assert.Equal(steps.Order(), steps);
        Assert.Contains("rounding line of 0.01 GBP", text, StringComparison.Ordinal);
        Assert.Contains("https://erp.example.com/web#id=8004&amp;model=sale.order&amp;view_type=form", text, StringComparison.Ordinal);
        Assert.Contains("https://admin.shopify.com/store/alpha/orders/1004", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_blocked_order_says_whose_job_it_is_and_where()
    {
        var text = await Read("/app/orders/1031", "alpha.myshopify.com");

        Assert.Contains("no Odoo tax is decided for it", text, StringComparison.Ordinal);
        Assert.Contains("Finance", text, StringComparison.Ordinal);
        Assert.Contains("taxes[VAT 20 %, GB]", text, StringComparison.Ordinal);
        Assert.Contains("20% S (id 12)", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("beta.myshopify.com", "/app/orders/1031")]
    [InlineData("alpha.myshopify.com", "/app/orders/2001")]
    public async Task A_shop_never_sees_or_moves_anothers_order(string shop, string path)
    {
        using var client = host.As(shop);

        using var seen = await client.GetAsync(path, stop);
        using var moved = await client.PostAsync($"{path}/sync", null, stop);

        Assert.Equal(HttpStatusCode.NotFound, seen.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, moved.StatusCode);
        var text = await seen.Content.ReadAsStringAsync(stop);
        Assert.DoesNotContain("VAT 20", text, StringComparison.Ordinal);
        Assert.DoesNotContain("S90001", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Exceptions_are_grouped_by_cause()
    {
        var text = await Read("/app/exceptions", "alpha.myshopify.com");

        Assert.Contains("heading=\"Tax not mapped\"", text, StringComparison.Ordinal);
        Assert.Contains("2 orders wait", text, StringComparison.Ordinal);
        Assert.Contains("heading=\"Product not found in Odoo\"", text, StringComparison.Ordinal);
        Assert.Contains("1 order waits", text, StringComparison.Ordinal);
        Assert.Contains("Nothing waits for a person", await Read("/app/exceptions", "beta.myshopify.com"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sync_now_leaves_one_signal_for_two_presses_and_answers_303()
    {
        using var client = host.As("alpha.myshopify.com");

        using var answer = await client.PostAsync("/app/orders/1033/sync", null, stop);
        using var again = await client.PostAsync("/app/orders/1033/sync", null, stop);
        var backlogs = await host.Services.GetRequiredService<IInbox>().Backlogs(stop);

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Equal("/app/orders/1033?asked=sync", answer.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.SeeOther, again.StatusCode);
        Assert.Equal(1, Assert.Single(backlogs, backlog => backlog.Shop == SampleShops.Alpha).Signals);
    }

    [Fact]
    public async Task Trying_a_cause_again_makes_exactly_its_orders_due()
    {
        using var client = host.As("alpha.myshopify.com");
        var cause = SampleShops.Tax("");
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["code"] = cause.Code.ToString(), ["subject"] = cause.Subject });

        using var answer = await client.PostAsync("/app/exceptions/try-again", form, stop);
        var due = await host.Services.GetRequiredService<IStandings>().Due(new ClaimTerms("test", 10, TimeSpan.FromMinutes(1)), stop);

        Assert.Equal("/app/exceptions?asked=2", answer.Headers.Location!.OriginalString);
        Assert.Equal(["#1031", "#1032"], due.Where(order => order.Standing is Standing.BlockedBy).Select(order => order.ShopifyName).Order());
    }

    [Fact]
    public async Task A_cause_that_is_none_is_refused()
    {
        using var client = host.As("alpha.myshopify.com");
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["code"] = "7", ["subject"] = "x" });

        using var answer = await client.PostAsync("/app/exceptions/try-again", form, stop);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private async Task<string> Read(string path, string shop)
    {
        using var client = host.As(shop);
        return await client.GetStringAsync(path, stop);
    }

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    [GeneratedRegex("""<script(?: src="(?<address>[^"]*)")?[^>]*>(?<inside>.*?)</script>""", RegexOptions.Singleline)]
    private static partial Regex Scripts();

    [GeneratedRegex("""<s-link id="order-[0-9]+"[^>]*>([^<]+)<""")]
    private static partial Regex OrderNames();
}
