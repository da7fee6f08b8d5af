namespace Tandem.Sync.Decisions;

/// <summary>Reads how stock goes to Shopify.</summary>
internal static class InventorySection
{
    public const int LargestBuffer = 1_000_000;

    /// <param name="mapped">Which warehouse each location is.</param>
    public static InventoryDecision Read(Section? section, FulfillmentDecision mapped)
    {
        var usual = new InventoryDecision();
        return section is null ? usual : new InventoryDecision
        {
            Locations = Locations(section.Sections("locations"), mapped),
            Quantity = section.Choice<StockQuantity>("quantity") ?? usual.Quantity,
            Buffer = Buffer(section) ?? usual.Buffer,
            Write = section.Choice<StockWrite>("write") ?? usual.Write,
            NotStocked = section.Choice<NotStocked>("notStocked") ?? usual.NotStocked,
            Kits = section.Choice<KitStock>("kits") ?? usual.Kits,
        };
    }

    private static List<StockedLocation> Locations(IReadOnlyList<Section> sections, FulfillmentDecision mapped)
    {
        var locations = new List<StockedLocation>();
        foreach (var section in sections)
        {
            var places = section.References("places");
            if (LifeSections.Location(section) is not { } location) continue;
            if (locations.Any(other => other.Location == location))
                section.Wrong("location", $"The location {location} is named twice.", "Keep one of the entries.");
            else if (mapped.Locations.All(other => other.Location != location))
                section.Wrong("location", $"Nothing says which warehouse the location {location} is.", "Add it to fulfillments.locations with its warehouse; who ships from it may stay nobody.");
            else if (places.Count != places.Distinct().Count())
                section.Wrong("places", "A place is named twice, and its stock would count once only.", "Keep one of them.");
            else locations.Add(new StockedLocation(location, places));
        }

        return locations;
    }

    private static int? Buffer(Section section)
    {
        if (section.Number("buffer") is not { } buffer) return null;
        if (buffer is >= 0m and <= LargestBuffer && decimal.Truncate(buffer) == buffer) return (int)buffer;
        section.Wrong("buffer", "This is no number of units to keep back.", "Write a whole number from 0, such as 2.");
        return null;
    }
}
