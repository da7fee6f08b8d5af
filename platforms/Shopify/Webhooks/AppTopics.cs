using System.Text.Json;
using Tandem.Sync;
using Tandem.Sync.Privacy;

namespace Tandem.Shopify.Webhooks;

/// <summary>The topics about the app itself and about people's rights; none concerns a record.</summary>
internal static class AppTopics
{
    private const string Uninstalled = "app/uninstalled";
    private const string Scopes = "app/scopes_update";

    private static readonly Dictionary<string, PrivacyTopic> Privacy = new(StringComparer.OrdinalIgnoreCase)
    {
        ["customers/data_request"] = PrivacyTopic.CustomerData,
        ["customers/redact"] = PrivacyTopic.CustomerErasure,
        ["shop/redact"] = PrivacyTopic.ShopErasure,
    };

    public static bool IsOne(string topic) =>
        Privacy.ContainsKey(topic) || topic.Equals(Uninstalled, StringComparison.OrdinalIgnoreCase) || topic.Equals(Scopes, StringComparison.OrdinalIgnoreCase);

    /// <param name="shop">As the headers say, which are not signed: where the body names its shop, that counts.</param>
    public static WebhookOutcome Read(ShopDomain shop, string topic, string delivery, DateTimeOffset? at, ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            var root = json.RootElement;
            if (root.ValueKind != JsonValueKind.Object) return new WebhookOutcome.BadRequest($"The body of {topic} is no object.");
            if ((Text(root, "shop_domain") ?? Text(root, "myshopify_domain")) is { } named && !(ShopDomain.TryParse(named, out var signed) && signed == shop))
                return new WebhookOutcome.BadRequest($"The body of {topic} is of another shop than its header says.");
            if (Privacy.TryGetValue(topic, out var right)) return Ask(shop, right, topic, delivery, root);
            return topic.Equals(Uninstalled, StringComparison.OrdinalIgnoreCase)
                ? new WebhookOutcome.Uninstalled(shop, at)
                : new WebhookOutcome.ScopesGranted(shop, Texts(root, "current"), at);
        }
        catch (JsonException)
        {
            return new WebhookOutcome.BadRequest($"The body of {topic} is not whole JSON.");
        }
    }

    private static WebhookOutcome Ask(ShopDomain shop, PrivacyTopic right, string topic, string delivery, JsonElement root)
    {
        // What erases is done to the shop that the signature names, and to no other.
        if (Text(root, "shop_domain") is null) return new WebhookOutcome.BadRequest($"The body of {topic} names no shop.");
        if (right == PrivacyTopic.ShopErasure) return new WebhookOutcome.Privacy(new PrivacyAsk(shop, right, delivery, CustomerTraces.None));
        if (!root.TryGetProperty("customer", out var customer) || customer.ValueKind != JsonValueKind.Object) return new WebhookOutcome.BadRequest($"The body of {topic} names no customer.");
        var traces = new CustomerTraces(
            Number(customer, "id"), Text(customer, "email"), Text(customer, "phone"), Numbers(root, right == PrivacyTopic.CustomerData ? "orders_requested" : "orders_to_redact"));
        return traces is { Customer: null, Email: null, Phone: null, Orders: [] }
            ? new WebhookOutcome.BadRequest($"The body of {topic} says nothing by which a customer is found.")
            : new WebhookOutcome.Privacy(new PrivacyAsk(shop, right, delivery, traces));
    }

    private static string? Text(JsonElement from, string name) =>
        from.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

    private static long? Number(JsonElement from, string name) =>
        from.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number > 0 ? number : null;

    private static List<long> Numbers(JsonElement from, string name) => !from.TryGetProperty(name, out var list) || list.ValueKind != JsonValueKind.Array
        ? []
        : [.. list.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.Number && one.TryGetInt64(out _)).Select(one => one.GetInt64()).Where(one => one > 0).Distinct()];

    private static List<string> Texts(JsonElement from, string name) => !from.TryGetProperty(name, out var list) || list.ValueKind != JsonValueKind.Array
        ? []
        : [.. list.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.String).Select(one => one.GetString()!)];
}
