namespace Tandem.Grains.Ledger;

/// <summary>The key that seals the key ring, kept outside the database (section <c>Secrets</c>): a stolen backup then opens nothing.</summary>
public sealed class SecretsOptions
{
    /// <summary>32 random bytes as base64; without it the ring lies open in the database.</summary>
    public string Key { get; set; } = "";

    /// <summary>The key before a rotation; what it sealed is sealed anew at the next start.</summary>
    public string PreviousKey { get; set; } = "";
}
