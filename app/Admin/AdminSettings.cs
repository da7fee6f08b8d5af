namespace Tandem.App.Admin;

/// <summary>How the embedded pages know Shopify (settings <c>Shopify:*</c> and <c>Tandem:PublicUrl</c>).</summary>
public sealed class AdminSettings
{
    /// <summary>The app's client id: the audience of every session token.</summary>
    public string ClientId { get; set; } = "";

    /// <summary>Signs session tokens; at least 16 bytes, never logged.</summary>
    public string ClientSecret { get; set; } = "";

    /// <summary>The secret before the last rotation; empty when there is none.</summary>
    public string PreviousClientSecret { get; set; } = "";

    /// <summary>Whether shops are installed by authorization code (<c>use_legacy_install_flow = true</c>), not by Shopify itself.</summary>
    public bool CodeGrant { get; set; }

    public Uri AppBridgeUrl { get; set; } = new("https://cdn.shopify.com/shopifycloud/app-bridge.js");

    public Uri PolarisUrl { get; set; } = new("https://cdn.shopify.com/shopifycloud/polaris-1.js");

    /// <summary>The admin that frames the app; another one than Shopify's is a practice admin.</summary>
    public Uri AdminUrl { get; set; } = ShopifyAdmin;

    /// <summary>Where merchants reach Tandem; null takes it from each request.</summary>
    public Uri? PublicUrl { get; set; }

    public static Uri ShopifyAdmin { get; } = new("https://admin.shopify.com");

    /// <summary>An address's scheme, host and port.</summary>
    public static string Origin(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return address.GetLeftPart(UriPartial.Authority);
    }
}
