using Microsoft.AspNetCore.Http.Extensions;
using Tandem.App.Admin;
using Tandem.Sync;

namespace Tandem.App.Install;

/// <summary>What a browser gets that loads a page without a session.</summary>
internal abstract record DocumentAnswer
{
    private static readonly string[] NotCarried = [SessionTokens.DocumentParameter, BouncePage.ReloadParameter];

    private DocumentAnswer() { }

    /// <summary>App Bridge, alone on a page: it finds out from the frame around it where it is.</summary>
    public sealed record AskAppBridge : DocumentAnswer;

    /// <summary>Opened outside of the admin: go to the app inside of it.</summary>
    public sealed record OpenInAdmin(string Location) : DocumentAnswer;

    /// <summary>App Bridge fetches a token on the bounce page and loads this page again with it.</summary>
    public sealed record Bounce(string Location) : DocumentAnswer;

    public static DocumentAnswer To(HttpRequest request, AdminSettings settings)
    {
        var query = request.Query;
        if (!ShopDomain.TryParse(query["shop"], out _) || FramingAdmin.Read(query["host"], settings.AdminUrl) is not { } admin) return new AskAppBridge();
        // Shopify opens an app that installs itself outside of the admin first, and says so under its signature.
        if (query["embedded"] != "1" && settings.CodeGrant && query.ContainsKey("hmac")) return new OpenInAdmin($"{request.PathBase}{CodeInstall.Path}{request.QueryString}");
        if (query["embedded"] != "1") return new OpenInAdmin($"{admin}/apps/{Uri.EscapeDataString(settings.ClientId)}");

        var carried = new QueryBuilder(query.Where(parameter => !NotCarried.Contains(parameter.Key)));
        var reload = $"{PublicOrigin.Of(request, settings)}{request.PathBase}{request.Path}{carried}";
        return new Bounce($"{request.PathBase}{BouncePage.Path}{new QueryBuilder(carried) { { BouncePage.ReloadParameter, reload } }}");
    }
}
