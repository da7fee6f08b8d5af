using System.Text.Json;

namespace Tandem.Shopify.Webhooks;

/// <summary>Which topics concern an order, and where in their body the order's number is.</summary>
internal static class WebhookTopics
{
    private static readonly Dictionary<string, string[]> OrderNumber = new(StringComparer.OrdinalIgnoreCase)
    {
        ["orders/create"] = ["id"],
        ["orders/updated"] = ["id"],
        ["orders/paid"] = ["id"],
        ["orders/cancelled"] = ["id"],
        ["orders/fulfilled"] = ["id"],
        ["orders/partially_fulfilled"] = ["id"],
        ["orders/delete"] = ["id"],
        ["orders/edited"] = ["order_edit", "order_id"],
        ["refunds/create"] = ["order_id"],
        ["fulfillments/create"] = ["order_id"],
        ["fulfillments/update"] = ["order_id"],
        ["order_transactions/create"] = ["order_id"],
    };

    public static bool ConcernOrders(string topic) => OrderNumber.ContainsKey(topic);

    /// <summary>The order's number; null when the body holds none where this topic has it.</summary>
    public static long? Order(string topic, JsonElement body)
    {
        foreach (var name in OrderNumber[topic])
        {
            if (body.ValueKind != JsonValueKind.Object || !body.TryGetProperty(name, out var child)) return null;
            body = child;
        }

        return body.ValueKind == JsonValueKind.Number && body.TryGetInt64(out var number) && number > 0 ? number : null;
    }
}
