using System.Security.Claims;
using System.Text.RegularExpressions;
using Microsoft.IdentityModel.JsonWebTokens;
using Tandem.Sync;

namespace Tandem.App.Install;

/// <summary>What an admin session token must say about its shop and user, beyond its signature, audience and times.</summary>
internal static partial class SessionClaims
{
    private const string Https = "https://";
    private const string AdminPath = "/admin";

    /// <summary>Null when the token is not one of the Shopify admin: the shop is in <c>dest</c>, <c>iss</c> is its admin, <c>sub</c> a number.</summary>
    public static AdminSession? Read(JsonWebToken token)
    {
        if (Only(token, "dest") is not { } dest || Host(dest) is not { } shop) return null;
        if (Only(token, "iss") is not { } issuer || !issuer.EndsWith(AdminPath, StringComparison.Ordinal)) return null;
        if (Host(issuer[..^AdminPath.Length]) != shop) return null;
        return Only(token, "sub") is { } user && Number().IsMatch(user) ? new AdminSession(shop, user) : null;
    }

    // The whole rest must be a shop domain: no path, port, user, trailing newline.
    private static ShopDomain? Host(string address) =>
        address.StartsWith(Https, StringComparison.Ordinal) && ShopDomain.TryParse(address[Https.Length..], out var shop) ? shop : null;

    private static string? Only(JsonWebToken token, string name)
    {
        var claims = token.Claims.Where(claim => claim.Type == name).Take(2).ToList();
        return claims is [{ ValueType: ClaimValueTypes.String } claim] ? claim.Value : null;
    }

    [GeneratedRegex(@"\A[0-9]{1,20}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
