using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Tandem.Sandbox.Shopify.Tokens;

/// <summary>Shopify's session (id) tokens: a JWT of one minute, HS256 with the app's secret.</summary>
public static class SessionToken
{
    public static string Make(string shopDomain, string clientId, string clientSecret, DateTimeOffset now, TimeSpan? life = null, string user = "42")
    {
        var claims = new Dictionary<string, object>
        {
            ["iss"] = $"https://{shopDomain}/admin",
            ["dest"] = $"https://{shopDomain}",
            ["aud"] = clientId,
            ["sub"] = user,
            ["exp"] = (now + (life ?? TimeSpan.FromMinutes(1))).ToUnixTimeSeconds(),
            ["nbf"] = now.ToUnixTimeSeconds(),
            ["iat"] = now.ToUnixTimeSeconds(),
            ["jti"] = Guid.NewGuid().ToString(),
            ["sid"] = Guid.NewGuid().ToString("N"),
        };
        var text = $"{Part("""{"alg":"HS256","typ":"JWT"}"""u8)}.{Part(JsonSerializer.SerializeToUtf8Bytes(claims))}";
        return $"{text}.{Part(Sign(text, clientSecret))}";
    }

    /// <summary>The shop a good token is for, or null.</summary>
    public static string? ShopOf(string? token, string clientId, string clientSecret, DateTimeOffset now)
    {
        if (token?.Split('.') is not [var head, var body, var signature]) return null;
        try
        {
            var good = CryptographicOperations.FixedTimeEquals(Base64Url.DecodeFromChars(signature), Sign($"{head}.{body}", clientSecret));
            using var json = JsonDocument.Parse(Base64Url.DecodeFromChars(body));
            var claims = json.RootElement;
            var current = claims.GetProperty("exp").GetInt64() > now.ToUnixTimeSeconds() - 10;
            return good && current && claims.GetProperty("aud").GetString() == clientId
                ? claims.GetProperty("dest").GetString()!["https://".Length..]
                : null;
        }
        catch (Exception wrong) when (wrong is FormatException or JsonException or KeyNotFoundException)
        {
            return null;
        }
    }

    private static byte[] Sign(string text, string secret) => HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(text));

    private static string Part(ReadOnlySpan<byte> bytes) => Base64Url.EncodeToString(bytes);
}
