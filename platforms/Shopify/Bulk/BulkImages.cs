using Tandem.Shopify.Products;
using Tandem.Shopify.Reading;
using Tandem.Sync.Listings;

namespace Tandem.Shopify.Bulk;

/// <summary>The images of products in a list of all products: what was given from Odoo, and which media a product has.</summary>
internal static class BulkImages
{
    private const string Marks = """carried: metafield(namespace: "$app", key: "odoo_image") { value } own: metafield(namespace: "$app", key: "odoo_image_media") { value }""";

    public const string OfVariant = Marks;

    public const string OfProduct = Marks + " media { edges { node { id status mediaErrors { message } } } }";

    /// <summary>Puts images to a product and its variants. Which of its product's media a variant shows is a connection too deep for such a list: one that is there still is taken for shown, and one that was given just now is not spoken of.</summary>
    public static ShopListing With(ShopListing listing, BulkGroup group)
    {
        var media = group.Inside.Where(inside => !IsVariant(inside)).OrderBy(one => ShopImages.Number(one.Get("id").Text)).ToList();
        var product = ImageDocuments.Parsed(group.Root, media);
        // The image of an only variant is its product's.
        if (listing.Variants.Count < 2) return listing with { Images = product };
        var shown = group.Inside.Where(IsVariant).ToDictionary(variant => variant.Get("id").Text, variant => Shown(variant, media, product.Media));
        string[] given = [.. shown.Values.Select(one => one?.Ours).OfType<string>()];
        return listing with
        {
            Images = product with { General = [.. product.Media.Except(given)] },
            Variants = [.. listing.Variants.Select(variant => variant with { Images = shown.GetValueOrDefault(variant.Id.Gid) })],
        };
    }

    public static bool IsVariant(ShopifyField inside) => inside.Get("id").Text.Contains("/ProductVariant/", StringComparison.Ordinal);

    private static ShopImages? Shown(ShopifyField variant, List<ShopifyField> media, IReadOnlyList<string> gallery)
    {
        var marks = ImageDocuments.Parsed(variant, []);
        if (marks.Carried?.Nonce != marks.Own?.Nonce) return null;
        return ImageDocuments.Parsed(variant, [.. media.Where(one => one.Get("id").Text == marks.Own?.Media)]) with { Gallery = gallery };
    }
}
