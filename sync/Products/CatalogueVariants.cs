using Tandem.Sync.Listings;

namespace Tandem.Sync.Products;

/// <summary>The variants of a product that was read with all it shows, as the catalogue states them.</summary>
public static class CatalogueVariants
{
    /// <summary>Shopify's name of a variant that is the only one of its product.</summary>
    private const string Only = "Default Title";

    public static IEnumerable<CatalogueVariant> Of(ShopListing listing)
    {
        ArgumentNullException.ThrowIfNull(listing);
        return listing.Variants.Select(variant => new CatalogueVariant(
            variant.Id, listing.Id, Title(listing.Title, variant.Title), variant.Sku, variant.Barcode, variant.Tracked, variant.Item, listing.Status));
    }

    /// <summary>What people call a variant.</summary>
    public static string Title(string product, string variant) => variant is Only ? product : $"{product} – {variant}";
}
