using System.Security.Cryptography;
using System.Text;

namespace Tandem.Sync.Life;

/// <summary>A short text that is equal for notes of the same words, however they are spaced; says nothing of them.</summary>
public static class NoteDigest
{
    public static string Of(string? note)
    {
        var words = string.Join(' ', (note ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return words.Length == 0 ? "none" : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(words)).AsSpan(0, 8));
    }
}
