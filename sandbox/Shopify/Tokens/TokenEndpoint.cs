using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Tandem.Sandbox.Shopify.Shops;

namespace Tandem.Sandbox.Shopify.Tokens;

/// <summary><c>POST /admin/oauth/access_token</c>: client credentials, token exchange, refresh and authorization codes.</summary>
internal sealed class TokenEndpoint(PracticeShopifyOptions options, Authorizations authorizations)
{
    public const string Exchange = "urn:ietf:params:oauth:grant-type:token-exchange";
    private const string OfflineType = "urn:shopify:params:oauth:token-type:offline-access-token";
    private const string OnlineType = "urn:shopify:params:oauth:token-type:online-access-token";

    public async Task<IResult> Answer(HttpRequest request, PracticeShop shop)
    {
        var asked = await Read(request);
        string? Asked(string name) => asked.GetValueOrDefault(name);
        if (Asked("client_id") != options.ClientId || Asked("client_secret") != options.ClientSecret)
            return Wrong(StatusCodes.Status401Unauthorized, "invalid_client", "The client credentials are invalid.");
        return Asked("grant_type") switch
        {
            "client_credentials" => Token(shop, shop.Tokens.Issue(ShopTokens.ClientCredentialsLife, refreshable: false), 86_399),
            Exchange => Exchanged(shop, Asked),
            "refresh_token" => shop.Tokens.Refresh(Asked("refresh_token") ?? "") is { } issued
                ? Token(shop, issued, 3600)
                : Wrong(StatusCodes.Status400BadRequest, "invalid_grant", "This request requires an active refresh_token"),
            null when Asked("code") is { } code => authorizations.Takes(code, shop)
                ? Token(shop, shop.Tokens.Issue(Asked("expiring") == "1" ? ShopTokens.AccessLife : null, refreshable: Asked("expiring") == "1"), Asked("expiring") == "1" ? 3600 : null)
                : Wrong(StatusCodes.Status400BadRequest, "invalid_request", "The authorization code was not found or was already used"),
            _ => Wrong(StatusCodes.Status400BadRequest, "unsupported_grant_type", "The grant type is not supported."),
        };
    }

    private IResult Exchanged(PracticeShop shop, Func<string, string?> asked)
    {
        var from = SessionToken.ShopOf(asked("subject_token"), options.ClientId, options.ClientSecret, shop.Clock.GetUtcNow());
        if (from != shop.Domain || asked("subject_token_type") != "urn:ietf:params:oauth:token-type:id_token")
            return Wrong(StatusCodes.Status400BadRequest, "invalid_subject_token", "The subject token is invalid or expired.");
        if (asked("requested_token_type") == OnlineType) return Token(shop, shop.Tokens.Issue(ShopTokens.ClientCredentialsLife, refreshable: false), 86_399);
        if (asked("requested_token_type") != OfflineType)
            return Wrong(StatusCodes.Status400BadRequest, "invalid_request", "The requested token type is not supported.");
        return asked("expiring") == "1"
            ? Token(shop, shop.Tokens.Issue(ShopTokens.AccessLife, refreshable: true), 3600)
            : Token(shop, shop.Tokens.Issue(null, refreshable: false), null);
    }

    private static IResult Token(PracticeShop shop, IssuedToken issued, int? expiresIn)
    {
        var answer = new Dictionary<string, object> { ["access_token"] = issued.Access, ["scope"] = string.Join(',', shop.Scopes) };
        if (expiresIn is { } seconds) answer["expires_in"] = seconds;
        if (issued.Refresh is { } refresh)
        {
            answer["refresh_token"] = refresh;
            answer["refresh_token_expires_in"] = (int)ShopTokens.RefreshLife.TotalSeconds;
        }

        return Results.Json(answer);
    }

    private static IResult Wrong(int status, string error, string description) =>
        Results.Json(new Dictionary<string, string> { ["error"] = error, ["error_description"] = description }, statusCode: status);

    private static async Task<Dictionary<string, string?>> Read(HttpRequest request)
    {
        if (request.HasFormContentType)
            return (await request.ReadFormAsync(request.HttpContext.RequestAborted)).ToDictionary(f => f.Key, f => (string?)f.Value.ToString(), StringComparer.Ordinal);
        try
        {
            var json = await JsonSerializer.DeserializeAsync<Dictionary<string, JsonElement>>(request.Body, cancellationToken: request.HttpContext.RequestAborted);
            return json?.ToDictionary(p => p.Key, p => (string?)p.Value.ToString(), StringComparer.Ordinal) ?? [];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
