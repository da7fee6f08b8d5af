using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Tandem.Tests.Admin;

/// <summary>Makes session tokens by hand, right ones as Shopify does and wrong ones as an attacker would.</summary>
internal static class TokenForge
{
    public const string ClientId = "5f2c0e1db31a4c1f9d1c0a7be0f4c8d2";
    public const string Secret = "shpss_0123456789abcdef0123456789abcdef";
    public const string PreviousSecret = "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";
    public const string Hs256 = """{"alg":"HS256","typ":"JWT"}""";

    /// <summary>The claims of a right token of <c>alpha.myshopify.com</c>, one minute from now.</summary>
    public static JsonObject Claims(DateTimeOffset now, string shop = "alpha.myshopify.com") => new()
    {
        ["iss"] = $"https://{shop}/admin",
        ["dest"] = $"https://{shop}",
        ["aud"] = ClientId,
        ["sub"] = "42",
        ["exp"] = now.AddMinutes(1).ToUnixTimeSeconds(),
        ["nbf"] = now.ToUnixTimeSeconds(),
        ["iat"] = now.ToUnixTimeSeconds(),
        ["jti"] = "f8912129-1af6-4cad-9ca3-76b0f7621087",
        ["sid"] = "aaea182f2732d44c23057c0fea584021a4485b2bd25d3eb7fd349313ad24c685",
    };

    public static string Right(DateTimeOffset now, string shop = "alpha.myshopify.com") => Sign(Claims(now, shop));

    public static string Sign(JsonObject claims, string secret = Secret, string header = Hs256) =>
        Signed(claims, header, text => HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), text));

    public static string Signed(JsonObject claims, string header, Func<byte[], byte[]> sign)
    {
        var text = $"{Encode(Encoding.UTF8.GetBytes(header))}.{Encode(Encoding.UTF8.GetBytes(claims.ToJsonString()))}";
        return $"{text}.{Encode(sign(Encoding.ASCII.GetBytes(text)))}";
    }

    public static string Encode(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
