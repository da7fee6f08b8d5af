using System.Net;
using System.Text;
using Tandem.Sandbox.Shopify;
using Tandem.Sandbox.Shopify.Shops;
using Tandem.Sandbox.Shopify.Tokens;

namespace Tandem.Sandbox.Admin;

/// <summary>The app in its frame, opened as Shopify opens it.</summary>
internal static class AppFrame
{
    public static string Page(PracticeShopify shopify, PracticeShop shop, string? path) => shopify.AppAddress is null
        ? AdminPages.Shell("Tandem", shop, "<h1>Tandem</h1><p>The app isn't running: no address of it is set.</p>")
        : AdminPages.Shell("Tandem", shop, $"<iframe title=\"Tandem\" src=\"{WebUtility.HtmlEncode(Address(shopify, shop, path).ToString())}\"></iframe>", "app");

    /// <summary><c>{app}/app?embedded=1&amp;shop=…&amp;host=…&amp;id_token=…&amp;locale=en</c></summary>
    public static Uri Address(PracticeShopify shopify, PracticeShop shop, string? path = null)
    {
        var now = shopify.Options.Clock.GetUtcNow();
        var host = Convert.ToBase64String(Encoding.UTF8.GetBytes($"admin.shopify.com/store/{shop.Handle}"));
        var token = SessionToken.Make(shop.Domain, shopify.ClientId, shopify.ClientSecret, now);
        var local = path is not null && path.StartsWith("/app", StringComparison.Ordinal) ? path : "/app";
        return new Uri(shopify.AppAddress!, $"{local}?embedded=1&shop={shop.Domain}&host={Uri.EscapeDataString(host)}&id_token={token}&locale=en&timestamp={now.ToUnixTimeSeconds()}");
    }
}
