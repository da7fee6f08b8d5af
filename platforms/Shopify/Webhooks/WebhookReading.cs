using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Tandem.Sync;
using Tandem.Sync.Records;

namespace Tandem.Shopify.Webhooks;

/// <summary>Judges one delivery by its headers and raw body: pure, so that the endpoint only commits and answers.</summary>
public static class WebhookReading
{
    /// <param name="body">The bytes as they came; a body that was decoded and written again no longer matches its signature.</param>
    public static WebhookOutcome Read(IHeaderDictionary headers, ReadOnlyMemory<byte> body, ShopifyOptions options)
    {
        ArgumentNullException.ThrowIfNull(headers);
        ArgumentNullException.ThrowIfNull(options);
        var said = WebhookHeaders.Of(headers);
        if (said.Signature is null) return new WebhookOutcome.Unauthorized("The delivery carries no signature.");
        if (!WebhookSignature.Matches(body.Span, said.Signature, options.ClientSecret, options.PreviousClientSecret))
            return new WebhookOutcome.Unauthorized("The signature is not the app's: check Shopify:ClientSecret, and that nothing rewrites the body on its way.");

        if (said.Topic is not { } topic) return Lacking("topic");
        if (said.WebhookId is not { } delivery) return Lacking("webhook id");
        if (!ShopDomain.TryParse(said.Shop, out var shop)) return Lacking("shop domain");
        return Signed(new Delivery(shop, topic, delivery), said, body);
    }

    /// <summary>Equal for equal bodies: SHA-256 in lower-case hex.</summary>
    public static string Digest(ReadOnlySpan<byte> body) => Convert.ToHexStringLower(SHA256.HashData(body));

    private static WebhookOutcome Signed(Delivery delivery, WebhookHeaders said, ReadOnlyMemory<byte> body)
    {
        if (!delivery.Topic.Contains('/', StringComparison.Ordinal)) return Event(delivery, said, body);
        if (WebhookTopics.KindOf(delivery.Topic) is not { } kind) return delivery.Irrelevant;
        try
        {
            using var json = JsonDocument.Parse(body);
            return WebhookTopics.Number(delivery.Topic, json.RootElement) is { } number
                ? Accepted(delivery, KeyOf(delivery.Shop, kind, number), delivery.Topic, said, body)
                : new WebhookOutcome.BadRequest($"The body of {delivery.Topic} holds no {RecordKey.Name(kind)} number where this topic has it.");
        }
        catch (JsonException)
        {
            return new WebhookOutcome.BadRequest($"The body of {delivery.Topic} is not whole JSON.");
        }
    }

    /// <summary>Events name their resource in a header, so their body, whose form is the subscriber's own, is not read.</summary>
    private static WebhookOutcome Event(Delivery delivery, WebhookHeaders said, ReadOnlyMemory<byte> body)
    {
        if (!delivery.Topic.Equals("Order", StringComparison.OrdinalIgnoreCase)) return delivery.Irrelevant;
        if (said.ResourceId is null) return Lacking("resource id");
        try
        {
            var order = new OrderId(Sync.Shopify.Number(said.ResourceId, "Order"));
            return Accepted(delivery, RecordKey.Order(delivery.Shop, order), $"{delivery.Topic}/{said.Action ?? "unknown"}", said, body);
        }
        catch (FormatException)
        {
            return new WebhookOutcome.BadRequest("The delivery's resource id is not an order's.");
        }
    }

    private static WebhookOutcome.Accepted Accepted(
        Delivery delivery, RecordKey record, string topic, WebhookHeaders said, ReadOnlyMemory<byte> body) =>
        new(new Signal(
            record, SignalSource.Webhook, delivery.Id, Digest(body.Span), topic, said.TriggeredAt));

    private static RecordKey KeyOf(ShopDomain shop, RecordKind kind, long number) => kind switch
    {
        RecordKind.Order => RecordKey.Order(shop, new OrderId(number)),
        RecordKind.Location => RecordKey.Location(shop, new LocationId(number)),
        _ => RecordKey.Product(shop, new ProductId(number)),
    };

    private static WebhookOutcome.BadRequest Lacking(string what) => new($"The delivery's {what} is missing or not valid.");

    private readonly record struct Delivery(ShopDomain Shop, string Topic, string Id)
    {
        public WebhookOutcome.Irrelevant Irrelevant => new(Shop, Topic, Id);
    }
}
