using System.Text.Json;
using Tandem.Sync.Records;

namespace Tandem.Shopify.Webhooks;

/// <summary>Which topics concern an order, a product, a location or a customer, and where in their body its number is.</summary>
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

    /// <summary>A return is part of its order, which its body names in one of these ways.</summary>
    private static readonly string[][] OrderOfReturn = [["order_id"], ["order", "id"]];
    private static readonly HashSet<string> Returns = new(StringComparer.OrdinalIgnoreCase)
    {
        "returns/request", "returns/approve", "returns/decline", "returns/cancel", "returns/update", "returns/process", "returns/close", "returns/reopen",
    };

    private static readonly Dictionary<string, string[]> ProductNumber = new(StringComparer.OrdinalIgnoreCase)
    {
        ["products/create"] = ["id"],
        ["products/update"] = ["id"],
        ["products/delete"] = ["id"],
    };

    /// <summary>Not <c>inventory_levels/update</c>: stock is told from Odoo, so what changed there is what wakes a location; our own writes come back under that topic.</summary>
    private static readonly Dictionary<string, string[]> LocationNumber = new(StringComparer.OrdinalIgnoreCase)
    {
        ["locations/create"] = ["id"],
        ["locations/update"] = ["id"],
        ["locations/activate"] = ["id"],
        ["locations/deactivate"] = ["id"],
        ["locations/delete"] = ["id"],
    };

    /// <summary>Only where their custom fields are carried a customer is more than a part of an order.</summary>
    private static readonly Dictionary<string, string[]> CustomerNumber = new(StringComparer.OrdinalIgnoreCase) { ["customers/update"] = ["id"] };

    /// <summary>The kind of record that a topic is about; null when it is about none that Tandem keeps in step.</summary>
    public static RecordKind? KindOf(string topic) =>
        OrderNumber.ContainsKey(topic) || Returns.Contains(topic) ? RecordKind.Order : ProductNumber.ContainsKey(topic) ? RecordKind.Product : LocationNumber.ContainsKey(topic) ? RecordKind.Location
        : CustomerNumber.ContainsKey(topic) ? RecordKind.Customer : null;

    /// <summary>The record's number; null when the body holds none where this topic has it.</summary>
    public static long? Number(string topic, JsonElement body) => Returns.Contains(topic)
        ? OrderOfReturn.Select(way => At(way, body)).FirstOrDefault(number => number is not null)
        : At(OrderNumber.GetValueOrDefault(topic) ?? ProductNumber.GetValueOrDefault(topic) ?? LocationNumber.GetValueOrDefault(topic) ?? CustomerNumber[topic], body);

    /// <summary>Whether it is no fault that a body names no record.</summary>
    public static bool MayLackNumber(string topic) => Returns.Contains(topic);

    private static long? At(string[] way, JsonElement body)
    {
        foreach (var name in way)
        {
            if (body.ValueKind != JsonValueKind.Object || !body.TryGetProperty(name, out var child)) return null;
            body = child;
        }

        return body.ValueKind == JsonValueKind.Number && body.TryGetInt64(out var number) && number > 0 ? number : null;
    }
}
