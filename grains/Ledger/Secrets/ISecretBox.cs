using Microsoft.AspNetCore.DataProtection;

namespace Tandem.Grains.Ledger;

/// <summary>Turns secrets into text that is safe to store, and back.</summary>
public interface ISecretBox
{
    /// <param name="purpose">What the secret is for; text sealed for one purpose opens for no other.</param>
    string Seal(string purpose, string plain);

    /// <exception cref="SecretUnreadableException">The key that sealed it is gone, the text was altered, or it was sealed for something else.</exception>
    string Open(string purpose, string ciphertext);
}

/// <summary>A stored secret cannot be opened.</summary>
public sealed class SecretUnreadableException(string purpose, Exception cause)
    : Exception($"The stored secret for {purpose} cannot be opened: the key ring in the database is not the one that sealed it. Enter the secret again, or restore the database as a whole.", cause);

/// <summary>ASP.NET Data Protection, its key ring in the ledger.</summary>
internal sealed class SecretBox(IDataProtectionProvider protection) : ISecretBox
{
    public string Seal(string purpose, string plain) => protection.CreateProtector("tandem", purpose).Protect(plain);

    public string Open(string purpose, string ciphertext)
    {
        try
        {
            return protection.CreateProtector("tandem", purpose).Unprotect(ciphertext);
        }
        catch (System.Security.Cryptography.CryptographicException e)
        {
            throw new SecretUnreadableException(purpose, e);
        }
    }
}
