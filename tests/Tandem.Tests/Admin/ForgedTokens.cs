using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using static Tandem.Tests.Admin.TokenForge;

namespace Tandem.Tests.Admin;

/// <summary>Tokens that must not get in, each by what is wrong with it.</summary>
internal static class ForgedTokens
{
    public static IReadOnlyDictionary<string, Func<DateTimeOffset, string>> All { get; } = new Dictionary<string, Func<DateTimeOffset, string>>
    {
        ["garbage"] = _ => "not-a-token",
        ["alg none without signature"] = now => Signed(Claims(now), """{"alg":"none","typ":"JWT"}""", _ => []),
        ["alg None without signature"] = now => Signed(Claims(now), """{"alg":"None","typ":"JWT"}""", _ => []),
        ["alg none with the right signature"] = now => Sign(Claims(now), header: """{"alg":"none","typ":"JWT"}"""),
        ["alg in lower case"] = now => Sign(Claims(now), header: """{"alg":"hs256","typ":"JWT"}"""),
        ["no alg"] = now => Sign(Claims(now), header: """{"typ":"JWT"}"""),
        ["RS256 with a key of one's own"] = now => Signed(Claims(now), """{"alg":"RS256","typ":"JWT"}""", Rsa),
        ["RS256 in the header, signed with the secret"] = now => Sign(Claims(now), header: """{"alg":"RS256","typ":"JWT"}"""),
        ["HS384 with the right secret"] = now => Signed(Claims(now), """{"alg":"HS384"}""", text => HMACSHA384.HashData(Key(Secret), text)),
        ["HS512 with the right secret"] = now => Signed(Claims(now), """{"alg":"HS512"}""", text => HMACSHA512.HashData(Key(Secret), text)),
        ["wrong secret"] = now => Sign(Claims(now), "shpss_00000000000000000000000000000000"),
        ["empty secret"] = now => Sign(Claims(now), ""),
        ["the client id as secret"] = now => Sign(Claims(now), ClientId),
        ["a key of one's own inside the header"] = now => Sign(Claims(now), "attacker-attacker-attacker-attack", """{"alg":"HS256","jwk":{"kty":"oct","k":"YXR0YWNrZXItYXR0YWNrZXItYXR0YWNrZXItYXR0YWNr"}}"""),
        ["payload changed after signing"] = now => Replace(Right(now), 1, Sign(Claims(now, "beta.myshopify.com")).Split('.')[1]),
        ["header changed after signing"] = now => Replace(Right(now), 0, Encode(Encoding.UTF8.GetBytes("""{"alg":"HS256","kid":"1"}"""))),
        ["signature cut short"] = now => Right(now)[..^4],
        ["signature missing"] = now => Replace(Right(now), 2, ""),
        ["two parts only"] = now => string.Join('.', Right(now).Split('.')[..2]),
        ["five parts"] = now => Right(now) + ".YQ.YQ",
        ["expired 11 seconds ago"] = now => With(now, "exp", now.AddSeconds(-11).ToUnixTimeSeconds()),
        ["expired last year"] = now => With(now, "exp", now.AddYears(-1).ToUnixTimeSeconds()),
        ["valid in 11 seconds"] = now => With(now, "nbf", now.AddSeconds(11).ToUnixTimeSeconds()),
        ["never expires"] = now => With(now, "exp", null),
        ["no beginning"] = now => With(now, "nbf", null),
        ["another app's"] = now => With(now, "aud", "another-client-id"),
        ["for this app and another"] = now => With(now, "aud", new JsonArray(ClientId, "another-client-id")),
        ["for no app"] = now => With(now, "aud", null),
        ["empty audience"] = now => With(now, "aud", ""),
        ["issued by another shop"] = now => With(now, "iss", "https://beta.myshopify.com/admin"),
        ["issued by the storefront"] = now => With(now, "iss", "https://alpha.myshopify.com"),
        ["issued by the checkout"] = now => With(now, "iss", "https://alpha.myshopify.com/checkouts"),
        ["issuer with a path before /admin"] = now => With(now, "iss", "https://alpha.myshopify.com/x/admin"),
        ["issuer with trailing newline"] = now => With(now, "iss", "https://alpha.myshopify.com/admin\n"),
        ["issued by nobody"] = now => With(now, "iss", null),
        ["no shop"] = now => With(now, "dest", null),
        ["another shop than the issuer's"] = now => With(now, "dest", "https://beta.myshopify.com"),
        ["shop over plain http"] = now => With(now, "dest", "http://alpha.myshopify.com"),
        ["shop with a path"] = now => Shop(now, "alpha.myshopify.com/x"),
        ["shop with a slash"] = now => Shop(now, "alpha.myshopify.com/"),
        ["shop with a port"] = now => Shop(now, "alpha.myshopify.com:443"),
        ["shop with trailing newline"] = now => Shop(now, "alpha.myshopify.com\n"),
        ["shop as user name"] = now => Shop(now, "alpha.myshopify.com@evil.example"),
        ["shop as subdomain of another host"] = now => Shop(now, "alpha.myshopify.com.evil.example"),
        ["a host that ends alike"] = now => Shop(now, "evilmyshopify.com"),
        ["a wildcard"] = now => Shop(now, "*.myshopify.com"),
        ["two shops"] = now => With(now, "dest", new JsonArray("https://alpha.myshopify.com", "https://beta.myshopify.com")),
        ["shop with a query"] = now => Shop(now, "alpha.myshopify.com?x=1"),
        ["shop with a fragment"] = now => Shop(now, "alpha.myshopify.com#x"),
        ["shop with an escaped dot"] = now => Shop(now, "alpha%2emyshopify.com"),
        ["shop in letters of another script"] = now => Shop(now, "аlpha.myshopify.com"),
        ["empty shop"] = now => With(now, "dest", ""),
        ["shop as a number"] = now => With(now, "dest", 7),
        ["the admin of all shops"] = now => With(now, "iss", "https://admin.shopify.com/store/alpha"),
        ["empty issuer"] = now => With(now, "iss", ""),
        ["end as a word"] = now => With(now, "exp", "tomorrow"),
        ["beginning as a word"] = now => With(now, "nbf", "yesterday"),
        ["ended before it began"] = now => With(now, "exp", now.AddDays(-1).ToUnixTimeSeconds()),
        ["user below zero"] = now => With(now, "sub", "-42"),
        ["claims that are a list"] = _ => Listed(),
        ["no user"] = now => With(now, "sub", null),
        ["user by name"] = now => With(now, "sub", "admin"),
        ["user with trailing newline"] = now => With(now, "sub", "42\n"),
        ["user in digits of another script"] = now => With(now, "sub", "٤٢"),
    };

    private static string Listed()
    {
        var text = $"{Encode(Encoding.UTF8.GetBytes(Hs256))}.{Encode("[1,2]"u8.ToArray())}";
        return $"{text}.{Encode(HMACSHA256.HashData(Key(Secret), Encoding.ASCII.GetBytes(text)))}";
    }

    private static string With(DateTimeOffset now, string claim, JsonNode? value)
    {
        var claims = Claims(now);
        if (value is null) claims.Remove(claim);
        else claims[claim] = value;
        return Sign(claims);
    }

    private static string Shop(DateTimeOffset now, string shop) => Sign(Claims(now, shop));

    private static string Replace(string token, int part, string with)
    {
        var parts = token.Split('.');
        parts[part] = with;
        return string.Join('.', parts);
    }

    private static byte[] Key(string secret) => Encoding.UTF8.GetBytes(secret);

    private static byte[] Rsa(byte[] text)
    {
        using var rsa = RSA.Create(2048);
        return rsa.SignData(text, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }
}
