using System.Security.Cryptography;

namespace Tandem.App.Admin;

/// <summary>Our one script, served from the program itself: its address changes with its content, so browsers may keep it.</summary>
internal static class EmbeddedScript
{
    public const string Path = "/app/embedded.js";

    private static readonly byte[] Content = Read();

    public static string Address { get; } = $"{Path}?v={Convert.ToHexStringLower(SHA256.HashData(Content))[..12]}";

    public static IResult Get(HttpResponse response)
    {
        response.Headers.CacheControl = "public, max-age=31536000, immutable";
        response.Headers.XContentTypeOptions = "nosniff";
        return Results.Bytes(Content, "text/javascript; charset=utf-8");
    }

    private static byte[] Read()
    {
        using var stream = typeof(EmbeddedScript).Assembly.GetManifestResourceStream("embedded.js")
            ?? throw new InvalidOperationException("embedded.js is not part of the program.");
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
