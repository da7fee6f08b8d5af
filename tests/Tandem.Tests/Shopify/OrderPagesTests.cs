using System.Text.Json.Nodes;
using Tandem.Shopify.Failures;
using Tandem.Shopify.Orders;
using Tandem.Sync;
using Xunit;

namespace Tandem.Tests.Shopify;

public sealed class OrderPagesTests
{
    private static readonly OrderId Order = new(1001);

    [Fact]
    public async Task Lines_beyond_the_first_page_are_read_and_refunds_reach_them()
    {
        var first = SampleOrder.Json();
        first["lineItems"]!["pageInfo"]!["hasNextPage"] = true;
        first["refunds"]![0]!["refundLineItems"]!["nodes"]![0]!["lineItem"]!["id"] = "gid://shopify/LineItem/13";
        await using var shopify = await LoopbackShopify.Start(asked => asked.Operation switch
        {
            "Order" => Whole(first),
            _ when asked.Variables["after"]!.GetValue<string>() == "l" => Lines(12, "next"),
            _ => Lines(13, null),
        });

        var order = await shopify.Orders().Read(LoopbackShopify.Shop, Order, TestContext.Current.CancellationToken);

        Assert.Equal([11, 12, 13], order.Lines.Select(line => line.Id.Value));
        Assert.Equal([0, 0, 1], order.Lines.Select(line => line.RefundedQuantity));
    }

    [Fact]
    public async Task An_order_that_changes_between_two_pages_is_read_again_from_its_first()
    {
        var first = SampleOrder.Json();
        first["lineItems"]!["pageInfo"]!["hasNextPage"] = true;
        var reads = 0;
        await using var shopify = await LoopbackShopify.Start(asked => asked.Operation switch
        {
            "Order" => Whole(first),
            _ => Lines(12, null, ++reads == 1 ? "2026-11-20T10:06:00Z" : "2026-11-20T10:05:00Z"),
        });

        var order = await shopify.Orders().Read(LoopbackShopify.Shop, Order, TestContext.Current.CancellationToken);

        Assert.Equal(2, order.Lines.Count);
        Assert.Equal(["Order", "OrderLines", "Order", "OrderLines"], shopify.Requests.Select(asked => asked.Operation));
    }

    [Fact]
    public async Task An_order_that_is_not_there_is_named()
    {
        await using var shopify = await LoopbackShopify.Start(_ => Answer.Data("""{"order":null}"""));

        var failed = await Assert.ThrowsAsync<ShopifyException>(() =>
            shopify.Orders().Read(LoopbackShopify.Shop, Order, TestContext.Current.CancellationToken));

        Assert.IsType<ShopifyFailure.NotFound>(failed.Failure);
        Assert.Contains("order 1001 of alpha.myshopify.com", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_sweep_follows_every_page_and_sends_null_for_no_cursor()
    {
        await using var shopify = await LoopbackShopify.Start(asked => asked.Variables["after"] is null
            ? Sightings("a", "c1")
            : Sightings("b", null));

        var from = new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.FromHours(2));
        var names = new List<string>();
        await foreach (var sighting in shopify.Orders().UpdatedSince(LoopbackShopify.Shop, from, TestContext.Current.CancellationToken))
            names.Add(sighting.Name);

        Assert.Equal(["a", "b"], names);
        Assert.True(shopify.Requests.First().Variables.ContainsKey("after"));
        Assert.Equal("updated_at:>='2026-11-20T10:00:00Z'", shopify.Requests.First().Variables["filter"]!.GetValue<string>());
    }

    [Fact]
    public async Task Only_orders_of_exactly_the_name_match()
    {
        await using var shopify = await LoopbackShopify.Start(_ => Answer.Data("""
            {"orders":{"nodes":[
              {"id":"gid://shopify/Order/1","name":"#1001","updatedAt":"2026-11-20T10:05:00Z"},
              {"id":"gid://shopify/Order/2","name":"#1001-A","updatedAt":"2026-11-20T10:05:00Z"}]}}
            """));

        var found = await shopify.Orders().ByName(LoopbackShopify.Shop, "1001", TestContext.Current.CancellationToken);

        Assert.Equal(new OrderId(1), Assert.Single(found).Id);
    }

    [Fact]
    public async Task The_mark_carries_name_id_and_link_in_the_app_s_namespace()
    {
        await using var shopify = await LoopbackShopify.Start(_ => Answer.Data("""{"metafieldsSet":{"metafields":[],"userErrors":[]}}"""));

        await shopify.Orders().Mark(
            LoopbackShopify.Shop, Order, new OdooMark("S00042", 42, new Uri("https://odoo.example.com/odoo/sales/42")), TestContext.Current.CancellationToken);

        var fields = shopify.Requests.Single().Variables["metafields"]!.AsArray();
        Assert.Equal(["S00042", "42", "https://odoo.example.com/odoo/sales/42"], fields.Select(field => field!["value"]!.GetValue<string>()));
        Assert.All(fields, field => Assert.Equal(("$app", Order.Gid), (field!["namespace"]!.GetValue<string>(), field["ownerId"]!.GetValue<string>())));
    }

    private static Answer Whole(JsonObject order) => Answer.Data(new JsonObject { ["order"] = order.DeepClone() }.ToJsonString());

    private static Answer Lines(long id, string? next, string updatedAt = "2026-11-20T10:05:00Z") => Answer.Data(new JsonObject
    {
        ["order"] = new JsonObject
        {
            ["updatedAt"] = updatedAt,
            ["currencyCode"] = "GBP",
            ["presentmentCurrencyCode"] = "EUR",
            ["lineItems"] = new JsonObject
            {
                ["pageInfo"] = new JsonObject { ["hasNextPage"] = next is not null, ["endCursor"] = next },
                ["nodes"] = new JsonArray(SampleOrder.Line(id)),
            },
        },
    }.ToJsonString());

    private static Answer Sightings(string name, string? next) => Answer.Data(new JsonObject
    {
        ["orders"] = new JsonObject
        {
            ["pageInfo"] = new JsonObject { ["hasNextPage"] = next is not null, ["endCursor"] = next },
            ["nodes"] = new JsonArray(new JsonObject { ["id"] = Order.Gid, ["name"] = name, ["updatedAt"] = "2026-11-20T10:05:00Z" }),
        },
    }.ToJsonString());
}
