using Tandem.Sync;

namespace Tandem.App.Admin;

/// <summary>The headers of every page: only this shop's admin may frame it, nobody keeps it.</summary>
internal static class AdminHeaders
{
    /// <param name="shop">Null when no shop is known; then only Shopify's admin itself may frame the page.</param>
    public static void Write(HttpResponse response, AdminSettings settings, ShopDomain? shop)
    {
        var headers = response.Headers;
        headers.ContentSecurityPolicy = $"frame-ancestors {string.Join(' ', Ancestors(settings, shop))};";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers.CacheControl = "no-store";
        headers.Link = $"<{AdminSettings.Origin(settings.AppBridgeUrl)}>; rel=\"preconnect\", <{settings.AppBridgeUrl}>; rel=\"preload\"; as=\"script\", <{settings.PolarisUrl}>; rel=\"preload\"; as=\"script\"";
    }

    private static IEnumerable<string> Ancestors(AdminSettings settings, ShopDomain? shop)
    {
        if (shop is { } known) yield return $"https://{known}";
        yield return AdminSettings.Origin(AdminSettings.ShopifyAdmin);
        if (settings.AdminUrl != AdminSettings.ShopifyAdmin) yield return AdminSettings.Origin(settings.AdminUrl);
    }
}
