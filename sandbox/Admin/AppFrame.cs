using System.Net;
using System.Text;
using Tandem.Sandbox.Shopify;
using Tandem.Sandbox.Shopify.Shops;
using Tandem.Sandbox.Shopify.Tokens;

namespace Tandem.Sandbox.Admin;

/// <summary>The app in its frame, opened as Shopify opens it.</summary>
internal static class AppFrame
{
    /// <summary>Languages that the admin can be in; French stands for those that nobody translated the app into.</summary>
    private static readonly (string Locale, string Name)[] Languages = [("en", "English"), ("de", "Deutsch"), ("fr", "Français")];

    /// <param name="locale">The admin's language, which the app is told; null for English.</param>
    public static string Page(PracticeShopify shopify, PracticeShop shop, string? path, string? locale) => shopify.AppAddress is null
        ? AdminPages.Shell("Tandem", shop, "<h1>Tandem</h1><p>The app isn't running: no address of it is set.</p>")
        : AdminPages.Shell("Tandem", shop, $"<form class=\"language\" method=\"get\"><label>The admin's language <select name=\"locale\">{string.Concat(Languages.Select(one => $"<option value=\"{one.Locale}\"{(one.Locale == Known(locale) ? " selected" : "")}>{one.Name}</option>"))}</select></label><button>Choose</button></form><iframe title=\"Tandem\" src=\"{WebUtility.HtmlEncode(Address(shopify, shop, path, locale).ToString())}\"></iframe>", "app");

    /// <summary><c>{app}/app?embedded=1&amp;shop=…&amp;host=…&amp;id_token=…&amp;locale=…</c></summary>
    public static Uri Address(PracticeShopify shopify, PracticeShop shop, string? path = null, string? locale = null)
    {
        var now = shopify.Options.Clock.GetUtcNow();
        var host = Convert.ToBase64String(Encoding.UTF8.GetBytes($"admin.shopify.com/store/{shop.Handle}"));
        var token = SessionToken.Make(shop.Domain, shopify.ClientId, shopify.ClientSecret, now);
        var local = path is not null && path.StartsWith("/app", StringComparison.Ordinal) ? path : "/app";
        return new Uri(shopify.AppAddress!, $"{local}?embedded=1&shop={shop.Domain}&host={Uri.EscapeDataString(host)}&id_token={token}&locale={Known(locale)}&timestamp={now.ToUnixTimeSeconds()}");
    }

    private static string Known(string? locale) => Languages.Any(one => one.Locale == locale) ? locale! : "en";
}
