using System.Globalization;
using Microsoft.Extensions.Options;
using Tandem.App.Admin;
using Tandem.Grains.Ledger;
using Tandem.Shopify.Failures;
using Tandem.Shopify.Tokens;
using Tandem.Sync;

namespace Tandem.App.Install;

/// <summary>Installation by authorization code, where Shopify does not install the app by itself (setting <c>Shopify:CodeGrant</c>): Shopify opens the app, the app asks, the person grants, a code comes back.</summary>
internal sealed class CodeInstall(
    ManagedInstall install, InstallState state, InstallLinks links, IShops shops, ITokens tokens, IOptions<AdminSettings> options, TimeProvider clock)
{
    public const string Path = "/app/install";

    private const string Callback = $"{Path}/callback";
    private static string NotShopifys => Say("This is not, or not any more, an address that Shopify made. Open Tandem from the Shopify admin, and try again there.");

    /// <summary>Two clocks, and the way between them.</summary>
    private static readonly TimeSpan Leeway = TimeSpan.FromSeconds(90);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, (HttpContext context, CodeInstall code) => code.Begin(context));
        routes.MapGet(Callback, (HttpContext context, CodeInstall code) => code.End(context));
    }

    private async Task<IResult> Begin(HttpContext context)
    {
        if (!options.Value.CodeGrant) return Results.NotFound();
        if (Signed(context.Request) is not { } shop) return Refused;
        // Who has all it asks for goes on to the pages.
        if (await shops.Knows(shop, context.RequestAborted) && await tokens.State(shop, context.RequestAborted) is { RefusedAt: null, Scopes: { } granted } && AskedScopes.Missing(granted).Count == 0)
            return Results.Redirect(Pages(shop));
        var redirect = $"{PublicOrigin.Of(context.Request, options.Value)}{Callback}";
        return Results.Redirect(links.Authorize(shop, AskedScopes.All, redirect, state.Begin(context.Response, shop)).AbsoluteUri);
    }

    private async Task<IResult> End(HttpContext context)
    {
        if (!options.Value.CodeGrant) return Results.NotFound();
        var query = context.Request.Query;
        if (Signed(context.Request) is not { } shop || !state.End(context, shop, query["state"]) || query["code"] is not [{ Length: > 0 } code]) return Refused;
        try
        {
            await install.Install(shop, "whoever installed Tandem in the Shopify admin", new TokenGrant.Code(code), context.RequestAborted);
            return Results.Redirect(Pages(shop));
        }
        catch (ShopifyException failure)
        {
            return Results.Text($"{Say("Tandem could not connect to the shop.")} {Told(failure.Failure.Sentence)}", statusCode: StatusCodes.Status502BadGateway);
        }
    }

    /// <summary>Null unless Shopify made the address, for this shop, just now; why not is not told.</summary>
    private ShopDomain? Signed(HttpRequest request)
    {
        var (query, settings) = (request.Query, options.Value);
        return SignedQuery.Matches(query, settings.ClientSecret, settings.PreviousClientSecret)
            && ShopDomain.TryParse(query["shop"], out var shop)
            && long.TryParse(query["timestamp"], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            && Math.Abs(clock.GetUtcNow().ToUnixTimeSeconds() - seconds) <= Leeway.TotalSeconds
                ? shop
                : null;
    }

    private string Pages(ShopDomain shop) => $"{AdminSettings.Origin(options.Value.AdminUrl)}/store/{shop.Handle}/apps/{Uri.EscapeDataString(options.Value.ClientId)}";

    private static IResult Refused => Results.Text(NotShopifys, statusCode: StatusCodes.Status400BadRequest);
}
