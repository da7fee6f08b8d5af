using System.Text.Json.Nodes;
using Tandem.Shopify.Failures;
using Tandem.Sync;
using Tandem.Sync.Orders;
using Xunit;

namespace Tandem.Tests.Shopify;

/// <summary>Refunds, fulfillments, fulfillment orders and returns beyond what the first answer holds, or without the scope for them.</summary>
public sealed class OrderPartsTests
{
    private const string State = "2026-11-20T10:05:00Z";

    private static readonly OrderId Order = new(1001);

    [Fact]
    public async Task A_simple_order_is_one_call()
    {
        await using var shopify = await LoopbackShopify.Start(_ => Whole(SampleOrder.Json()));

        await Read(shopify);

        Assert.Equal(["Order"], shopify.Requests.Select(asked => asked.Operation));
    }

    [Fact]
    public async Task Refunds_beyond_those_listed_are_read_one_by_one_and_those_known_are_not_read_again()
    {
        var first = WithRefunds(31, 4);
        await using var shopify = await LoopbackShopify.Start(asked => asked.Operation switch
        {
            "Order" => Whole(first),
            "OrderRefunds" => Listing("refunds", new JsonArray([.. Enumerable.Range(31, 6).Select(id => Id("Refund", id))])),
            _ => Single("refund", Refund(asked.Variables["id"]!.GetValue<string>(), units: 5)),
        });

        var order = await Read(shopify);

        Assert.Equal([31, 32, 33, 34, 35, 36], order.Refunds.Select(refund => refund.Id.Value));
        Assert.Equal(4 + 5 + 5, order.Lines[0].RefundedQuantity);
        Assert.Equal(["Order", "OrderRefunds", "Refund", "Refund"], shopify.Requests.Select(asked => asked.Operation));
    }

