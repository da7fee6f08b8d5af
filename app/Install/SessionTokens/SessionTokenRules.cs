using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Tandem.App.Admin;

namespace Tandem.App.Install;

/// <summary>Which session tokens are Shopify's, for this app, and of now.</summary>
internal static class SessionTokenRules
{
    /// <summary>Shopify's own libraries allow as much between two clocks.</summary>
    private static readonly TimeSpan Leeway = TimeSpan.FromSeconds(10);

    public static TokenValidationParameters Of(AdminSettings settings, TimeProvider clock) => new()
    {
        ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
        IssuerSigningKeys = Keys(settings),
        RequireSignedTokens = true,
        AudienceValidator = (audiences, _, _) =>
            settings.ClientId.Length > 0 && audiences?.ToList() is [var audience] && string.Equals(audience, settings.ClientId, StringComparison.Ordinal),
        LifetimeValidator = (notBefore, expires, _, _) => IsNow(notBefore, expires, clock.GetUtcNow().UtcDateTime),
        IssuerValidator = (issuer, token, _) => token is JsonWebToken session && SessionClaims.Read(session) is not null
            ? issuer
            : throw new SecurityTokenInvalidIssuerException("iss, dest and sub are not those of a shop's admin."),
    };

    private static bool IsNow(DateTime? notBefore, DateTime? expires, DateTime now) =>
        notBefore is { } from && expires is { } until && from - Leeway <= now && now < until + Leeway;

    private static List<SecurityKey> Keys(AdminSettings settings) =>
        [.. new[] { settings.ClientSecret, settings.PreviousClientSecret }
            .Where(secret => secret.Length > 0)
            .Select(secret => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(secret)))];
}
