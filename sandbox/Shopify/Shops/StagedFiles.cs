using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Tandem.Sandbox.Shopify.Shops;

/// <summary>Files that an app sends before it says what they are for.</summary>
public sealed class StagedFiles
{
    private readonly ConcurrentDictionary<string, string?> files = new(StringComparer.Ordinal);

    /// <summary>How many were sent.</summary>
    public int Sent => files.Values.Count(content => content is not null);

    /// <summary>A place for one more.</summary>
    internal string Open()
    {
        var key = Guid.NewGuid().ToString("N");
        files[key] = null;
        return key;
    }

    internal bool Take(string key, ReadOnlySpan<byte> bytes) => files.TryUpdate(key, Convert.ToHexStringLower(SHA256.HashData(bytes)), null);

    /// <summary>SHA-256 of the bytes; null when none were sent there.</summary>
    internal string? Content(string source) => files.GetValueOrDefault(source[(source.LastIndexOf('/') + 1)..]);
}
