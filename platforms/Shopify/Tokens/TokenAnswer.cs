using System.Text.Json;
using Tandem.Shopify.Reading;

namespace Tandem.Shopify.Tokens;

/// <summary>Reads the answer to a token request.</summary>
internal static class TokenAnswer
{
    /// <summary>Shopify has answered refreshes without a lifetime: never taken for "does not expire".</summary>
    private const int LifetimeWhenUnsaid = 3600;

    /// <exception cref="UnreadableException">A needed field is missing.</exception>
    public static ShopTokenSet Read(JsonElement answer, TokenGrant grant, DateTimeOffset now)
    {
        var root = new ShopifyField(answer, "");
        var lifetime = root.GetIfThere("expires_in")?.Whole ?? LifetimeWhenUnsaid;
        var scopes = root.GetIfThere("scope")?.Text ?? "";
        return new ShopTokenSet(
            new AccessToken(root.Get("access_token").Text, now.AddSeconds(lifetime)),
            Renewal(root, grant, now),
            scopes.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }

    private static TokenRenewal Renewal(ShopifyField root, TokenGrant grant, DateTimeOffset now)
    {
        if (grant is TokenGrant.ClientCredentials) return new TokenRenewal.ClientCredentials();
        if (root.GetIfThere("refresh_token") is not { } refresh) return new TokenRenewal.None();
        return new TokenRenewal.Refresh(
            refresh.Text,
            root.GetIfThere("refresh_token_expires_in") is { } seconds ? now.AddSeconds(seconds.Whole) : null);
    }
}
