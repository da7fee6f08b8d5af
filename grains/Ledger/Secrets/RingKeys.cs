using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace Tandem.Grains.Ledger;

/// <summary>Seals and opens the key ring with the keys of the settings (AES-256-GCM).</summary>
internal sealed class RingKeys(IOptions<SecretsOptions> options)
{
    private const int NonceLength = 12;
    private const int TagLength = 16;

    /// <summary>The id of the key that seals; null where none is set.</summary>
    public string? Current => Named(options.Value.Key);

    /// <summary>Says nothing of the key, and tells keys apart.</summary>
    public string? Previous => Named(options.Value.PreviousKey);

    public byte[] Seal(ReadOnlySpan<byte> plain)
    {
        var sealedBytes = new byte[NonceLength + TagLength + plain.Length];
        var nonce = sealedBytes.AsSpan(0, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(Bytes(options.Value.Key), TagLength);
        aes.Encrypt(nonce, plain, sealedBytes.AsSpan(NonceLength + TagLength), sealedBytes.AsSpan(NonceLength, TagLength));
        return sealedBytes;
    }

    /// <exception cref="LedgerMismatchException">The key of that id is not among the settings.</exception>
    /// <exception cref="CryptographicException">The text was altered.</exception>
    public byte[] Open(string key, ReadOnlySpan<byte> sealedBytes)
    {
        var text = key == Current ? options.Value.Key : key == Previous ? options.Value.PreviousKey : throw Unknown(key);
        var plain = new byte[sealedBytes.Length - NonceLength - TagLength];
        using var aes = new AesGcm(Bytes(text), TagLength);
        aes.Decrypt(sealedBytes[..NonceLength], sealedBytes[(NonceLength + TagLength)..], sealedBytes.Slice(NonceLength, TagLength), plain);
        return plain;
    }

    public static LedgerMismatchException Unknown(string key) => new(
        $"The key ring in the database is sealed with the key {key}, which is not among the settings. Set Secrets:Key (Secrets__Key) to it, or Secrets:PreviousKey where another one has taken its place. "
        + "Where it is lost for good: empty the tables data_key, secret and token, then connect each shop again and apply its setup.");

    private static string? Named(string key) => string.IsNullOrWhiteSpace(key) ? null : Convert.ToHexStringLower(SHA256.HashData(Bytes(key)).AsSpan(0, 4));

    private static byte[] Bytes(string key) => Convert.FromBase64String(key);
}
