using System.Text.Json.Nodes;

namespace Tandem.Shopify.Tokens;

/// <summary>What Shopify gives a token for.</summary>
public abstract record TokenGrant
{
    private TokenGrant() { }

    /// <summary>The app's own credentials, for a store of one's own organisation: 24 hours, no refresh token.</summary>
    public sealed record ClientCredentials : TokenGrant;

    /// <summary>A verified session token of a merchant who has the app open; gives an expiring offline token.</summary>
    /// <param name="Jwt">Secret; never logged.</param>
    public sealed record SessionToken(string Jwt) : TokenGrant
    {
        public override string ToString() => "session token";
    }

    /// <summary>A code that Shopify sent after somebody granted the app its scopes; gives an expiring offline token.</summary>
    /// <param name="Value">Secret; never logged.</param>
    public sealed record Code(string Value) : TokenGrant
    {
        public override string ToString() => "authorization code";
    }

    /// <summary>A refresh token; gives a new pair.</summary>
    /// <param name="Value">Secret; never logged.</param>
    public sealed record RefreshToken(string Value) : TokenGrant
    {
        public override string ToString() => "refresh token";
    }

    /// <summary>The body for <c>POST /admin/oauth/access_token</c>.</summary>
    internal JsonObject Body(ShopifyOptions options)
    {
        var body = new JsonObject { ["client_id"] = options.ClientId, ["client_secret"] = options.ClientSecret };
        switch (this)
        {
            case ClientCredentials:
                body["grant_type"] = "client_credentials";
                break;
            case Code code:
                body["code"] = code.Value;
                body["expiring"] = "1";
                break;
            case RefreshToken refresh:
                body["grant_type"] = "refresh_token";
                body["refresh_token"] = refresh.Value;
                break;
            case SessionToken session:
                body["grant_type"] = "urn:ietf:params:oauth:grant-type:token-exchange";
                body["subject_token"] = session.Jwt;
                body["subject_token_type"] = "urn:ietf:params:oauth:token-type:id_token";
                body["requested_token_type"] = "urn:shopify:params:oauth:token-type:offline-access-token";
                body["expiring"] = "1";
                break;
        }

        return body;
    }
}
