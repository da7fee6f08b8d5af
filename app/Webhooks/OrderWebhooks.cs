using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Tandem.Sync;
using Tandem.Sync.Records;

namespace Tandem.App.Webhooks;

/// <summary>Reads the deliveries whose body is an order.</summary>
internal sealed class OrderWebhooks(IConfiguration configuration) : IWebhookReading
{
    public WebhookVerdict Read(IHeaderDictionary headers, ReadOnlyMemory<byte> body)
    {
        if (!Signed(Header(headers, "Hmac-Sha256"), body.Span)) return new WebhookVerdict.Unauthorized("The delivery is not signed with the app's secret.");
        if (Header(headers, "Topic") is not { } topic) return new WebhookVerdict.BadRequest("The delivery's topic is missing.");
        if (Header(headers, "Webhook-Id") is not { } delivery) return new WebhookVerdict.BadRequest("The delivery's webhook id is missing.");
        if (!ShopDomain.TryParse(Header(headers, "Shop-Domain"), out var shop)) return new WebhookVerdict.BadRequest("The delivery's shop domain is missing or none.");
        if (!topic.StartsWith("orders/", StringComparison.Ordinal)) return new WebhookVerdict.Irrelevant(shop, topic);
        if (Order(body) is not { } order) return new WebhookVerdict.BadRequest($"The body of {topic} is not whole JSON with an order's number.");
        var digest = Convert.ToHexStringLower(SHA256.HashData(body.Span));
        return new WebhookVerdict.Accepted(new Signal(RecordKey.Order(shop, order), SignalSource.Webhook, delivery, digest, topic, null));
    }

    private static string? Header(IHeaderDictionary headers, string name) =>
        headers.TryGetValue($"Shopify-{name}", out var value) || headers.TryGetValue($"X-Shopify-{name}", out value) ? value.ToString() : null;

    private static OrderId? Order(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("id", out var id)
                && id.ValueKind == JsonValueKind.Number && id.TryGetInt64(out var number) && number > 0 ? new OrderId(number) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private bool Signed(string? signature, ReadOnlySpan<byte> body)
    {
        Span<byte> given = stackalloc byte[32];
        if (!Convert.TryFromBase64String(signature ?? "", given, out var length) || length != 32) return false;
        var matches = false;
        foreach (var name in new[] { "Shopify:ClientSecret", "Shopify:PreviousClientSecret" })
            if (configuration[name] is { Length: > 0 } secret)
                matches |= CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body), given);
        return matches;
    }
}
