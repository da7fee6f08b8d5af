using Tandem.Grains.Ledger;
using Tandem.Grains.Shops;
using Tandem.Shopify.Products;
using Tandem.Sync;
using Tandem.Sync.Listings;

namespace Tandem.Grains.Listings;

/// <summary>Reads products anew on both sides and says which of their owned fields disagree; writes nothing, and trusts nothing that live work remembers of them.</summary>
public sealed class ListingAudit(IShopListings shop, IShopListingImages images, IProductLinks links)
{
    /// <param name="listings">As Shopify has just stated them. Their images are compared only where they were read with them.</param>
    public async Task<IReadOnlyList<AuditedListing>> Compare(ShopBook book, IReadOnlyList<ShopListing> listings, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(book);
        ArgumentNullException.ThrowIfNull(listings);
        var known = await links.Of(book.Shop, [.. listings.SelectMany(listing => listing.Variants).Select(variant => variant.Id)], stop);
        if (known.Count == 0) return [.. listings.Select(listing => new AuditedListing(listing, 0, []))];
        var reading = new ListingReading(book, shop, images);
        var linked = await reading.Linked(known, stop);
        return [.. listings.Select(listing => Of(listing, reading.Pairs(listing, listing.Variants.Where(variant => linked.ContainsKey(variant.Id)).ToDictionary(variant => variant.Id, variant => linked[variant.Id]))))];
    }

    /// <summary>Both sides of one product once more; null when it was deleted in Shopify.</summary>
    public async Task<AuditedListing?> Again(ShopBook book, ProductId product, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(book);
        return await new ListingReading(book, shop, images).Read(product, stop) is { } listing ? (await Compare(book, [listing], stop))[0] : null;
    }

    private static AuditedListing Of(ShopListing listing, IReadOnlyList<FieldPair> pairs) => new(listing, pairs.Count, [.. pairs.Where(pair => !pair.Agree)]);
}

/// <summary>A product whose fields were put side by side.</summary>
/// <param name="Fields">How many were.</param>
/// <param name="Differing">Those that disagree.</param>
public sealed record AuditedListing(ShopListing Listing, int Fields, IReadOnlyList<FieldPair> Differing);
