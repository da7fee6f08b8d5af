using System.Text.Json.Nodes;

namespace Tandem.Tests.Shopify;

/// <summary>Gives a recorded order the fields that its query did not ask for, where a neutral value exists.</summary>
internal static class RecordingCompletion
{
    public const string SomeTime = "2026-04-18T12:00:00Z";

    private static readonly string[] Flags = ["test", "edited", "taxesIncluded", "dutiesIncluded", "taxExempt"];
    private static readonly string[] Nullable =
        ["cancelledAt", "displayFinancialStatus", "customer", "purchasingEntity", "email", "billingAddress", "shippingAddress", "totalTaxSet",
         "totalOutstandingSet", "netPaymentSet", "retailLocation", "fulfillmentOrders", "returns"];

    public static JsonObject Of(JsonObject recorded)
    {
        var order = recorded.DeepClone().AsObject();
        var shop = Code(order, "currencyCode") ?? First(order, "shopMoney") ?? "USD";
        var presentment = Code(order, "presentmentCurrencyCode") ?? First(order, "presentmentMoney") ?? shop;
        order["currencyCode"] = shop;
        order["presentmentCurrencyCode"] = presentment;
        order.Default("name", () => $"#{order["id"]!.GetValue<string>().Split('/')[^1]}");
        foreach (var time in (string[])["createdAt", "processedAt", "updatedAt"]) order.Default(time, () => SomeTime);
        foreach (var flag in Flags) order.Default(flag, () => false);
        foreach (var field in Nullable) order.Default(field, () => null);
        foreach (var list in (string[])["tags", "refunds", "additionalFees", "transactions", "fulfillments"]) order.Default(list, () => new JsonArray());
        order.Default("totalTipReceivedSet", () => Zero(shop, presentment));
        order.Default("shippingLines", () => new JsonObject { ["nodes"] = new JsonArray() });
        Complete(order["lineItems"]!, Line);
        Complete(order["shippingLines"]!, Shipping);
        if (order["customer"] is JsonObject customer) Customer(customer);
        if (order["fulfillments"] is JsonObject connection) order["fulfillments"] = connection["nodes"]!.DeepClone();
        LifeCompletion.Of(order, (shop, presentment));
        return order;
    }

    private static void Line(JsonObject line, int place)
    {
        line.Default("id", () => $"gid://shopify/LineItem/{place + 1}");
        line.Default("currentQuantity", () => line["quantity"]?.DeepClone());
        line.Default("requiresShipping", () => true);
        line.Default("isGiftCard", () => false);
        line.Default("variant", () => null);
        line.Default("sku", () => null);
        foreach (var list in (string[])["discountAllocations", "taxLines", "duties"]) line.Default(list, () => new JsonArray());
    }

    private static void Shipping(JsonObject line, int place)
    {
        line.Default("id", () => null);
        line.Default("isRemoved", () => false);
        foreach (var list in (string[])["discountAllocations", "taxLines"]) line.Default(list, () => new JsonArray());
        line.Default("title", () => $"Shipping {place + 1}");
    }

    private static void Customer(JsonObject customer)
    {
        customer.Default("id", () => "gid://shopify/Customer/1");
        customer.Default("taxExempt", () => false);
        customer.Default("defaultEmailAddress", () => customer["email"] is { } email ? new JsonObject { ["emailAddress"] = email.DeepClone() } : null);
    }

    public static void Complete(JsonNode connection, Action<JsonObject, int> complete)
    {
        connection.AsObject().Default("pageInfo", () => new JsonObject { ["hasNextPage"] = false });
        var place = 0;
        foreach (var node in connection["nodes"]!.AsArray()) complete(node!.AsObject(), place++);
    }

    public static JsonObject Zero(string shop, string presentment) => new()
    {
        ["shopMoney"] = new JsonObject { ["amount"] = "0.0", ["currencyCode"] = shop },
        ["presentmentMoney"] = new JsonObject { ["amount"] = "0.0", ["currencyCode"] = presentment },
    };

    private static string? Code(JsonObject order, string field) => order[field]?.GetValue<string>();

    /// <summary>The currency of the first amount of that kind anywhere in the order.</summary>
    private static string? First(JsonNode? node, string kind) => node switch
    {
        JsonObject parent => parent[kind]?["currencyCode"]?.GetValue<string>() ?? parent.Select(child => First(child.Value, kind)).FirstOrDefault(code => code is not null),
        JsonArray list => list.Select(child => First(child, kind)).FirstOrDefault(code => code is not null),
        _ => null,
    };

    public static void Default(this JsonObject parent, string name, Func<JsonNode?> value)
    {
        if (!parent.ContainsKey(name)) parent[name] = value();
    }
}
