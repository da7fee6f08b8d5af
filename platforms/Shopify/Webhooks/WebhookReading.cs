using System.Security.Cryptography;
using System.Text;
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

    /// <summary>Equal where the same event says the same: SHA-256 in lower-case hex.</summary>
    /// <remarks>
    /// The body alone does not do: an order's times are told to the second and not all of it is in its body, so that another change may read the same.
    /// What happened before an earlier delivery of its event was kept is seen by the pass which that one starts, so nothing is lost.
    /// </remarks>
    /// <param name="happened">The event's id; where the sender names none, the delivery's own, and then no two are equal.</param>
    public static string Digest(string happened, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(happened));
        hash.AppendData([0]);
        hash.AppendData(body);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static WebhookOutcome Signed(Delivery delivery, WebhookHeaders said, ReadOnlyMemory<byte> body)
    {
        if (!delivery.Topic.Contains('/', StringComparison.Ordinal)) return Event(delivery, said, body);
        if (AppTopics.IsOne(delivery.Topic)) return AppTopics.Read(delivery.Shop, delivery.Topic, delivery.Id, said.TriggeredAt, body);
        if (WebhookTopics.KindOf(delivery.Topic) is not { } kind) return delivery.Irrelevant;
        try
        {
            using var json = JsonDocument.Parse(body);
            if (WebhookTopics.Number(delivery.Topic, json.RootElement) is { } number) return Accepted(delivery, KeyOf(delivery.Shop, kind, number), delivery.Topic, said, body);
            // Shopify would send it again for hours; the order's own webhook tells as well.
            return WebhookTopics.MayLackNumber(delivery.Topic)
                ? delivery.Irrelevant
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
            record, SignalSource.Webhook, delivery.Id, Digest(said.EventId ?? delivery.Id, body.Span), topic, said.TriggeredAt));

    private static RecordKey KeyOf(ShopDomain shop, RecordKind kind, long number) => kind switch
    {
        RecordKind.Order => RecordKey.Order(shop, new OrderId(number)),
        RecordKind.Location => RecordKey.Location(shop, new LocationId(number)),
        RecordKind.Customer => RecordKey.Customer(shop, new CustomerId(number)),
        _ => RecordKey.Product(shop, new ProductId(number)),
    };

    private static WebhookOutcome.BadRequest Lacking(string what) => new($"The delivery's {what} is missing or not valid.");

    private readonly record struct Delivery(ShopDomain Shop, string Topic, string Id)
    {
        public WebhookOutcome.Irrelevant Irrelevant => new(Shop, Topic, Id);
    }
}
