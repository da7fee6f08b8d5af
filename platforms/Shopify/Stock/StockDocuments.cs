using System.Text.Json.Nodes;
using Tandem.Shopify.Admin;
using Tandem.Shopify.Reading;
using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Stock;

namespace Tandem.Shopify.Stock;

/// <summary>The documents about stock.</summary>
internal static class StockDocuments
{
    private const string Folder = "Stock";

    public static readonly AdminDocument<LocationPage> Locations = new(Folder, "StockLocations")
    {
        Purpose = "reading the locations",
        Read = data => Page(data.Get("locations")),
    };

    public static readonly AdminDocument<IReadOnlyList<ShopLevel>> Levels = new(Folder, "StockLevels")
    {
        Purpose = "reading stock levels",
        Record = _ => null,
        // What does not exist is null; what is no item has none of the fields.
        Read = data => [.. data.Get("nodes").Each().Where(node => !node.IsNull && node.GetIfThere("id") is not null).Select(Level)],
    };

    public static readonly AdminDocument<bool> Set = new(Folder, "StockSet")
    {
        Purpose = "setting stock levels",
        Record = _ => null,
        // Its key makes it repeatable.
        Repeatable = true,
        Read = data => data.Get("inventorySetQuantities").Get("userErrors").Each().Any(),
    };

    public static readonly AdminDocument<int> Activate = new(Folder, "StockActivate")
    {
        Purpose = "stocking inventory item {id} at a location",
        Repeatable = true,
        Read = data => Quantity(data.Get("inventoryActivate").Get("inventoryLevel")),
    };

    /// <summary>Shopify's name of a quantity.</summary>
    public static string Name(StockWrite quantity) => quantity == StockWrite.OnHand ? "on_hand" : "available";

    public static JsonObject Input(LocationId location, StockWrite quantity, IReadOnlyList<LevelChange> changes) => new()
    {
        ["name"] = Name(quantity),
        ["reason"] = "correction",
        ["quantities"] = new JsonArray([.. changes.Select(change => new JsonObject
        {
            ["inventoryItemId"] = change.Item.Gid,
            ["locationId"] = location.Gid,
            ["quantity"] = change.To,
            ["changeFromQuantity"] = change.From,
        })]),
    };

    private static LocationPage Page(ShopifyField connection)
    {
        var page = connection.Get("pageInfo");
        return new LocationPage(
            [.. connection.Get("nodes").Each().Select(location => new ShopLocation(
                new LocationId(location.Get("id").Number("Location")), location.Get("name").Text, location.Get("isActive").Flag, location.Get("isFulfillmentService").Flag))],
            page.Get("hasNextPage").Flag ? page.Get("endCursor").Text : null);
    }

    private static ShopLevel Level(ShopifyField item) => new(
        new InventoryItemId(item.Get("id").Number("InventoryItem")), item.Get("tracked").Flag, item.GetOrNull("inventoryLevel") is { } level ? Quantity(level) : null);

    public static int Quantity(ShopifyField level) => level.Get("quantities").Each().First().Get("quantity").Whole;
}

/// <summary>One page of locations.</summary>
/// <param name="Next">Cursor for the page after; null when this was the last.</param>
internal sealed record LocationPage(IReadOnlyList<ShopLocation> Locations, string? Next);
