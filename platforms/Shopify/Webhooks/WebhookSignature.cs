using System.Security.Cryptography;
using System.Text;

namespace Tandem.Shopify.Webhooks;

/// <summary>Shopify's signature over a delivery: HMAC-SHA256 of the body's raw bytes under the app's secret, in base64.</summary>
public static class WebhookSignature
{
    /// <summary>Whether one of the secrets signed the body; compares in constant time.</summary>
    /// <param name="secrets">The current secret and, for an hour after a rotation, the previous one; empty ones never match.</param>
    public static bool Matches(ReadOnlySpan<byte> body, string? signature, params ReadOnlySpan<string> secrets)
    {
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (body.IsEmpty || signature is not { Length: 44 }) return false;
        if (!Convert.TryFromBase64String(signature, given, out var length) || length != given.Length) return false;

        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        var matches = false;
        foreach (var secret in secrets)
        {
            if (string.IsNullOrEmpty(secret)) continue;
            HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body, expected);
            matches |= CryptographicOperations.FixedTimeEquals(expected, given);
        }

        return matches;
    }

    /// <summary>The signature that Shopify would send.</summary>
    public static string Of(ReadOnlySpan<byte> body, string secret)
    {
        ArgumentException.ThrowIfNullOrEmpty(secret);
        return Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));
    }
}
