using Tandem.Grains.Shops;
using Tandem.Shopify.Products;
using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Listings;
using Tandem.Sync.Products;

namespace Tandem.Grains.Listings;

/// <summary>Reads both sides of one product and puts its fields side by side; writes nothing.</summary>
internal sealed class ListingReading(ShopBook book, IShopListings shop, IShopListingImages images)
{
    /// <summary>Null when it was deleted.</summary>
    public async Task<ShopListing?> Read(ProductId product, CancellationToken stop)
    {
        if (await shop.Read(book.Shop, product, book.Rules.Decisions.CustomFields, stop) is not { } listing) return null;
        if (!book.CarriesImages || await images.Read(book.Shop, product, stop) is not { } pictured) return listing;
        listing = listing with { Images = pictured };
        // The image of an only variant is its product's.
        if (listing.Variants.Count < 2) return listing;
        var shown = await images.ReadVariants(book.Shop, product, pictured.Media, stop);
        string[] given = [.. shown.Values.Select(one => one.Ours).OfType<string>()];
        return listing with { Images = pictured with { General = [.. pictured.Media.Except(given)] }, Variants = [.. listing.Variants.Select(variant => variant with { Images = shown.GetValueOrDefault(variant.Id) })] };
    }

    /// <summary>What the linked variants are in Odoo, as long as it can be used there.</summary>
    public async Task<IReadOnlyDictionary<VariantId, LinkedVariant>> Linked(IReadOnlyDictionary<VariantId, ProductLink> known, CancellationToken stop)
    {
        var read = (await book.Templates.Read([.. known.Values.Select(link => link.OdooProduct)], stop)).ToDictionary(one => one.Variant.Id);
        return known.Values.Where(link => read.TryGetValue(link.OdooProduct, out var one) && (one.Template.Company is null || one.Template.Company == book.Rules.Company))
            .ToDictionary(link => link.Variant, link => read[link.OdooProduct] with { Units = link.Units });
    }

    public IReadOnlyList<FieldPair> Pairs(ShopListing listing, IReadOnlyDictionary<VariantId, LinkedVariant> linked) =>
        FieldPairs.Of(book.Rules.Decisions.Products.Listings, book.Rules.Decisions.CustomFields, listing, linked);
}
