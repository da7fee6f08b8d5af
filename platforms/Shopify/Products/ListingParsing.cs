using System.Globalization;
using Tandem.Shopify.Reading;
using Tandem.Sync;
using Tandem.Sync.Listings;

namespace Tandem.Shopify.Products;

/// <summary>Reads products and variants from answers.</summary>
internal static class ListingParsing
{
    public static ListingPage Page(ShopifyField product)
    {
        var variants = product.Get("variants");
        var page = variants.Get("pageInfo");
        var listing = Product(product, Metafields(product)) with { Variants = [.. variants.Get("nodes").Each().Select(variant => Variant(variant, Metafields(variant)))] };
        return new ListingPage(listing, page.Get("hasNextPage").Flag ? page.Get("endCursor").Text : null);
    }

    /// <summary>A product without its variants.</summary>
    public static ShopListing Product(ShopifyField product, IReadOnlyDictionary<string, Metafield> metafields) =>
        new(new ProductId(product.Get("id").Number("Product")), product.Get("title").Text, VariantDocuments.Status(product.Get("status").Text))
        {
            Description = product.GetOrNull("descriptionHtml")?.Text ?? "",
            Vendor = product.Get("vendor").Text,
            Type = product.Get("productType").Text,
            Tags = [.. product.Get("tags").Each().Select(tag => tag.Text)],
            Options = [.. product.Get("options").Each().Select(option => new ListingOption(option.Get("name").Text, [.. option.Get("values").Each().Select(value => value.Text)]))],
            Metafields = metafields,
        };

    public static ListingVariant Variant(ShopifyField variant, IReadOnlyDictionary<string, Metafield> metafields)
    {
        var item = variant.Get("inventoryItem");
        return new ListingVariant(new VariantId(variant.Get("id").Number("ProductVariant")), new InventoryItemId(item.Get("id").Number("InventoryItem")), variant.Get("price").Exact)
        {
            Title = variant.Get("title").Text,
            CompareAtPrice = variant.GetOrNull("compareAtPrice")?.Exact,
            Barcode = variant.GetOrNull("barcode")?.Text,
            Sku = variant.GetOrNull("sku")?.Text,
            Tracked = item.Get("tracked").Flag,
            Cost = item.GetOrNull("unitCost")?.Get("amount").Exact,
            HsCode = item.GetOrNull("harmonizedSystemCode")?.Text,
            CountryOfOrigin = item.GetOrNull("countryCodeOfOrigin")?.Text,
            Weight = item.Get("measurement").GetOrNull("weight") is { } weight ? Kilograms(weight.Get("value").Exact, weight.Get("unit").Text) : null,
            Options = [.. variant.Get("selectedOptions").Each().Select(option => (option.Get("name").Text, option.Get("value").Text))],
            Metafields = metafields,
        };
    }

    /// <summary>Shopify keeps the unit that it was given; grams are as fine as weights are compared.</summary>
    private static decimal Kilograms(decimal value, string unit) => Math.Round(unit switch
    {
        "GRAMS" => value / 1000m,
        "POUNDS" => value * 0.45359237m,
        "OUNCES" => value * 0.028349523125m,
        _ => value,
    }, 3, MidpointRounding.AwayFromZero);

    public static Dictionary<string, Metafield> Metafields(ShopifyField owner) => owner.Get("metafields").Get("nodes").Each().ToDictionary(
        field => string.Create(CultureInfo.InvariantCulture, $"{field.Get("namespace").Text}.{Bare(field.Get("key").Text)}"),
        field => new Metafield(field.Get("type").Text, field.Get("value").Text));

    /// <summary>Asked for by <c>namespace.key</c>, Shopify answers keys in that form too.</summary>
    private static string Bare(string key) => key[(key.LastIndexOf('.') + 1)..];
}
