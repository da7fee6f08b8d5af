using System.Text.Json.Nodes;
using Tandem.Shopify.Admin;
using Tandem.Shopify.Reading;
using Tandem.Sync;
using Tandem.Sync.Listings;

namespace Tandem.Shopify.Products;

/// <summary>The documents about products with all that they show.</summary>
internal static class ListingDocuments
{
    private const string Folder = "Products";

    public static readonly AdminDocument<ListingPage?> Read = new(Folder, "ProductListing", "Listing.fragment", "ListingVariant.fragment")
    {
        Purpose = "reading product {id}",
        Read = data => data.GetOrNull("product") is { } product ? ListingParsing.Page(product) : null,
    };

    public static readonly AdminDocument<bool> Update = new(Folder, "ListingUpdate")
    {
        Purpose = "writing product {id}",
        Record = variables => variables["product"]!["id"]!.GetValue<string>(),
        Read = data => data.Get("productUpdate").Get("userErrors").Each().Any(),
    };

    public static readonly AdminDocument<bool> UpdateVariants = new(Folder, "ListingVariantsUpdate")
    {
        Purpose = "writing variants of product {id}",
        Record = variables => variables["product"]!.GetValue<string>(),
        Read = data => data.Get("productVariantsBulkUpdate").Get("userErrors").Each().Any(),
    };

    /// <summary>Not repeated by itself: what was made without an answer would be refused as being there.</summary>
    public static readonly AdminDocument<bool> AddVariants = new(Folder, "ListingVariantsAdd")
    {
        Purpose = "adding variants to product {id}",
        Record = variables => variables["product"]!.GetValue<string>(),
        Repeatable = false,
        Read = data => data.Get("productVariantsBulkCreate").Get("userErrors").Each().Any(),
    };

    public static readonly AdminDocument<bool> SetFields = new(Folder, "ListingFields")
    {
        Purpose = "writing metafields",
        Record = _ => null,
        Read = data => data.Get("metafieldsSet").Get("userErrors").Each().Any(),
    };

    public static readonly AdminDocument<bool> DeleteFields = new(Folder, "ListingFieldsDelete")
    {
        Purpose = "emptying metafields",
        Record = _ => null,
        Read = data => data.Get("metafieldsDelete").Get("userErrors").Each().Any(),
    };

    public static readonly AdminDocument<ProductId?> ByTemplate = new(Folder, "ListingByTemplate")
    {
        Purpose = "looking for the product of an Odoo product",
        Record = _ => null,
        Read = data => data.GetOrNull("productByIdentifier") is { } product ? new ProductId(product.Get("id").Number("Product")) : null,
    };

    /// <summary>Repeatable: the product that has this identity is found again.</summary>
    public static readonly AdminDocument<ProductId> Set = new(Folder, "ListingSet")
    {
        Purpose = "making a product",
        Record = _ => null,
        Read = data => new ProductId(data.Get("productSet").Get("product").Get("id").Number("Product")),
    };

    public static readonly AdminDocument<string?> DefinedType = new(Folder, "ListingFieldType")
    {
        Purpose = "looking for a metafield's definition",
        Record = _ => null,
        Read = data => data.Get("metafieldDefinitions").Get("nodes").Each().Select(definition => definition.Get("type").Get("name").Text).FirstOrDefault(),
    };

    public static readonly AdminDocument<IReadOnlyList<DefinedField>> DefinedFields = new(Folder, "ListingFieldsDefined")
    {
        Purpose = "listing the metafields that are defined",
        Record = _ => null,
        Read = data => [.. data.Get("metafieldDefinitions").Get("nodes").Each().Select(one => new DefinedField(one.Get("namespace").Text, one.Get("key").Text, one.Get("name").Text, one.Get("type").Get("name").Text))],
    };

    public static readonly AdminDocument<bool> MarkDefinition = new(Folder, "ListingMarkDefinition")
    {
        Purpose = "defining the metafield by which products are found again",
        Record = _ => null,
        Read = data => !data.Get("metafieldDefinitionCreate").Get("createdDefinition").IsNull,
    };
}

/// <summary>One page of a product.</summary>
/// <param name="Next">Cursor for the page of variants after; null when this was the last.</param>
internal sealed record ListingPage(ShopListing Listing, string? Next);
