namespace Tandem.Sync.Stock;

/// <summary>What Shopify holds of one inventory item at one location.</summary>
/// <param name="Tracked">Shopify counts its stock.</param>
/// <param name="Quantity">Of the quantity that is written; null when the item is not stocked at the location.</param>
public sealed record ShopLevel(InventoryItemId Item, bool Tracked, int? Quantity);

/// <summary>A location as Shopify states it.</summary>
/// <param name="Service">It belongs to a fulfillment service, which counts its own stock.</param>
public sealed record ShopLocation(LocationId Id, string Name, bool Active, bool Service);
