using Tandem.Sync;

namespace Tandem.Shopify;

/// <summary>How Tandem reaches Shopify (settings <c>Shopify:*</c>).</summary>
public sealed class ShopifyOptions
{
    public const string Section = "Shopify";

    /// <summary>The app's client id, from the Dev Dashboard.</summary>
    public string ClientId { get; set; } = "";

    /// <summary>The app's client secret: signs webhooks and session tokens, never logged.</summary>
    public string ClientSecret { get; set; } = "";

    /// <summary>The secret before the last rotation; Shopify may still sign with it for an hour. Empty when there is none.</summary>
    public string PreviousClientSecret { get; set; } = "";

    /// <summary>The Admin API version that the documents are written for.</summary>
    public string ApiVersion { get; set; } = "2026-07";

    /// <summary>Where a shop answers; <c>{shop}</c> stands for its permanent domain.</summary>
    public string ShopUrl { get; set; } = "https://{shop}";

    /// <summary>The longest that one call waits for Shopify's budget or for Shopify to recover, before it fails with advice.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Wait after a first failure of Shopify or the network inside one call; doubled after each.</summary>
    public TimeSpan Backoff { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The longest wait for one HTTP answer.</summary>
    public TimeSpan AnswerTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The first pause before a bulk operation is looked at; the next are longer.</summary>
    public TimeSpan BulkLook { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest that a bulk operation is waited for before it is cancelled.</summary>
    public TimeSpan BulkPatience { get; set; } = TimeSpan.FromHours(2);

    internal Uri Endpoint(ShopDomain shop, string path) =>
        new($"{ShopUrl.Replace("{shop}", shop.Value, StringComparison.Ordinal).TrimEnd('/')}{path}", UriKind.Absolute);
}
