using System.Security.Cryptography;
using System.Text;

namespace Tandem.Odoo;

/// <summary>An API key or a password of an Odoo user; it never shows itself in text.</summary>
public sealed class OdooSecret : IEquatable<OdooSecret>
{
    private readonly string value;

    public OdooSecret(string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(value);
        this.value = value;
    }

    /// <summary>The secret itself, for the wire only.</summary>
    internal string Reveal() => value;

    public bool Equals(OdooSecret? other) =>
        other is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(value), Encoding.UTF8.GetBytes(other.value));

    public override bool Equals(object? obj) => Equals(obj as OdooSecret);

    public override int GetHashCode() => value.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => "•••";
}
