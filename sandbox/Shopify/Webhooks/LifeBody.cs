using System.Globalization;
using System.Text.Json.Nodes;
using Tandem.Sandbox.Shopify.Graph;
using Tandem.Sandbox.Shopify.Shops;

namespace Tandem.Sandbox.Shopify.Webhooks;

/// <summary>Refunds, transactions and fulfillments as their own webhooks state them: flat, with the order's number.</summary>
internal static class LifeBody
{
    public static JsonObject Refund(PracticeOrder order, ShopifyObject refund) => new()
    {
        ["id"] = Gid.Number(refund.Id),
        ["order_id"] = order.Number,
        ["created_at"] = Time(refund["createdAt"]),
        ["processed_at"] = Time(refund["processedAt"]),
        ["note"] = refund.Text("note"),
        ["user_id"] = null,
        ["duties"] = new JsonArray(),
        ["return"] = refund.Child("return") is { } back ? new JsonObject { ["id"] = Gid.Number(back.Id) } : null,
        ["restock"] = refund.Children("refundLineItems").Any(line => line["restocked"] is true),
        ["admin_graphql_api_id"] = refund.Id,
        ["refund_shipping_lines"] = new JsonArray(),
        ["order_adjustments"] = new JsonArray([.. refund.Children("orderAdjustments").Select(a => (JsonNode)new JsonObject
        {
            ["id"] = Gid.Number(a.Id),
            ["order_id"] = order.Number,
            ["refund_id"] = Gid.Number(refund.Id),
            ["amount"] = Amount(a.Money("amountSet")),
            ["tax_amount"] = Amount(a.Money("taxAmountSet")),
            ["kind"] = "refund_discrepancy",
        })]),
        ["refund_line_items"] = new JsonArray([.. refund.Children("refundLineItems").Select(line => (JsonNode)new JsonObject
        {
            ["id"] = Gid.Number(line.Id),
            ["quantity"] = (int)line["quantity"]!,
            ["line_item_id"] = Gid.Number(line.Child("lineItem")!.Id),
            ["location_id"] = line.Child("location") is { } location ? Gid.Number(location.Id) : null,
            ["restock_type"] = line.Text("restockType")!.ToLowerInvariant(),
            ["subtotal"] = line.Money("subtotalSet").Amount.Shop,
            ["total_tax"] = line.Money("totalTaxSet").Amount.Shop,
        })]),
        ["transactions"] = new JsonArray([.. refund.Children("transactions").Select(money => (JsonNode)Transaction(order, money))]),
    };

    public static JsonObject Transaction(PracticeOrder order, ShopifyObject transaction) => new()
    {
        ["id"] = Gid.Number(transaction.Id),
        ["order_id"] = order.Number,
        ["kind"] = transaction.Text("kind")!.ToLowerInvariant(),
        ["gateway"] = transaction.Text("gateway"),
        ["status"] = transaction.Text("status")!.ToLowerInvariant(),
        ["created_at"] = Time(transaction["createdAt"]),
        ["processed_at"] = Time(transaction["processedAt"]),
        ["test"] = transaction["test"] is true,
        ["parent_id"] = transaction.Child("parentTransaction") is { } parent ? Gid.Number(parent.Id) : null,
        ["amount"] = transaction.Money("amountSet").Amount.Presentment.ToString("0.00", CultureInfo.InvariantCulture),
        ["currency"] = transaction.Money("amountSet").PresentmentCurrency,
        ["admin_graphql_api_id"] = transaction.Id,
    };

    public static JsonObject Fulfillment(PracticeOrder order, ShopifyObject fulfillment)
    {
        var packages = fulfillment.Children("trackingInfo");
        return new JsonObject
        {
            ["id"] = Gid.Number(fulfillment.Id),
            ["order_id"] = order.Number,
            ["status"] = fulfillment.Text("status")!.ToLowerInvariant(),
            ["created_at"] = Time(fulfillment["createdAt"]),
            ["updated_at"] = Time(fulfillment["updatedAt"]),
            ["service"] = "manual",
            ["location_id"] = Gid.Number(fulfillment.Child("location")!.Id),
            ["name"] = fulfillment.Text("name"),
            ["tracking_company"] = packages.Count == 0 ? null : packages[0].Text("company"),
            ["tracking_number"] = packages.Count == 0 ? null : packages[0].Text("number"),
            ["tracking_numbers"] = new JsonArray([.. packages.Select(package => JsonValue.Create(package.Text("number")))]),
            ["tracking_urls"] = new JsonArray([.. packages.Select(package => JsonValue.Create(package.Text("url")))]),
            ["line_items"] = new JsonArray([.. fulfillment.Children("fulfillmentLineItems").Select(line => (JsonNode)new JsonObject
            {
                ["id"] = Gid.Number(line.Child("lineItem")!.Id),
                ["quantity"] = (int)line["quantity"]!,
            })]),
            ["admin_graphql_api_id"] = fulfillment.Id,
        };
    }

    public static JsonObject Return(PracticeOrder order, ShopifyObject back) => new()
    {
        ["id"] = Gid.Number(back.Id),
        ["admin_graphql_api_id"] = back.Id,
        ["name"] = back.Text("name"),
        ["status"] = back.Text("status")!.ToLowerInvariant(),
        ["order"] = new JsonObject { ["id"] = order.Number, ["admin_graphql_api_id"] = order.Id },
    };

    private static string? Time(object? time) => (time as DateTimeOffset?)?.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    private static string Amount(MoneySet set) => set.Amount.Shop.ToString("0.00", CultureInfo.InvariantCulture);
}
