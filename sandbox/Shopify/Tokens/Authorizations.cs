using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Tandem.App.Install;
using Tandem.Sandbox.Shopify.Shops;
using Tandem.Shopify.Tokens;

namespace Tandem.Sandbox.Shopify.Tokens;

/// <summary>The addresses at which a merchant grants an app its scopes; here everybody grants at once.</summary>
internal sealed class Authorizations(PracticeShopify shopify)
{
    private readonly ConcurrentDictionary<string, string> codes = new(StringComparer.Ordinal);

    /// <summary><c>GET /admin/oauth/authorize</c>: back to the app with a code, under Shopify's signature.</summary>
    public IResult Authorize(HttpRequest request, PracticeShop shop)
    {
        var query = request.Query;
        if (query["client_id"] != shopify.Options.ClientId || query["redirect_uri"] is not [{ } redirect]) return Results.BadRequest("Oauth error invalid_request");
        var code = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        codes[code] = shop.Domain;
        shop.Scopes = query["scope"].ToString().Split(',');
        return Results.Redirect($"{redirect}?{Signed(shop, new Dictionary<string, string> { ["code"] = code, ["state"] = query["state"].ToString() })}");
    }

    /// <summary><c>GET /admin/oauth/install</c>: grants what the app's configuration asks for, tells the app, and opens it.</summary>
    public async Task<IResult> Install(HttpContext http, PracticeShop shop)
    {
        var previous = shop.Scopes;
        shop.Scopes = [.. previous.Union(AskedScopes.All)];
        await shop.Webhooks.Send("app/scopes_update", new JsonObject
        {
            ["id"] = shop.Number, ["previous"] = new JsonArray([.. previous.Select(scope => (JsonNode)scope)]), ["current"] = new JsonArray([.. shop.Scopes.Select(scope => (JsonNode)scope)]),
        }, cancellationToken: http.RequestAborted);
        return Results.Redirect($"{shopify.Address}/admin/{shop.Handle}/apps/tandem");
    }

    /// <summary>A code is good once, in the shop that gave it.</summary>
    public bool Takes(string? code, PracticeShop shop) => code is not null && codes.TryRemove(code, out var of) && of == shop.Domain;

    /// <summary>A query as Shopify signs it.</summary>
    public string Signed(PracticeShop shop, Dictionary<string, string> parameters)
    {
        parameters["shop"] = shop.Domain;
        parameters["host"] = Convert.ToBase64String(Encoding.ASCII.GetBytes($"{new Uri(shopify.Address).Authority}/store/{shop.Handle}")).TrimEnd('=');
        parameters["timestamp"] = shop.Clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        parameters["hmac"] = SignedQuery.Of(parameters, shopify.Options.ClientSecret);
        return string.Join('&', parameters.Select(one => $"{Uri.EscapeDataString(one.Key)}={Uri.EscapeDataString(one.Value)}"));
    }
}
