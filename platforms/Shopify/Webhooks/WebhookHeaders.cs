using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Tandem.Shopify.Webhooks;

/// <summary>What a delivery's headers say, in either family: <c>X-Shopify-…</c> of webhooks, <c>Shopify-…</c> of events.</summary>
/// <param name="Shop">The shop's domain, not yet checked.</param>
/// <param name="WebhookId">Id of the delivery: the same for its retries.</param>
/// <param name="EventId">Id of what happened: the same for all deliveries that it caused; null when absent.</param>
/// <param name="TriggeredAt">When it happened, in UTC; null when absent or not a time.</param>
/// <param name="Action">Events only: what happened to the resource, such as <c>update</c>.</param>
/// <param name="ResourceId">Events only: the resource's global id.</param>
internal sealed record WebhookHeaders(
    string? Signature,
    string? Topic,
    string? Shop,
    string? WebhookId,
    string? EventId,
    string? ApiVersion,
    DateTimeOffset? TriggeredAt,
    string? Action,
    string? ResourceId)
{
    public static WebhookHeaders Of(IHeaderDictionary headers) => new(
        Value(headers, "Hmac-Sha256"),
        Value(headers, "Topic"),
        Value(headers, "Shop-Domain"),
        Value(headers, "Webhook-Id"),
        Value(headers, "Event-Id"),
        Value(headers, "API-Version"),
        Time(Value(headers, "Triggered-At")),
        Value(headers, "Action"),
        Value(headers, "Resource-Id"));

    private static string? Value(IHeaderDictionary headers, string name) =>
        Single(headers, $"Shopify-{name}") ?? Single(headers, $"X-Shopify-{name}");

    /// <summary>A header given twice says nothing certain and counts as absent.</summary>
    private static string? Single(IHeaderDictionary headers, string name) =>
        headers.TryGetValue(name, out var values) && values.Count == 1 && !string.IsNullOrWhiteSpace(values[0]) ? values[0]!.Trim() : null;

    private static DateTimeOffset? Time(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : null;
}
