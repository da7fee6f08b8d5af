using Microsoft.AspNetCore.Http;
using Tandem.Sync;
using Tandem.Sync.Records;

namespace Tandem.App.Webhooks;

/// <summary>Judges one delivery by its headers and raw body, without I/O.</summary>
public interface IWebhookReading
{
    /// <param name="body">The bytes as they came; a body that was decoded and written again no longer matches its signature.</param>
    WebhookVerdict Read(IHeaderDictionary headers, ReadOnlyMemory<byte> body);
}

/// <summary>What one delivery is.</summary>
public abstract record WebhookVerdict
{
    private WebhookVerdict() { }

    /// <summary>A signal to be committed before it is acknowledged.</summary>
    public sealed record Accepted(Signal Signal) : WebhookVerdict;

    /// <summary>Truly from Shopify but about no record that Tandem keeps in step: acknowledged and counted.</summary>
    public sealed record Irrelevant(ShopDomain Shop, string Topic) : WebhookVerdict;

    /// <summary>Signed, but its headers or its body are not a delivery.</summary>
    public sealed record BadRequest(string Reason) : WebhookVerdict;

    /// <summary>Not signed with the app's secret.</summary>
    public sealed record Unauthorized(string Reason) : WebhookVerdict;
}
