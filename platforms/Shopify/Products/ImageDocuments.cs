using Tandem.Shopify.Admin;
using Tandem.Shopify.Reading;
using Tandem.Sync;
using Tandem.Sync.Listings;

namespace Tandem.Shopify.Products;

/// <summary>The documents about products' images.</summary>
internal static class ImageDocuments
{
    private const string Folder = "Products";

    public static readonly AdminDocument<ShopImages?> Read = new(Folder, "ListingImages")
    {
        Purpose = "reading the images of product {id}",
        Read = data => data.GetOrNull("product") is { } product ? Parsed(product) : null,
    };

    public static readonly AdminDocument<StagedTarget> Stage = new(Folder, "ListingImageStage")
    {
        Purpose = "preparing an image's upload",
        Record = _ => null,
        Read = data => data.Get("stagedUploadsCreate").Get("stagedTargets").Each().Select(target => new StagedTarget(
            new Uri(target.Get("url").Text), target.Get("resourceUrl").Text,
            [.. target.Get("parameters").Each().Select(parameter => (parameter.Get("name").Text, parameter.Get("value").Text))])).First(),
    };

    /// <summary>Adds one more whenever it is sent.</summary>
    public static readonly AdminDocument<bool> Add = new(Folder, "ListingImageAdd")
    {
        Purpose = "giving product {id} an image",
        Record = variables => variables["product"]!["id"]!.GetValue<string>(),
        Repeatable = false,
        Read = data => data.Get("productUpdate").Get("userErrors").Each().Any(),
    };

    /// <summary>Adds one more whenever it is sent.</summary>
    public static readonly AdminDocument<bool> AddToVariant = new(Folder, "ListingVariantImageAdd")
    {
        Purpose = "giving a variant of product {id} an image",
        Record = variables => variables["product"]!.GetValue<string>(),
        Repeatable = false,
        Read = data => data.Get("productVariantsBulkUpdate").Get("userErrors").Each().Any(),
    };

    public static readonly AdminDocument<VariantImagePage> OfVariants = new(Folder, "ListingVariantImages")
    {
        Purpose = "reading the images of the variants of product {id}",
        Read = data => data.GetOrNull("product") is { } product ? Page(product.Get("variants")) : new VariantImagePage(new Dictionary<VariantId, ShopImages>(), null),
    };

    /// <summary>Takes an image from its product; the file stays where somebody may use it elsewhere.</summary>
    public static readonly AdminDocument<bool> Detach = new(Folder, "ListingImageDetach")
    {
        Purpose = "taking an image from a product",
        Record = _ => null,
        Read = data => data.Get("fileUpdate").Get("userErrors").Each().Any(),
    };

    /// <summary>Deletes the file of an image that came to nothing.</summary>
    public static readonly AdminDocument<bool> Discard = new(Folder, "ListingImageDiscard")
    {
        Purpose = "deleting an image that could not be processed",
        Record = _ => null,
        Read = data => data.Get("fileDelete").Get("userErrors").Each().Any(),
    };

    private static VariantImagePage Page(ShopifyField variants)
    {
        var page = variants.Get("pageInfo");
        return new VariantImagePage(
            variants.Get("nodes").Each().ToDictionary(variant => new VariantId(variant.Get("id").Number("ProductVariant")), Parsed),
            page.Get("hasNextPage").Flag ? page.Get("endCursor").Text : null);
    }

    private static ShopImages Parsed(ShopifyField owner) => Parsed(owner, [.. owner.Get("media").Get("nodes").Each()]);

    /// <param name="media">What the owner shows, the oldest first.</param>
    public static ShopImages Parsed(ShopifyField owner, IReadOnlyList<ShopifyField> media) =>
        new(CarriedImage.Read(owner.GetOrNull("carried")?.Get("value").Text), OwnImage.Read(owner.GetOrNull("own")?.Get("value").Text), [.. media.Select(one => one.Get("id").Text)],
            media.Where(one => one.Get("status").Text == "FAILED").ToDictionary(one => one.Get("id").Text, one => string.Join(" ", one.Get("mediaErrors").Each().Select(error => error.Get("message").Text))));
}

/// <summary>Where a file is sent before Shopify takes it.</summary>
/// <param name="Resource">What it is called from then on.</param>
internal sealed record StagedTarget(Uri Url, string Resource, IReadOnlyList<(string Name, string Value)> Parameters);

/// <summary>One page of the images of a product's variants.</summary>
/// <param name="Next">Cursor for the page after; null when this was the last.</param>
internal sealed record VariantImagePage(IReadOnlyDictionary<VariantId, ShopImages> Images, string? Next);
