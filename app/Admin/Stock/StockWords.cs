using Tandem.Grains.Ledger;

namespace Tandem.App.Admin;

/// <summary>The words of the stock pages.</summary>
internal static class StockWords
{
    public static string Label(LevelState state) => state switch
    {
        LevelState.New => Say("Not looked at yet"),
        LevelState.InStep => Say("In step"),
        LevelState.Left => Say("Left alone"),
        LevelState.Waiting => Say("Needs a person"),
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    /// <summary>A tone of s-badge.</summary>
    public static string Tone(LevelState state) => state switch
    {
        LevelState.InStep => "success",
        LevelState.Waiting => "critical",
        _ => "neutral",
    };

    public static string Name(LocationReading location) => location.Standing?.ShopifyName ?? Say($"Location {location.Location}");

    public static string Address(Sync.LocationId location) => $"/app/stock/{location}";

    public static string Sentence(LocationReading location, DateTimeOffset now)
    {
        var looked = location.LookedAt is { } at ? Say($"Last looked at {Spans.Ago(at, now)}.") : Say("Not looked at yet.");
        return location.Due switch
        {
            0 => looked,
            1 => Say($"{looked} 1 level changed in Odoo since and is about to be told."),
            var due => Say($"{looked} {"level".Of(due)} changed in Odoo since and are about to be told."),
        };
    }

    /// <summary>What a level is of: its variant's title, where the catalogues were compared.</summary>
    public static string Variant(FoundLevel level) => level.Title is { Length: > 0 } title ? title : level.Level.Name;

    public static (string Heading, string Sentence) Empty(StockReading reading, StockQuery query) => (reading.Locations.Count, query) switch
    {
        (0, _) => (Say("No stock is told yet"), Say("Decide in the setup, under “Whose word counts”, which locations are told their stock from Odoo; each linked variant then shows here with what Shopify was told.")),
        (_, { Page: > 1 }) => (Say("No more levels"), Say("This is the end of the list.")),
        _ => (Say("Nothing fits"), Say("Search for a part of a SKU, barcode, internal reference or title, or for a whole number of a variant or Odoo product, or choose another state.")),
    };
}
