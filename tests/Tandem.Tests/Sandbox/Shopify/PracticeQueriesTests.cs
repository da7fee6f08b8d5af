using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Tandem.Sandbox.Shopify.Orders;
using Tandem.Sandbox.Shopify.Shops;
using Tandem.Shopify.Orders;
using Tandem.Tests.Fixtures;
using Xunit;

namespace Tandem.Tests.Sandbox.Shopify;

public sealed partial class PracticeQueriesTests
{
    private const string Page = "query($first: Int!, $after: String, $query: String) { orders(first: $first, after: $after, sortKey: UPDATED_AT, query: $query) { pageInfo { hasNextPage endCursor } nodes { name } } }";

    [Fact]
    public async Task The_app_s_order_document_is_answered_for_every_kind_of_order()
    {
        await using var practice = await Practising.Begin(o => o with { BucketSize = 100_000 });
        foreach (var (kind, description) in DemoOrders.Kinds)
        {
            var order = practice.Shop.Place(description());

            var answer = await practice.Ask(OrderDocuments.Order.Text, new { id = order.Id });

            Assert.True(answer["errors"] is null, $"{kind}: {answer["errors"]}");
            Assert.Equal(order.Name, answer["data"]!["order"]!["name"]!.GetValue<string>());
        }
    }

    [Fact]
    public async Task Reading_an_order_asks_for_less_than_a_tenth_of_a_new_shop_s_budget_and_takes_far_less()
    {
        await using var practice = await Practising.Begin();
        var order = practice.Shop.Place(DemoOrders.Simple());

        var cost = (await practice.Ask(OrderDocuments.Order.Text, new { id = order.Id }))["extensions"]!["cost"]!;

        TestContext.Current.TestOutputHelper?.WriteLine($"asked for {cost["requestedQueryCost"]}, took {cost["actualQueryCost"]}");
        Assert.InRange(cost["requestedQueryCost"]!.GetValue<int>(), 1, 200);
        Assert.InRange(cost["actualQueryCost"]!.GetValue<int>(), 1, 60);
    }

    [Fact]
    public async Task The_fullest_order_query_is_answered()
    {
        var facts = await File.ReadAllTextAsync(Shared.Path("shopify/facts.md"), TestContext.Current.CancellationToken);
        var query = facts[facts.IndexOf("query OrderFull", StringComparison.Ordinal)..];
        query = Comment().Replace(query[..query.IndexOf("```", StringComparison.Ordinal)], "");
        await using var practice = await Practising.Begin();
        var order = practice.Shop.Place(DemoOrders.Business() with
        {
            Payments = [new PaymentDescription()],
            Refunds = [new RefundDescription { Lines = [new LineUnits(0, 1)], RestockType = "RETURN", Shipping = 1m }],
            Fulfillments = [new FulfillmentDescription { TrackingNumber = "1Z", TrackingCompany = "UPS", Lines = [new LineUnits(1, 1)] }],
        });

        var answer = await practice.Ask(query, new { id = order.Id });

        Assert.True(answer["errors"] is null, answer["errors"]?.ToJsonString());
        Assert.Equal("PARTIALLY_REFUNDED", answer["data"]!["order"]!["displayFinancialStatus"]!.GetValue<string>());
        Assert.InRange(answer["extensions"]!["cost"]!["requestedQueryCost"]!.GetValue<int>(), 250, 400);
    }

    [Fact]
    public async Task Lines_beyond_a_page_are_on_the_next()
    {
        await using var practice = await Practising.Begin();
        var order = practice.Shop.Place(new OrderDescription { Lines = [.. Enumerable.Range(0, 60).Select(i => new LineDescription($"Line {i}", 1m))] });
        const string Query = "query($id: ID!, $after: String) { order(id: $id) { lineItems(first: 50, after: $after) { pageInfo { hasNextPage endCursor } nodes { title } } } }";

        var first = (await practice.Ask(Query, new { id = order.Id }))["data"]!["order"]!["lineItems"]!;
        var second = (await practice.Ask(Query, new { id = order.Id, after = first["pageInfo"]!["endCursor"]!.GetValue<string>() }))["data"]!["order"]!["lineItems"]!;

        Assert.True(first["pageInfo"]!["hasNextPage"]!.GetValue<bool>());
        Assert.Equal("Line 50", second["nodes"]![0]!["title"]!.GetValue<string>());
        Assert.Equal(10, second["nodes"]!.AsArray().Count);
    }

