namespace Tandem.Shopify.Tokens;

/// <summary>How a new access token is got without a merchant being there.</summary>
public abstract record TokenRenewal
{
    private TokenRenewal() { }

    /// <summary>With a refresh token, which is used up by it (expiring offline token).</summary>
    /// <param name="Value">Secret; never logged.</param>
    /// <param name="ExpiresAt">When it can no longer be used, in UTC; null when Shopify did not say.</param>
    public sealed record Refresh(string Value, DateTimeOffset? ExpiresAt) : TokenRenewal
    {
        public override string ToString() => $"refresh token until {ExpiresAt:u}";
    }

    /// <summary>With the app's own credentials, for a store of one's own organisation.</summary>
    public sealed record ClientCredentials : TokenRenewal;

    /// <summary>Not at all: a merchant has to open the app.</summary>
    public sealed record None : TokenRenewal;
}
