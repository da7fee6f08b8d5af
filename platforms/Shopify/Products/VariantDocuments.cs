using Tandem.Shopify.Admin;
using Tandem.Shopify.Reading;
using Tandem.Sync;
using Tandem.Sync.Products;

namespace Tandem.Shopify.Products;

/// <summary>The documents about variants, each with the reading of its answer.</summary>
internal static class VariantDocuments
{
    private const string Folder = "Products";

    public static readonly AdminDocument<VariantPage> All = new(Folder, "ProductVariants", "Variant.fragment")
    {
        Purpose = "reading the catalogue's variants",
        Read = data => Page(data.Get("productVariants")),
    };

    public static readonly AdminDocument<VariantPage> OfProduct = new(Folder, "VariantsOfProduct", "Variant.fragment")
    {
        Purpose = "reading the variants of product {id}",
        Read = data => data.GetOrNull("product") is { } product ? Page(product.Get("variants")) : new VariantPage([], null),
    };

    public static readonly AdminDocument<VariantPage> WithCodes = new(Folder, "VariantsWithCodes", "Variant.fragment")
    {
        Purpose = "finding variants by their codes",
        Read = data => Page(data.Get("productVariants")),
    };

    public static readonly AdminDocument<IReadOnlyList<CatalogueVariant>> ById = new(Folder, "VariantsById", "Variant.fragment")
    {
        Purpose = "reading some variants",
        // What does not exist is null; what is no variant has none of the fields.
        Read = data => [.. data.Get("nodes").Each().Where(node => !node.IsNull && node.GetIfThere("id") is not null).Select(Variant)],
    };

    private static VariantPage Page(ShopifyField connection)
    {
        var page = connection.Get("pageInfo");
        return new VariantPage(
            [.. connection.Get("nodes").Each().Select(Variant)],
            page.Get("hasNextPage").Flag ? page.Get("endCursor").Text : null);
    }

    private static CatalogueVariant Variant(ShopifyField variant)
    {
        var (product, item) = (variant.Get("product"), variant.Get("inventoryItem"));
        var (title, own) = (product.Get("title").Text, variant.Get("title").Text);
        return new CatalogueVariant(
            new VariantId(variant.Get("id").Number("ProductVariant")),
            new ProductId(product.Get("id").Number("Product")),
            CatalogueVariants.Title(title, own),
            variant.GetOrNull("sku")?.Text,
            variant.GetOrNull("barcode")?.Text,
            item.Get("tracked").Flag,
            new InventoryItemId(item.Get("id").Number("InventoryItem")),
            Status(product.Get("status").Text));
    }

    // A status that Shopify may add later is at least listed.
    internal static ListingStatus Status(string status) => status switch
    {
        "DRAFT" => ListingStatus.Draft,
        "ARCHIVED" => ListingStatus.Archived,
        "UNLISTED" => ListingStatus.Unlisted,
        _ => ListingStatus.Active,
    };
}

/// <summary>One page of variants.</summary>
/// <param name="Next">Cursor for the page after; null when this was the last.</param>
internal sealed record VariantPage(IReadOnlyList<CatalogueVariant> Variants, string? Next);
