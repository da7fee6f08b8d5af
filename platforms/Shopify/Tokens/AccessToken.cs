namespace Tandem.Shopify.Tokens;

/// <summary>A token to call one shop's Admin API with; it prints without its secret.</summary>
/// <param name="Value">Secret; never logged.</param>
/// <param name="ExpiresAt">When Shopify stops taking it, in UTC.</param>
public sealed record AccessToken(string Value, DateTimeOffset ExpiresAt)
{
    public override string ToString() => $"access token until {ExpiresAt:u}";
}
