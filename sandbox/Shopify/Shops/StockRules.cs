using Tandem.Sandbox.Shopify.Graph;

namespace Tandem.Sandbox.Shopify.Shops;

/// <summary>Why Shopify refuses to set a quantity, in its words and codes.</summary>
internal static class StockRules
{
    private const int Limit = 1_000_000_000;

    public static IEnumerable<(string Field, string Message, string Code)> Refusals(PracticeShop shop, StockRow row, StockCount? level, bool onHand, IReadOnlyList<StockRow> rows)
    {
        var place = shop.Locations.FirstOrDefault(one => Gid.Number(one.Id) == row.Location);
        if (shop.Variant(row.Item - 1) is null) yield return ("inventoryItemId", "The specified inventory item could not be found.", "INVALID_INVENTORY_ITEM");
        else if (place is null || place["isActive"] is false) yield return ("locationId", "The specified location could not be found.", "INVALID_LOCATION");
        else if (rows.Count(other => other.Item == row.Item && other.Location == row.Location) > 1)
            yield return ("locationId", "The combination of inventoryItemId and locationId must be unique.", "NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR");
        else if (row.Quantity > Limit) yield return ("quantity", "The quantity can't be higher than 1,000,000,000.", "INVALID_QUANTITY_TOO_HIGH");
        else if (onHand && row.Quantity < 0) yield return ("quantity", "The quantity can't be negative.", "INVALID_QUANTITY_NEGATIVE");
        else if (row.Quantity < -Limit) yield return ("quantity", "The quantity can't be lower than -1,000,000,000.", "INVALID_QUANTITY_TOO_LOW");
        else if (level is null) yield return ("inventoryItemId", "The specified inventory item is not stocked at the location.", "ITEM_NOT_STOCKED_AT_LOCATION");
        else if (row.From is { } from && from != (onHand ? level.OnHand : level.Available))
            yield return ("changeFromQuantity", "The changeFromQuantity value does not match the persisted quantity.", "CHANGE_FROM_QUANTITY_STALE");
    }
}
