using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tandem.Sandbox.Shopify.Graph;
using Tandem.Sandbox.Shopify.Orders;
using Tandem.Shopify.Orders;
using Tandem.Sync;
using Tandem.Sync.Orders;
using Tandem.Tests.Shopify;
using Xunit;

namespace Tandem.Tests.Planning;

/// <summary>Generated orders with the practice shop's arithmetic, read by the client's own parser.</summary>
internal static class PracticeOrders
{
    /// <summary>What the query for an order asks for, and no more: objects refer to each other in circles.</summary>
    private static readonly DocumentShape Asked = DocumentShape.OfRoot(OrderDocuments.Order.Text);

    public static ShopOrder Read(OrderDescription order, int number = 1001, Currency? shop = null)
    {
        var at = Sold.Placed;
        var made = OrderMaker.Make(order, new OrderStamp(number, number, at, at), OrderShop.Default((shop ?? Sold.Usd).Code));
        using var json = JsonDocument.Parse(Object(made, Asked).ToJsonString());
        return Assert.IsType<OrderReading.Readable>(OrderParsing.Parse(json.RootElement)).Order;
    }

    private static JsonObject Object(ShopifyObject made, DocumentShape asked) => new(made.Values.Where(field => asked.Fields.ContainsKey(field.Key))
        .Select(field => KeyValuePair.Create(field.Key, asked.Fields[field.Key] is var inner && inner.Fields.ContainsKey("nodes") ? Connection(field.Value, inner.Fields["nodes"]) : Value(field.Value, inner)))
        .Append(KeyValuePair.Create<string, JsonNode?>("__typename", made.Type)));

    private static JsonObject Connection(object? nodes, DocumentShape asked) => new() { ["pageInfo"] = new JsonObject { ["hasNextPage"] = false }, ["nodes"] = Value(nodes, asked) };

    private static JsonNode? Value(object? value, DocumentShape asked) => value switch
    {
        null => null,
        ShopifyObject made => Object(made, asked),
        MoneySet set => new JsonObject { ["shopMoney"] = Value(set["shopMoney"], asked), ["presentmentMoney"] = Value(set["presentmentMoney"], asked) },
        Coin coin => new JsonObject { ["amount"] = Coin.Text(coin.Amount), ["currencyCode"] = coin.CurrencyCode },
        string text => text,
        bool flag => flag,
        int number => number,
        long number => number.ToString(CultureInfo.InvariantCulture),
        double number => number,
        decimal number => number,
        DateTimeOffset time => time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        IEnumerable<object> list => new JsonArray([.. list.Select(one => Value(one, asked))]),
        var other => throw new NotSupportedException($"No JSON for {other.GetType().Name}."),
    };
}