    [Fact]
    public async Task Changed_orders_are_found_page_by_page_in_the_order_of_their_change()
    {
        await using var practice = await Practising.Begin();
        var orders = Enumerable.Range(0, 5).Select(_ => Placed(practice)).ToArray();
        var since = practice.Clock.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture);
        foreach (var order in new[] { orders[3], orders[1], orders[4] })
        {
            practice.Clock.Advance(TimeSpan.FromSeconds(1));
            practice.Shop.Change(order, d => d with { Note = "changed" });
        }

        var first = (await practice.Ask(Page, new { first = 2, query = $"updated_at:>'{since}'" }))["data"]!["orders"]!;
        var second = (await practice.Ask(Page, new { first = 2, after = first["pageInfo"]!["endCursor"]!.GetValue<string>(), query = $"updated_at:>'{since}'" }))["data"]!["orders"]!;

        Assert.Equal(["#1004", "#1002"], Names(first));
        Assert.Equal(["#1005"], Names(second));
        Assert.False(second["pageInfo"]!["hasNextPage"]!.GetValue<bool>());
    }

    [Theory]
    [InlineData("name:#1002", "#1002")]
    [InlineData("name:1002 tag:VIP", "#1002")]
    [InlineData("tag:vip", "#1002")]
    [InlineData("tag:nobody", "")]
    [InlineData("status:cancelled", "#1001")]
    [InlineData("status:open", "#1002")]
    [InlineData("name:1001 OR name:1002", "#1001,#1002")]
    public async Task Orders_are_searched_as_Shopify_searches(string query, string found)
    {
        await using var practice = await Practising.Begin();
        practice.Shop.Place(DemoOrders.Simple() with { CancelledAt = practice.Clock.GetUtcNow() });
        practice.Shop.Place(DemoOrders.Simple() with { Tags = ["VIP"] });

        var answer = await practice.Ask(Page, new { first = 10, query });

        Assert.Equal(found, string.Join(',', Names(answer["data"]!["orders"]!)));
    }

    [Fact]
    public async Task An_unknown_search_field_matches_everything_and_is_warned_of()
    {
        await using var practice = await Practising.Begin();
        Placed(practice);

        var answer = await practice.Ask(Page, new { first = 10, query = "updatet_at:>2026-01-01" });

        Assert.Single(Names(answer["data"]!["orders"]!));
        Assert.Equal("updatet_at", answer["extensions"]!["search"]![0]!["warnings"]![0]!["field"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_search_lags_where_the_shop_s_index_does_but_reading_by_id_does_not()
    {
        await using var practice = await Practising.Begin(shop: new ShopDescription("alpha.myshopify.com") { SearchLag = TimeSpan.FromSeconds(30) });
        var order = Placed(practice);

        Assert.Empty(Names((await practice.Ask(Page, new { first = 10 }))["data"]!["orders"]!));
        Assert.NotNull((await practice.Ask("query($id: ID!) { order(id: $id) { id } }", new { id = order.Id }))["data"]!["order"]);
        practice.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Single(Names((await practice.Ask(Page, new { first = 10 }))["data"]!["orders"]!));
    }

    [Fact]
    public async Task An_unknown_order_is_null_and_an_id_of_another_type_is_refused()
    {
        await using var practice = await Practising.Begin();
        const string Query = "query($id: ID!) { order(id: $id) { id } }";

        var unknown = await practice.Ask(Query, new { id = "gid://shopify/Order/1" });
        var wrong = await practice.Ask(Query, new { id = "gid://shopify/Product/1" });

        Assert.Null(unknown["errors"]);
        Assert.Null(unknown["data"]!["order"]);
        Assert.Equal("RESOURCE_NOT_FOUND", wrong["errors"]![0]!["extensions"]!["code"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_field_that_Shopify_does_not_have_is_refused_before_anything_runs()
    {
        await using var practice = await Practising.Begin();

        var answer = await practice.Ask("{ shop { nickname } }");

        Assert.Equal("undefinedField", answer["errors"]![0]!["extensions"]!["code"]!.GetValue<string>());
        Assert.Null(answer["data"]);
    }

    [GeneratedRegex("#.*$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Comment();

    private static PracticeOrder Placed(Practising practice) => practice.Shop.Place(DemoOrders.Simple());

    private static string[] Names(JsonNode orders) => [.. orders["nodes"]!.AsArray().Select(n => n!["name"]!.GetValue<string>())];
}
