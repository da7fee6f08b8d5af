using Tandem.Shopify.Failures;
using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Listings;

namespace Tandem.Shopify.Bulk;

/// <summary>Lists of products and of stock that Shopify writes by itself, whatever their length, at the price of a handful of calls.</summary>
public interface ICatalogueSnapshots
{
    /// <summary>All products with all their variants, of whatever status, one after the other.</summary>
    /// <param name="fields">The metafields to list with them.</param>
    /// <param name="images">Whether to list their images with them.</param>
    /// <exception cref="ShopifyException">Shopify refused, or its file is not whole; none was given then.</exception>
    IAsyncEnumerable<ShopListing> Products(ShopDomain shop, IReadOnlyList<CustomFieldDecision> fields, bool images, CancellationToken stop);

    /// <summary>What all inventory items hold at these locations.</summary>
    /// <exception cref="ShopifyException">Shopify refused, or its file is not whole.</exception>
    Task<StockSnapshot> Levels(ShopDomain shop, StockWrite quantity, IReadOnlyCollection<LocationId> locations, CancellationToken stop);
}
