using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Tandem.Load;

/// <summary>Order bodies of one size, each of another order, and their signatures; made cheaply, since sender and endpoint share the machine.</summary>
internal static class IntakeBodies
{
    public const int Size = 4096;

    // As long as every order's number.
    private const long First = 1_000_000_000_000;
    private const string Head = """{"id":""";
    private const string Middle = ""","note":" """;
    private static readonly byte[] Template = Encoding.UTF8.GetBytes($$"""{{Head}}{{First}}{{Middle}}{{Note(Size - Head.Length - 13 - Middle.Length - 2)}}"}""");

    /// <summary>Writes the body and answers its signature.</summary>
    public static string Write(long order, byte[] secret, Span<byte> body)
    {
        Template.CopyTo(body);
        Utf8Formatter.TryFormat(First + order, body[Head.Length..], out _);
        Span<byte> signature = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(secret, body[..Size], signature);
        return Convert.ToBase64String(signature);
    }

    private static string Note(int length) => new([.. Enumerable.Range(0, length).Select(i => (char)('a' + (i * i % 23)))]);
}
