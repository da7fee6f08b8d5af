using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tandem.Sandbox.Shopify.Graph;
using Tandem.Sandbox.Shopify.Orders;
using Tandem.Shopify.Orders;
using Tandem.Sync;
using Tandem.Sync.Orders;
using Xunit;

namespace Tandem.Tests.Planning;

/// <summary>Generated orders with the practice shop's arithmetic, read by the client's own parser.</summary>
internal static class PracticeOrders
{
    /// <summary>What the query for an order asks for, and no more: objects refer to each other in circles.</summary>
    private static readonly HashSet<string> Asked =
    [
        "id", "name", "createdAt", "processedAt", "updatedAt", "cancelledAt", "test", "edited", "taxesIncluded", "dutiesIncluded", "taxExempt", "currencyCode", "presentmentCurrencyCode",
        "sourceName", "tags", "note", "poNumber", "displayFinancialStatus", "displayFulfillmentStatus", "email", "phone", "additionalFees", "price", "taxLines",
        "totalTipReceivedSet", "totalPriceSet", "currentTotalPriceSet", "totalTaxSet", "totalCashRoundingAdjustment", "paymentSet", "lineItems", "shippingLines", "refunds",
        "refundLineItems", "lineItem", "title", "rate", "ratePercentage", "channelLiable", "priceSet", "allocatedAmountSet", "discountApplication", "value", "percentage", "code",
        "variantTitle", "sku", "quantity", "currentQuantity", "requiresShipping", "isGiftCard", "variant", "barcode", "originalUnitPriceSet", "discountAllocations", "duties",
        "harmonizedSystemCode", "isRemoved", "originalPriceSet", "customer", "firstName", "lastName", "defaultEmailAddress", "emailAddress", "defaultPhoneNumber", "phoneNumber",
        "purchasingEntity", "billingAddress", "shippingAddress", "totalRefundedSet",
    ];

    private static readonly HashSet<string> Connections = ["lineItems", "shippingLines", "refundLineItems"];

    public static ShopOrder Read(OrderDescription order, int number = 1001, Currency? shop = null)
    {
        var at = Sold.Placed;
        var made = OrderMaker.Make(order, new OrderStamp(number, number, at, at), OrderShop.Default((shop ?? Sold.Usd).Code));
        using var json = JsonDocument.Parse(Object(made).ToJsonString());
        return Assert.IsType<OrderReading.Readable>(OrderParsing.Parse(json.RootElement)).Order;
    }

    private static JsonObject Object(ShopifyObject made) => new(made.Values.Where(field => Asked.Contains(field.Key))
        .Select(field => KeyValuePair.Create(field.Key, Connections.Contains(field.Key) ? Connection(field.Value) : Value(field.Value)))
        .Append(KeyValuePair.Create<string, JsonNode?>("__typename", made.Type)));

    private static JsonObject Connection(object? nodes) => new() { ["pageInfo"] = new JsonObject { ["hasNextPage"] = false }, ["nodes"] = Value(nodes) };

    private static JsonNode? Value(object? value) => value switch
    {
        null => null,
        ShopifyObject made => Object(made),
        MoneySet set => new JsonObject { ["shopMoney"] = Value(set["shopMoney"]), ["presentmentMoney"] = Value(set["presentmentMoney"]) },
        Coin coin => new JsonObject { ["amount"] = Coin.Text(coin.Amount), ["currencyCode"] = coin.CurrencyCode },
        string text => text,
        bool flag => flag,
        int number => number,
        long number => number.ToString(CultureInfo.InvariantCulture),
        double number => number,
        decimal number => number,
        DateTimeOffset time => time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        IEnumerable<object> list => new JsonArray([.. list.Select(Value)]),
        var other => throw new NotSupportedException($"No JSON for {other.GetType().Name}."),
    };
}
