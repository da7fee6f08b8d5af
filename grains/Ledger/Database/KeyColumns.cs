using Tandem.Sync.Records;

namespace Tandem.Grains.Ledger;

/// <summary>A record's key as the three columns that every table starts with.</summary>
internal record KeyColumns(string Shop, string Kind, string Record)
{
    public KeyColumns(RecordKey key) : this(key.Shop.Value, RecordKey.Name(key.Kind), key.Id) { }

    /// <exception cref="FormatException">A row holds a key that this program does not know.</exception>
    public static RecordKey Read(string shop, string kind, string record) => RecordKey.Parse($"{shop}/{kind}/{record}");
}
