namespace Tandem.Sync.Products;

/// <summary>A variant as Shopify's catalogue states it.</summary>
/// <param name="Title">Its product's title with its own, for people; never compared.</param>
/// <param name="Tracked">Shopify counts its stock.</param>
public sealed record CatalogueVariant(
    VariantId Id, ProductId Product, string Title, string? Sku, string? Barcode, bool Tracked, InventoryItemId InventoryItem, ListingStatus Status);

/// <summary>Shopify's status of a product.</summary>
public enum ListingStatus
{
    Active,
    Draft,
    Archived,
    Unlisted,
}
