using System.Globalization;
using System.Text.RegularExpressions;
using GraphQL;
using Tandem.Sandbox.Shopify.Orders;
using Tandem.Sandbox.Shopify.Shops;

namespace Tandem.Sandbox.Shopify.Graph;

/// <summary>Finding variants and customers.</summary>
internal static partial class CatalogueQueries
{
    public static object? Variants(IResolveFieldContext context)
    {
        var either = (context.GetArgument<string?>("query") ?? "").Split(" OR ").Select(Filters).ToList();
        var found = Answering.Of(context).Shop.Variants.Where(v => either.Exists(filters => filters.All(f => f.Field switch
        {
            "sku" => Contains(v.Sku, f.Value),
            "barcode" => v.Barcode == f.Value,
            "title" => Contains(v.Title, f.Value),
            "product_id" => v.ProductId.ToString(System.Globalization.CultureInfo.InvariantCulture) == f.Value,
            _ => true,
        })));
        // A page shows 250 of what may be 50,000: only those are made.
        return Paging.Page(context, [.. found.Select(v => new LateObject(Gid.Of("ProductVariant", v.Id), () => VariantObjects.Variant(v, DateTimeOffset.UnixEpoch)))]);
    }

    public static object? Products(IResolveFieldContext context)
    {
        var shop = Answering.Of(context).Shop;
        return Paging.Page(context, [.. shop.Variants.GroupBy(v => v.ProductId).OrderBy(product => product.Key)
            .Select(product => new LateObject(Gid.Of("Product", product.Key), () => VariantObjects.Product([.. product], DateTimeOffset.UnixEpoch, shop.Products.Facts(product.Key))))]);
    }

    public static object? Items(IResolveFieldContext context)
    {
        var shop = Answering.Of(context).Shop;
        return Paging.Page(context, [.. shop.Variants.Select(v => new LateObject(Gid.Of("InventoryItem", StockRoom.ItemOf(v.Id)), () => VariantObjects.Variant(v, DateTimeOffset.UnixEpoch).Child("inventoryItem")!))]);
    }

    public static object? Customers(IResolveFieldContext context)
    {
        var filters = Filters(context.GetArgument<string?>("query"));
        var shop = Answering.Of(context).Shop;
        var people = shop.Orders.Select(o => o.Data.Child("customer")).OfType<ShopifyObject>()
            .GroupBy(c => c.Id).Select(g => g.Last()).Select(c => Changed(shop, c))
            .Where(c => filters.All(f => f.Field switch
            {
                "email" => string.Equals(c.Text("email"), f.Value, StringComparison.OrdinalIgnoreCase),
                "updated_at" => (DateTimeOffset)c["updatedAt"]! >= DateTimeOffset.Parse(f.Value.TrimStart('>', '=', '\''), CultureInfo.InvariantCulture),
                _ => true,
            }));
        return Paging.Page(context, [.. people.OrderBy(c => (DateTimeOffset)c["updatedAt"]!)]);
    }

    private static ShopifyObject Changed(PracticeShop shop, ShopifyObject customer)
    {
        if (shop.CustomerChanged(customer.Id) is { } at) customer["updatedAt"] = at;
        return customer;
    }

    // Shopify's index matches words, so a longer SKU that contains the word is found too: callers compare exactly.
    private static bool Contains(string? text, string value) =>
        text is not null && (value.EndsWith('*') ? text.StartsWith(value[..^1], StringComparison.OrdinalIgnoreCase) : text.Contains(value, StringComparison.OrdinalIgnoreCase));

    private static IReadOnlyList<(string Field, string Value)> Filters(string? query) => query is null
        ? []
        : [.. Terms().Matches(query).Select(m => (m.Groups[1].Value, m.Groups[2].Value.Trim('\'', '"')))];

    [GeneratedRegex("""([a-z_]+):('[^']*'|"[^"]*"|\S+)""", RegexOptions.CultureInvariant)]
    private static partial Regex Terms();
}
