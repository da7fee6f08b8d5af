using Tandem.Sandbox.Shopify.Graph;

namespace Tandem.Sandbox.Shopify.Orders;

/// <summary>Products and variants of the catalogue.</summary>
internal static class VariantObjects
{
    public static ShopifyObject Variant(VariantDescription variant, DateTimeOffset at)
    {
        var product = new ShopifyObject("Product")
        {
            ["id"] = Gid.Of("Product", variant.ProductId),
            ["legacyResourceId"] = variant.ProductId,
            ["title"] = variant.ProductTitle,
            ["handle"] = variant.ProductTitle.ToLowerInvariant().Replace(' ', '-'),
            ["status"] = variant.Status,
            ["vendor"] = "Practice",
            ["productType"] = "",
            ["tags"] = Array.Empty<string>(),
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
            ["position"] = 1,
            ["taxable"] = true,
            ["availableForSale"] = true,
            ["inventoryPolicy"] = "DENY",
            ["inventoryItem"] = InventoryItem(variant, at),
            ["product"] = product,
            ["selectedOptions"] = new[] { new ShopifyObject("SelectedOption") { ["name"] = "Title", ["value"] = variant.Title } },
            ["createdAt"] = at,
            ["updatedAt"] = at,
        };
        product["variants"] = new[] { made };
        made.Child("inventoryItem")!["variants"] = new[] { made };
        return made;
    }

    /// <summary>A product with its variants.</summary>
    public static ShopifyObject Product(IReadOnlyList<VariantDescription> variants, DateTimeOffset at)
    {
        var made = variants.Select(variant => Variant(variant, at)).ToArray();
        var product = made[0].Child("product")!;
        product["variants"] = made;
        return product;
    }

    private static ShopifyObject InventoryItem(VariantDescription variant, DateTimeOffset at) => new("InventoryItem")
    {
        ["id"] = Gid.Of("InventoryItem", variant.Id + 1),
        ["legacyResourceId"] = variant.Id + 1,
        ["sku"] = variant.Sku,
        ["tracked"] = variant.Tracked,
        ["requiresShipping"] = true,
        ["duplicateSkuCount"] = 0,
        ["measurement"] = new ShopifyObject("InventoryItemMeasurement"),
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
