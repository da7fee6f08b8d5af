using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.DependencyInjection;

namespace Tandem.Grains.Ledger;

/// <summary>Seals each key of the ring before it is stored.</summary>
internal sealed class RingSeal(RingKeys keys) : IXmlEncryptor
{
    public const string Element = "sealed";
    public const string KeyName = "key";

    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        ArgumentNullException.ThrowIfNull(plaintextElement);
        var bytes = keys.Seal(Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting)));
        return new EncryptedXmlInfo(new XElement(Element, new XAttribute(KeyName, keys.Current!), Convert.ToBase64String(bytes)), typeof(RingOpening));
    }
}

/// <summary>Opens what <see cref="RingSeal"/> sealed; the ring itself names this type.</summary>
internal sealed class RingOpening : IXmlDecryptor
{
    private readonly RingKeys keys;

    public RingOpening(IServiceProvider services) => keys = services.GetRequiredService<RingKeys>();

    public XElement Decrypt(XElement encryptedElement)
    {
        ArgumentNullException.ThrowIfNull(encryptedElement);
        var bytes = keys.Open((string)encryptedElement.Attribute(RingSeal.KeyName)!, Convert.FromBase64String(encryptedElement.Value));
        return XElement.Parse(Encoding.UTF8.GetString(bytes));
    }
}
