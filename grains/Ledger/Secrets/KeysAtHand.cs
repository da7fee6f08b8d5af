using System.Xml.Linq;
using Microsoft.Extensions.DependencyInjection;

namespace Tandem.Grains.Ledger;

/// <summary>Makes sure, before anything is served, that stored secrets can be opened: a new key ring would hide that the old one is gone. Seals the ring anew where its key has changed.</summary>
public sealed class KeysAtHand
{
    private static readonly XNamespace Ring = "http://schemas.asp.net/2015/03/dataProtection";

    private readonly LedgerDatabase database;
    private readonly RingKeys keys;
    private readonly IServiceProvider services;

    public KeysAtHand(LedgerDatabase database, IServiceProvider services) => (this.database, this.services, keys) = (database, services, services.GetRequiredService<RingKeys>());

    /// <summary>Whether the settings hold the key that seals the ring; else the database opens its own secrets.</summary>
    public bool Seals => keys.Current is not null;

    /// <exception cref="LedgerMismatchException">There are secrets, and no keys, or none that the settings open.</exception>
    public async Task Check(CancellationToken cancellationToken)
    {
        var rows = await database.Query<KeyRow>("select name as Name, xml as Xml from data_key", null, cancellationToken);
        foreach (var row in rows)
            if (SealAnew(row.Xml) is { } xml) await database.Execute("update data_key set xml = @Xml where name = @Name", new { row.Name, Xml = xml }, cancellationToken);
        if (rows.Count > 0) return;

        var shops = await database.Query<string>("select shop from secret union select shop from token order by 1 limit 4", null, cancellationToken);
        if (shops.Count == 0) return;
        throw new LedgerMismatchException(
            $"The database holds the secrets of {string.Join(", ", shops.Take(3))}{(shops.Count > 3 ? " and others" : "")}, but not the keys that open them (table data_key is empty). "
            + "Restore the database as a whole, data_key included. Where the keys are lost for good: empty the tables secret and token, then connect each shop again and apply its setup.");
    }

    /// <summary>Null where nothing is to change.</summary>
    private string? SealAnew(string xml)
    {
        var key = XElement.Parse(xml);
        var changed = false;
        foreach (var part in key.DescendantsAndSelf().Where(IsSecret).ToList())
        {
            var plain = part.Name == Ring + "encryptedSecret" ? Opened(part) : part;
            if (plain is null || keys.Current is null) continue;
            var sealedInfo = new RingSeal(keys).Encrypt(plain);
            part.ReplaceWith(new XElement(Ring + "encryptedSecret", new XAttribute("decryptorType", sealedInfo.DecryptorType.AssemblyQualifiedName!), sealedInfo.EncryptedElement));
            changed = true;
        }

        return changed ? key.ToString(SaveOptions.DisableFormatting) : null;
    }

    private static bool IsSecret(XElement element) => element.Name == Ring + "encryptedSecret" || (bool?)element.Attribute(Ring + "requiresEncryption") == true;

    /// <summary>What the previous key sealed; null where the present one did.</summary>
    private XElement? Opened(XElement part)
    {
        if (part.Element(RingSeal.Element) is not { } inner) return null;
        var name = (string)inner.Attribute(RingSeal.KeyName)!;
        if (name == keys.Current) return null;
        return name == keys.Previous ? new RingOpening(services).Decrypt(inner) : throw RingKeys.Unknown(name);
    }

    private sealed record KeyRow(string Name, string Xml);
}
