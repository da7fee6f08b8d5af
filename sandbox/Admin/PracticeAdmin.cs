using System.Reflection;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tandem.Sandbox.Shopify;
using Tandem.Sandbox.Shopify.Tokens;

namespace Tandem.Sandbox.Admin;

/// <summary>A small Shopify admin around the app, served by the practice Shopify itself.</summary>
public static class PracticeAdmin
{
    private static readonly string[] Polaris = ["polaris-layout.js", "polaris-fields.js", "polaris-actions.js"];

    /// <summary>Starts a practice Shopify with its admin.</summary>
    public static Task<PracticeShopify> Start(PracticeShopifyOptions options, CancellationToken cancellationToken = default) => Start(options, null, cancellationToken);

    /// <param name="shelf">The Odoo beside it, for the page about stock; null shows Shopify's side alone.</param>
    public static Task<PracticeShopify> Start(PracticeShopifyOptions options, IStockShelf? shelf, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        return PracticeShopify.Start(options with { Pages = (routes, shopify) => Map(routes, shopify, shelf) }, cancellationToken);
    }

    /// <summary>Adds the admin's pages, the stand-in scripts, and the session tokens that they ask for.</summary>
    public static void Map(IEndpointRouteBuilder routes, PracticeShopify shopify, IStockShelf? shelf)
    {
        ArgumentNullException.ThrowIfNull(routes);
        ArgumentNullException.ThrowIfNull(shopify);
        routes.MapGet("/practice/app-bridge.js", () => Script("app-bridge.js"));
        routes.MapGet("/practice/polaris.js", () => Script(Polaris));
        routes.MapGet("/practice/admin.js", () => Script("admin.js"));
        routes.MapGet("/practice/admin.css", () => Results.Text(Asset("admin.css"), "text/css", Encoding.UTF8));
        routes.MapGet("/practice/id-token", (HttpContext http, string shop) => Token(http, shopify, shop));
        routes.MapGet("/admin", () => Html(AdminPages.Shops(shopify)));
        routes.MapGet("/admin/{handle}", (string handle) => shopify.Shop(handle) is { } shop ? Html(AdminPages.Orders(shop)) : Results.NotFound());
        routes.MapGet("/admin/{handle}/apps/tandem", (string handle, string? path, string? locale) => shopify.Shop(handle) is { } shop ? Html(AppFrame.Page(shopify, shop, path, locale)) : Results.NotFound());
        AdminActions.Map(routes, shopify);
        StockPages.Map(routes, shopify, shelf);
    }

    private static IResult Html(string html) => Results.Text(html, "text/html", Encoding.UTF8);

    private static IResult Script(params string[] names) => Results.Text(string.Join('\n', names.Select(Asset)), "text/javascript", Encoding.UTF8);

    /// <summary>What the admin gives to App Bridge in its frame; the stand-in asks for it directly.</summary>
    private static IResult Token(HttpContext http, PracticeShopify shopify, string shop)
    {
        if (shopify.Shop(shop) is not { } found) return Results.NotFound();
        http.Response.Headers.AccessControlAllowOrigin = shopify.AppAddress?.GetLeftPart(UriPartial.Authority) ?? "null";
        http.Response.Headers.CacheControl = "no-store";
        return Results.Text(SessionToken.Make(found.Domain, shopify.ClientId, shopify.ClientSecret, shopify.Options.Clock.GetUtcNow()));
    }

    private static string Asset(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Tandem.Sandbox.Admin.assets.{name}")
            ?? throw new InvalidOperationException($"{name} is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
