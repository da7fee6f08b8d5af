using System.Text.Encodings.Web;
using Tandem.App.Admin;
using Tandem.Sync;

namespace Tandem.App.Install;

/// <summary>A page with nothing but App Bridge, which gets a session token and loads the address in <c>shopify-reload</c> with it.</summary>
internal static class BouncePage
{
    public const string Path = "/app/session-token";
    public const string ReloadParameter = "shopify-reload";

    public static Task Get(HttpContext context, AdminSettings settings)
    {
        var reload = context.Request.Query[ReloadParameter];
        if (reload.Count <= 1 && (reload.Count == 0 || PublicOrigin.Holds(PublicOrigin.Of(context.Request, settings), reload[0] ?? "")))
            return Show(context, settings);

        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return context.Response.WriteAsync(Say("This link leads out of Tandem. Open Tandem from the Shopify admin instead."), context.RequestAborted);
    }

    public static Task Show(HttpContext context, AdminSettings settings)
    {
        AdminHeaders.Write(context.Response, settings, ShopDomain.TryParse(context.Request.Query["shop"], out var shop) ? shop : null);
        context.Response.ContentType = "text/html; charset=utf-8";
        var html = HtmlEncoder.Default;
        return context.Response.WriteAsync(
            $"""
            <!DOCTYPE html>
            <html lang="{Language.Current.Code}">
            <head>
              <meta charset="utf-8">
              <meta name="shopify-api-key" content="{html.Encode(settings.ClientId)}">
              <script src="{html.Encode(settings.AppBridgeUrl.AbsoluteUri)}"></script>
              <title>Tandem</title>
            </head>
            <body></body>
            </html>
            """,
            context.RequestAborted);
    }
}
