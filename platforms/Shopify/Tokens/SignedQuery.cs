using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Tandem.Shopify.Tokens;

/// <summary>Shopify's signature over an address that it opens: HMAC-SHA256 of the other parameters in order, in lower-case hex.</summary>
public static class SignedQuery
{
    private const string Signature = "hmac";

    /// <summary>Whether one of the secrets signed the query; compares in constant time. A parameter that is there twice says nothing certain.</summary>
    public static bool Matches(IQueryCollection query, params ReadOnlySpan<string> secrets)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (query.Any(parameter => parameter.Value.Count != 1) || query[Signature] is not [{ Length: 64 } given]) return false;
        var said = Encoding.UTF8.GetBytes(given.ToLowerInvariant());
        var parameters = query.Where(parameter => parameter.Key is not (Signature or "signature")).Select(parameter => KeyValuePair.Create(parameter.Key, parameter.Value.ToString())).ToList();
        var matches = false;
        foreach (var secret in secrets)
        {
            if (string.IsNullOrEmpty(secret)) continue;
            // Shopify's own libraries sign what is encoded; what needs encoding, such as the padding of "host", is told raw by some of its pages.
            matches |= CryptographicOperations.FixedTimeEquals(said, Encoding.UTF8.GetBytes(Of(parameters, secret)));
            matches |= CryptographicOperations.FixedTimeEquals(said, Encoding.UTF8.GetBytes(Of(parameters, secret, encoded: false)));
        }

        return matches;
    }

    /// <summary>The signature that Shopify would give.</summary>
    public static string Of(IEnumerable<KeyValuePair<string, string>> parameters, string secret, bool encoded = true)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentException.ThrowIfNullOrEmpty(secret);
        string Text(string part) => encoded ? Uri.EscapeDataString(part) : part;
        var message = string.Join('&', parameters.OrderBy(parameter => parameter.Key, StringComparer.Ordinal).Select(parameter => $"{Text(parameter.Key)}={Text(parameter.Value)}"));
        return Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(message)));
    }
}