    [Fact]
    public async Task A_refund_whose_lines_go_on_is_read_page_by_page()
    {
        var first = SampleOrder.Json();
        first["refunds"]![0]!["refundLineItems"]!["pageInfo"]!["hasNextPage"] = true;
        await using var shopify = await LoopbackShopify.Start(asked => asked.Operation switch
        {
            "Order" => Whole(first),
            _ when asked.Variables["after"] is null => Single("refund", Refund("gid://shopify/Refund/31", units: 1, next: "more")),
            _ => Single("refund", Refund("gid://shopify/Refund/31", units: 1)),
        });

        var refund = Assert.Single((await Read(shopify)).Refunds);

        Assert.Equal(2, refund.Lines.Count);
        Assert.Single(refund.Adjustments);
        Assert.Equal("more", shopify.Requests.Last().Variables["after"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_refund_of_which_not_all_adjustments_are_listed_is_read_by_itself()
    {
        var first = SampleOrder.Json();
        first["refunds"]![0]!["orderAdjustments"]!["pageInfo"]!["hasNextPage"] = true;
        await using var shopify = await LoopbackShopify.Start(asked => asked.Operation == "Order"
            ? Whole(first)
            : Single("refund", Refund("gid://shopify/Refund/31", units: 2)));

        Assert.Equal(2, Assert.Single((await Read(shopify)).Refunds).Lines[0].Quantity);
    }

    [Fact]
    public async Task Fulfillments_fulfillment_orders_and_returns_beyond_the_first_page_are_read()
    {
        var first = SampleOrder.Json();
        first["fulfillments"]![0]!["fulfillmentLineItems"]!["pageInfo"]!["hasNextPage"] = true;
        first["fulfillmentOrders"]!["pageInfo"]!["hasNextPage"] = true;
        first["returns"]!["nodes"]![0]!["returnLineItems"]!["pageInfo"]!["hasNextPage"] = true;
        await using var shopify = await LoopbackShopify.Start(asked => asked.Operation switch
        {
            "Order" => Whole(first),
            "OrderFulfillmentOrders" => Listing("fulfillmentOrders", Connection(Id("FulfillmentOrder", 71), Id("FulfillmentOrder", 73))),
            "Fulfillment" => Single("fulfillment", Part(first["fulfillments"]![0]!, "fulfillmentLineItems")),
            "FulfillmentOrder" => Single("fulfillmentOrder", Part(first["fulfillmentOrders"]!["nodes"]![0]!, "lineItems")),
            _ => Single("return", Part(first["returns"]!["nodes"]![0]!, "returnLineItems")),
        });

        var order = await Read(shopify);

        Assert.Equal(2, order.FulfillmentOrders.Count);
        Assert.Single(order.Fulfillments);
        Assert.Single(order.Returns);
        Assert.Equal(["Order", "Fulfillment", "OrderFulfillmentOrders", "FulfillmentOrder", "Return"], shopify.Requests.Select(asked => asked.Operation));
    }

    [Fact]
    public async Task All_transactions_are_read_when_the_first_answer_may_not_hold_them()
    {
        var first = SampleOrder.Json();
        var transactions = first["transactions"]!.AsArray();
        while (transactions.Count < 20) transactions.Add(transactions[0]!.DeepClone());
        await using var shopify = await LoopbackShopify.Start(asked => asked.Operation == "Order"
            ? Whole(first)
            : Answer.Data(new JsonObject
            {
                ["order"] = new JsonObject
                {
                    ["updatedAt"] = State, ["currencyCode"] = "GBP", ["presentmentCurrencyCode"] = "EUR",
                    ["transactions"] = new JsonArray([.. Enumerable.Range(0, 23).Select(_ => transactions[0]!.DeepClone())]),
                },
            }.ToJsonString()));

        Assert.Equal(23, (await Read(shopify)).Transactions.Count);
    }

    [Fact]
    public async Task A_refund_made_meanwhile_starts_the_reading_again()
    {
        var first = WithRefunds(31, 4);
        var listings = 0;
        await using var shopify = await LoopbackShopify.Start(asked => asked.Operation switch
        {
            "Order" => Whole(first),
            "OrderRefunds" => Listing("refunds", new JsonArray([.. Enumerable.Range(31, 4).Select(id => Id("Refund", id))]), ++listings == 1 ? "2026-11-20T10:06:00Z" : State),
            _ => throw new InvalidOperationException(asked.Operation),
        });

        Assert.Equal(4, (await Read(shopify)).Refunds.Count);
        Assert.Equal(["Order", "OrderRefunds", "Order", "OrderRefunds"], shopify.Requests.Select(asked => asked.Operation));
    }

    [Theory]
    [InlineData("returns", "Access denied for returns field. Required access: `read_returns` access scope.", "read_returns")]
    [InlineData("fulfillmentOrders", "Access denied for fulfillmentOrders field.", "read_merchant_managed_fulfillment_orders")]
    [InlineData("paymentTerms", "Access denied for paymentTerms field. Required access: `read_payment_terms` access scope.", "read_payment_terms")]
    public async Task An_order_is_read_without_the_part_whose_scope_is_missing_and_names_it(string field, string message, string scope)
    {
        await using var shopify = await LoopbackShopify.Start(asked => asked.Variables[field]!.GetValue<bool>()
            ? Answer.Json(Denied(field, message))
            : Whole(Without(field)));

        var order = await Read(shopify);

        Assert.Equal([scope], order.MissingScopes);
        Assert.NotEmpty(order.Lines);
    }

    [Fact]
    public async Task A_missing_scope_for_the_order_itself_is_a_failure_that_names_it()
    {
        await using var shopify = await LoopbackShopify.Start(_ =>
            Answer.Json(Denied("customer", "Access denied for customer field. Required access: `read_customers` access scope.")));

        var failed = await Assert.ThrowsAsync<ShopifyException>(() => Read(shopify));

        Assert.Equal("read_customers", Assert.IsType<ShopifyFailure.ScopeMissing>(failed.Failure).Scope);
    }

    private static Task<ShopOrder> Read(LoopbackShopify shopify) =>
        shopify.Orders().Read(LoopbackShopify.Shop, Order, TestContext.Current.CancellationToken);

    private static string Denied(string field, string message) => new JsonObject
    {
        ["data"] = new JsonObject { ["order"] = null },
        ["errors"] = new JsonArray(new JsonObject
        {
            ["message"] = message,
            ["path"] = new JsonArray("order", field),
            ["extensions"] = new JsonObject { ["code"] = "ACCESS_DENIED" },
        }),
    }.ToJsonString();

    private static JsonObject Without(string field)
    {
        var order = SampleOrder.Json();
        order.Remove(field);
        return order;
    }

    private static JsonObject WithRefunds(int from, int count)
    {
        var order = SampleOrder.Json();
        var refunds = order["refunds"]!.AsArray();
        var model = refunds[0]!;
        refunds.Clear();
        for (var id = from; id < from + count; id++)
        {
            var refund = model.DeepClone();
            refund["id"] = $"gid://shopify/Refund/{id}";
            refunds.Add(refund);
        }

        return order;
    }

    private static JsonNode Refund(string gid, int units, string? next = null)
    {
        var refund = Part(SampleOrder.Json()["refunds"]![0]!, "refundLineItems", next);
        refund["id"] = gid;
        refund["refundLineItems"]!["nodes"]![0]!["quantity"] = units;
        return refund;
    }

    private static JsonNode Part(JsonNode part, string lines, string? next = null)
    {
        var whole = part.DeepClone();
        whole["order"] = new JsonObject { ["updatedAt"] = State, ["currencyCode"] = "GBP", ["presentmentCurrencyCode"] = "EUR" };
        whole[lines]!["pageInfo"] = new JsonObject { ["hasNextPage"] = next is not null, ["endCursor"] = next };
        return whole;
    }

    private static JsonObject Id(string type, int id) => new() { ["id"] = $"gid://shopify/{type}/{id}" };

    private static JsonObject Connection(params JsonNode[] nodes) => new() { ["pageInfo"] = new JsonObject { ["hasNextPage"] = false }, ["nodes"] = new JsonArray(nodes) };

    private static Answer Listing(string field, JsonNode parts, string updatedAt = State) =>
        Answer.Data(new JsonObject { ["order"] = new JsonObject { ["updatedAt"] = updatedAt, [field] = parts } }.ToJsonString());

    private static Answer Single(string field, JsonNode part) => Answer.Data(new JsonObject { [field] = part.DeepClone() }.ToJsonString());

    private static Answer Whole(JsonObject order) => Answer.Data(new JsonObject { ["order"] = order.DeepClone() }.ToJsonString());
}
