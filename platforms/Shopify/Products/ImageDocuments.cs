using Tandem.Shopify.Admin;
using Tandem.Shopify.Reading;
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

    public static readonly AdminDocument<bool> Remove = new(Folder, "ListingImageRemove")
    {
        Purpose = "taking an image from product {id}",
        Record = variables => variables["product"]!.GetValue<string>(),
        Read = data => data.Get("productDeleteMedia").Get("mediaUserErrors").Each().Any(),
    };

    private static ShopImages Parsed(ShopifyField product)
    {
        var own = product.GetOrNull("own")?.Get("value").Text.Split(' ');
        var media = product.Get("media").Get("nodes").Each().ToList();
        var failed = media.Where(one => one.Get("status").Text == "FAILED" && (own is null || one.Get("id").Text == own[0]))
            .Select(one => string.Join(" ", one.Get("mediaErrors").Each().Select(error => error.Get("message").Text))).FirstOrDefault();
        return new ShopImages(
            product.GetOrNull("carried")?.Get("value").Text, own?[0], own?.ElementAtOrDefault(1), [.. media.Select(one => one.Get("id").Text)], failed);
    }
}

/// <summary>Where a file is sent before Shopify takes it.</summary>
/// <param name="Resource">What it is called from then on.</param>
internal sealed record StagedTarget(Uri Url, string Resource, IReadOnlyList<(string Name, string Value)> Parameters);
