using System.Security.Cryptography;
using System.Text;

namespace Tandem.Load;

/// <summary>Order bodies of one size, each of another order, and their signatures.</summary>
internal static class IntakeBodies
{
    public const int Size = 4096;
    private static readonly string Note = new([.. Enumerable.Range(0, Size).Select(i => (char)('a' + (i * i % 23)))]);

    public static (byte[] Body, string Signature) Of(long order, string secret)
    {
        var head = $$"""{"id":{{order}},"note":" """;
        var body = Encoding.UTF8.GetBytes($$"""{{head}}{{Note[..(Size - head.Length - 2)]}}"}""");
        return (body, Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body)));
    }
}
