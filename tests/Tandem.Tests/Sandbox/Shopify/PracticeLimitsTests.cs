using Tandem.Sandbox.Shopify.Faults;
using Tandem.Sandbox.Shopify.Orders;
using Xunit;

namespace Tandem.Tests.Sandbox.Shopify;

public sealed class PracticeLimitsTests
{
    private const string Orders = "{ orders(first: 50) { nodes { id } } }";

    /// <summary>Queries whose cost real stores stated.</summary>
    [Theory]
    [InlineData("{ orders(first: 50) { nodes { id } } }", 9)]
    [InlineData("{ locations(first: 10) { nodes { id name isActive } } }", 6)]
    [InlineData("{ locations(first: 20) { nodes { id name } } }", 7)]
    [InlineData("query Q($n: Int!) { orders(first: $n, sortKey: CREATED_AT, reverse: true) { nodes { id name } pageInfo { hasNextPage } } }", 3)]
    [InlineData("{ order(id: \"gid://shopify/Order/1\") { id totalPriceSet { shopMoney { amount } } lineItems(first: 5) { nodes { id title product { id } discountAllocations { allocatedAmountSet { shopMoney { amount } } } customAttributes { key } } } } }", 15)]
    [InlineData("{ ordersCount { count } a: orders(first: 3) { nodes { id } } b: orders(first: 2) { nodes { id } } }", 17)]
    [InlineData("mutation { tagsAdd(id: \"gid://shopify/Order/1\", tags: [\"a\"]) { node { id } userErrors { message } } }", 10)]
    public async Task A_query_costs_what_real_stores_ask_for_it(string query, int cost)
    {
        await using var practice = await Practising.Begin();

        var answer = await practice.Ask(query, new { n = 1 });

        Assert.Equal(cost, answer["extensions"]!["cost"]!["requestedQueryCost"]!.GetValue<int>());
    }

    [Fact]
    public async Task An_empty_bucket_throttles_and_fills_with_time()
    {
        await using var practice = await Practising.Begin(o => o with { BucketSize = 20, RestoreRate = 2 });
        for (var i = 0; i < 20; i++) practice.Shop.Place(DemoOrders.Simple());

        await practice.Ask(Orders);
        await practice.Ask(Orders);
        using var throttled = await practice.Send(Orders);
        var body = System.Text.Json.Nodes.JsonNode.Parse(await throttled.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
        practice.Clock.Advance(TimeSpan.FromSeconds(5));
        var later = await practice.Ask(Orders);

        Assert.Equal(200, (int)throttled.StatusCode);
        Assert.Equal("THROTTLED", body["errors"]![0]!["extensions"]!["code"]!.GetValue<string>());
        Assert.Null(body["extensions"]!["cost"]!["actualQueryCost"]);
        Assert.NotNull(later["data"]);
    }

    [Fact]
    public async Task A_query_beyond_a_thousand_points_is_refused()
    {
        await using var practice = await Practising.Begin();

        var answer = await practice.Ask("{ orders(first: 250) { nodes { id lineItems(first: 250) { nodes { id variant { id product { id variants(first: 250) { nodes { id } } } } } } } } }");

        Assert.Equal("MAX_COST_EXCEEDED", answer["errors"]![0]!["extensions"]!["code"]!.GetValue<string>());
    }

    [Theory]
    [InlineData(401)]
    [InlineData(402)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(423)]
    [InlineData(430)]
    [InlineData(502)]
    public async Task A_planned_status_is_answered_once(int status)
    {
        await using var practice = await Practising.Begin();
        practice.Shopify.Faults.Next(new Fault.Status(status), operation: "orders");

        using var failed = await practice.Send(Orders);
        using var fine = await practice.Send(Orders);

        Assert.Equal((status, 200), ((int)failed.StatusCode, (int)fine.StatusCode));
        Assert.Equal(2, practice.Shopify.Faults.Count("orders"));
    }

    [Fact]
    public async Task Too_many_requests_say_when_to_come_back()
    {
        await using var practice = await Practising.Begin();
        practice.Shopify.Faults.Next(new Fault.Status(429, TimeSpan.FromSeconds(2)));

        using var answer = await practice.Send(Orders);

        Assert.Equal("2.0", answer.Headers.GetValues("Retry-After").Single());
    }

    [Fact]
    public async Task A_denied_field_is_null_and_the_rest_is_there()
    {
        await using var practice = await Practising.Begin();
        var order = practice.Shop.Place(DemoOrders.Simple());
        practice.Shopify.Faults.Next(new Fault.Denied("customer"));

        var answer = await practice.Ask("query($id: ID!) { order(id: $id) { name customer { id } } }", new { id = order.Id });

        Assert.Equal(order.Name, answer["data"]!["order"]!["name"]!.GetValue<string>());
        Assert.Null(answer["data"]!["order"]!["customer"]);
        Assert.Equal("ACCESS_DENIED", answer["errors"]![0]!["extensions"]!["code"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_dropped_connection_may_have_done_what_was_asked()
    {
        await using var practice = await Practising.Begin();
        var order = practice.Shop.Place(DemoOrders.Simple());
        practice.Shopify.Faults.Next(new Fault.Dropped(AfterDoing: true));

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => practice.Send("mutation($id: ID!) { tagsAdd(id: $id, tags: [\"done\"]) { userErrors { message } } }", new { id = order.Id }));

        Assert.Equal(["done"], order.Description.Tags);
    }

    [Fact]
    public async Task A_value_that_nobody_knows_yet_can_be_stated()
    {
        await using var practice = await Practising.Begin();
        var order = practice.Shop.Place(DemoOrders.Simple());
        practice.Shopify.Faults.Next(new Fault.UnknownValue("displayFinancialStatus", "PAID_IN_KIND"));

        var answer = await practice.Ask("query($id: ID!) { order(id: $id) { displayFinancialStatus } }", new { id = order.Id });

        Assert.Equal("PAID_IN_KIND", answer["data"]!["order"]!["displayFinancialStatus"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_page_of_HTML_may_come_where_JSON_is_expected()
    {
        await using var practice = await Practising.Begin();
        practice.Shopify.Faults.Next(new Fault.Html(503));

        using var answer = await practice.Send(Orders);

        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
    }
}
