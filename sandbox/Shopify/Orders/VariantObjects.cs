using Tandem.Sandbox.Shopify.Graph;

namespace Tandem.Sandbox.Shopify.Orders;

/// <summary>Products and variants of the catalogue.</summary>
internal static class VariantObjects
{
    public static ShopifyObject Variant(VariantDescription variant, DateTimeOffset at, ProductFacts? facts = null)
    {
        var said = facts ?? new ProductFacts();
        var product = new ShopifyObject("Product")
        {
            ["id"] = Gid.Of("Product", variant.ProductId),
            ["legacyResourceId"] = variant.ProductId,
            ["title"] = variant.ProductTitle,
            ["handle"] = variant.ProductTitle.ToLowerInvariant().Replace(' ', '-'),
            ["status"] = variant.Status,
            ["descriptionHtml"] = said.Description,
            ["vendor"] = said.Vendor,
            ["productType"] = said.Type,
            ["tags"] = said.Tags.ToArray(),
            ["media"] = said.Media.OrderBy(media => media.Id).Select(Image).ToArray(),
            ["createdAt"] = at,
            ["updatedAt"] = at,
        };
        var made = new ShopifyObject("ProductVariant")
        {
            ["id"] = Gid.Of("ProductVariant", variant.Id),
            ["legacyResourceId"] = variant.Id,
            ["title"] = variant.Title,
            ["displayName"] = $"{variant.ProductTitle} - {variant.Title}",
            ["sku"] = variant.Sku,
            ["barcode"] = variant.Barcode,
            ["price"] = Coin.Text(variant.Price),
            ["compareAtPrice"] = variant.CompareAtPrice is { } before ? Coin.Text(before) : null,
            ["position"] = 1,
            ["taxable"] = true,
            ["availableForSale"] = true,
            ["inventoryPolicy"] = "DENY",
            ["inventoryItem"] = InventoryItem(variant, at),
            ["media"] = said.Media.Where(media => media.Id == variant.Image).Select(Image).ToArray(),
            ["product"] = product,
            ["selectedOptions"] = Options(variant).Select(option => new ShopifyObject("SelectedOption") { ["name"] = option.Name, ["value"] = option.Value }).ToArray(),
            ["createdAt"] = at,
            ["updatedAt"] = at,
        };
        product["variants"] = new[] { made };
        made.Child("inventoryItem")!["variants"] = new[] { made };
        return made;
    }

    /// <summary>A product with its variants.</summary>
    public static ShopifyObject Product(IReadOnlyList<VariantDescription> variants, DateTimeOffset at, ProductFacts? facts = null)
    {
        var made = variants.Select(variant => Variant(variant, at, facts)).ToArray();
        var product = made[0].Child("product")!;
        product["variants"] = made;
        product["options"] = variants.SelectMany(Options).GroupBy(option => option.Name).Select((option, index) => new ShopifyObject("ProductOption")
        {
            ["id"] = Gid.Of("ProductOption", variants[0].ProductId + index),
            ["name"] = option.Key,
            ["position"] = index + 1,
            ["values"] = option.Select(value => value.Value).Distinct().ToArray(),
        }).ToArray();
        return product;
    }

    private static ShopifyObject Image(MediaDescription media) => new("MediaImage")
    {
        ["id"] = Gid.Of("MediaImage", media.Id),
        ["alt"] = media.Alt,
        ["mediaContentType"] = "IMAGE",
        ["status"] = media.Content is null ? "FAILED" : "READY",
        ["mediaErrors"] = media.Content is null ? new[] { new ShopifyObject("MediaError") { ["message"] = "Image could not be processed." } } : [],
    };

    private static IReadOnlyList<(string Name, string Value)> Options(VariantDescription variant) => variant.Options.Count > 0 ? variant.Options : [("Title", variant.Title)];

    private static ShopifyObject InventoryItem(VariantDescription variant, DateTimeOffset at) => new("InventoryItem")
    {
        ["id"] = Gid.Of("InventoryItem", variant.Id + 1),
        ["legacyResourceId"] = variant.Id + 1,
        ["sku"] = variant.Sku,
        ["tracked"] = variant.Tracked,
        ["requiresShipping"] = true,
        ["duplicateSkuCount"] = 0,
        ["unitCost"] = variant.Cost is { } cost ? new ShopifyObject("MoneyV2") { ["amount"] = Coin.Text(cost), ["currencyCode"] = "GBP" } : null,
        ["harmonizedSystemCode"] = variant.HsCode,
        ["countryCodeOfOrigin"] = variant.Origin,
        ["measurement"] = new ShopifyObject("InventoryItemMeasurement") { ["weight"] = new ShopifyObject("Weight") { ["value"] = variant.Weight, ["unit"] = "KILOGRAMS" } },
        ["createdAt"] = at,
        ["updatedAt"] = at,
    };
}

/// <summary>Where a shop keeps its goods.</summary>
public static class Places
{
    public static ShopifyObject Location(long id, string name, string countryCode = "GB") => new("Location")
    {
        ["id"] = Gid.Of("Location", id),
        ["legacyResourceId"] = id,
        ["name"] = name,
        ["isActive"] = true,
        ["isFulfillmentService"] = false,
        ["fulfillsOnlineOrders"] = true,
        ["shipsInventory"] = true,
        ["hasActiveInventory"] = true,
        ["activatable"] = false,
        ["deactivatable"] = true,
        ["deletable"] = false,
        ["address"] = new ShopifyObject("LocationAddress") { ["countryCode"] = countryCode, ["formatted"] = new[] { name } },
        ["createdAt"] = DateTimeOffset.UnixEpoch,
        ["updatedAt"] = DateTimeOffset.UnixEpoch,
    };
}

/// <summary>Tags as Shopify keeps them: split at commas, one of each regardless of case, sorted.</summary>
public static class Tags
{
    public static string[] Sorted(IEnumerable<string> tags) =>
    [
        .. tags.SelectMany(t => t.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase),
    ];
}
