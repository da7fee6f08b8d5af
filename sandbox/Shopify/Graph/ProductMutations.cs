using System.Globalization;
using GraphQL;
using Tandem.Sandbox.Shopify.Orders;
using Tandem.Sandbox.Shopify.Shops;

namespace Tandem.Sandbox.Shopify.Graph;

/// <summary>Products as an app writes them, refused in Shopify's words.</summary>
internal static class ProductMutations
{
    private const int MostVariants = 2048;
    private const int MostOptions = 3;

    public static object? ByIdentifier(IResolveFieldContext context)
    {
        var shop = Answering.Of(context).Shop;
        var identifier = context.GetArgument<Dictionary<string, object?>>("identifier");
        if (identifier.GetValueOrDefault("id") is string id) return Nodes.Find(shop, id);
        return identifier.GetValueOrDefault("customId") is Dictionary<string, object?> custom && shop.Metafields.OwnerOf(Space(custom), (string)custom["key"]!, (string)custom["value"]!) is { } owner
            ? Nodes.Find(shop, owner) : null;
    }

    public static object? Update(IResolveFieldContext context)
    {
        var shop = Answering.Of(context).Shop;
        var given = context.GetArgument<Dictionary<string, object?>>("product");
        var payload = new ShopifyObject("ProductUpdatePayload") { ["userErrors"] = Array.Empty<ShopifyObject>() };
        if (Nodes.Find(shop, (string)given["id"]!) is null)
        {
            payload["userErrors"] = new[] { Mutations.Error("Product does not exist", "id") };
            return payload;
        }

        if (given.TryGetValue("title", out var title) && title is not string { Length: > 0 })
        {
            payload["userErrors"] = new[] { Mutations.Error("Title can't be blank", "title") };
            return payload;
        }

        var number = Gid.Number((string)given["id"]!);
        Note(shop, (string)given["id"]!, given);
        var said = Said(shop.Products.Facts(number), given);
        shop.Products.Put(number, said with { Media = [.. said.Media, .. MediaMutations.Given(context, shop)] }, given.GetValueOrDefault("title") as string, given.GetValueOrDefault("status")?.ToString());
        shop.Products.Touched((string)given["id"]!);
        payload["product"] = Nodes.Find(shop, (string)given["id"]!);
        return payload;
    }

    public static object? UpdateVariants(IResolveFieldContext context)
    {
        var (shop, product) = (Answering.Of(context).Shop, context.GetArgument<string>("productId"));
        var given = context.GetArgument<List<Dictionary<string, object?>>>("variants");
        var errors = given.SelectMany((row, index) => Wrong(shop, row, index)).ToArray();
        if (errors.Length == 0)
        {
            var sources = (context.GetArgument<List<Dictionary<string, object?>>?>("media") ?? []).Select(one => (string)one["originalSource"]!).ToList();
            var media = MediaMutations.Given(context, shop);
            var facts = shop.Products.Facts(Gid.Number(product));
            if (media.Count > 0) shop.Products.Put(Gid.Number(product), facts with { Media = [.. facts.Media, .. media] }, null, null);
            foreach (var row in given)
            {
                var variant = With(shop.Variant(Gid.Number((string)row["id"]!))!, row);
                // Whatever it showed before: a variant shows one image.
                shop.Add(row.GetValueOrDefault("mediaSrc") is IEnumerable<object?> shown && shown.OfType<string>().FirstOrDefault() is { } source ? variant with { Image = media[sources.IndexOf(source)].Id } : variant);
                Note(shop, (string)row["id"]!, row);
            }

            shop.Products.Touched(product);
        }

        return new ShopifyObject("ProductVariantsBulkUpdatePayload") { ["product"] = Nodes.Find(shop, product), ["userErrors"] = errors };
    }

    public static object? AddVariants(IResolveFieldContext context)
    {
        var (shop, product) = (Answering.Of(context).Shop, context.GetArgument<string>("productId"));
        var given = context.GetArgument<List<Dictionary<string, object?>>>("variants");
        var there = shop.Variants.Where(variant => variant.ProductId == Gid.Number(product)).ToList();
        var options = there.SelectMany(variant => variant.Options).Select(option => option.Name).Distinct().ToHashSet();
        var errors = there.Count == 0
            ? [Error("ProductVariantsBulkCreateUserError", "PRODUCT_DOES_NOT_EXIST", "Product does not exist", "productId")]
            : given.Index().SelectMany(row => NotMade(there, options, row.Item, row.Index)).ToArray();
        if (errors.Length == 0)
        {
            foreach (var row in given)
                shop.Add(With(new VariantDescription(shop.Products.NextVariant(), null, there[0].ProductTitle, there[0].Price) { ProductId = there[0].ProductId, Status = there[0].Status }, row));
            shop.Products.Touched(product);
        }

        return new ShopifyObject("ProductVariantsBulkCreatePayload") { ["product"] = Nodes.Find(shop, product), ["userErrors"] = errors };
    }

    private static IEnumerable<ShopifyObject> NotMade(List<VariantDescription> there, HashSet<string> options, Dictionary<string, object?> row, int index)
    {
        var at = index.ToString(CultureInfo.InvariantCulture);
        var wanted = Chosen(row);
        if (!wanted.Select(option => option.Name).ToHashSet().SetEquals(options))
            yield return Error("ProductVariantsBulkCreateUserError", "NEED_TO_ADD_OPTION_VALUES", "You need to add option values for every option", "variants", at);
        else if (there.Exists(variant => variant.Options.ToHashSet().SetEquals(wanted)))
            yield return Error("ProductVariantsBulkCreateUserError", "VARIANT_ALREADY_EXISTS", $"The variant '{string.Join(" / ", wanted.Select(option => option.Value))}' already exists.", "variants", at);
        else if (row.GetValueOrDefault("price") is { } price && Number(price) < 0m)
            yield return Error("ProductVariantsBulkCreateUserError", "NEGATIVE_PRICE_VALUE", "Price must be greater than or equal to 0", "variants", at, "price");
    }

    private static void Note(PracticeShop shop, string owner, Dictionary<string, object?> given)
    {
        foreach (var field in Rows(given, "metafields"))
            shop.Metafields.Set([new MetafieldEntry(owner, field.GetValueOrDefault("namespace") as string, (string)field["key"]!, (string)field["value"]!, field.GetValueOrDefault("type") as string, false, null)], _ => true);
    }

    public static object? Set(IResolveFieldContext context)
    {
        var shop = Answering.Of(context).Shop;
        var given = context.GetArgument<Dictionary<string, object?>>("input");
        var custom = (Dictionary<string, object?>)context.GetArgument<Dictionary<string, object?>>("identifier")["customId"]!;
        var rows = Rows(given, "variants");
        var payload = new ShopifyObject("ProductSetPayload") { ["userErrors"] = Array.Empty<ShopifyObject>() };
        if (rows.Count > MostVariants || Rows(given, "productOptions").Count > MostOptions)
        {
            payload["userErrors"] = new[]
            {
                rows.Count > MostVariants
                    ? Error("ProductSetUserError", "VARIANTS_OVER_LIMIT", $"The number of variants exceeds the limit of {MostVariants}.", "input", "variants")
                    : Error("ProductSetUserError", "OPTIONS_OVER_LIMIT", $"The number of options exceeds the limit of {MostOptions}.", "input", "productOptions"),
            };
            return payload;
        }

        var made = shop.Products.Make(
            Space(custom) ?? "$app", (string)custom["key"]!, (string)custom["value"]!,
            product => [.. rows.Select((row, index) => With(Blank(product, index, given), row))],
            Said(new ProductFacts { Vendor = shop.Handle }, given));
        payload["product"] = Nodes.Find(shop, Gid.Of("Product", made));
        return payload;
    }

    private static IEnumerable<ShopifyObject> Wrong(PracticeShop shop, Dictionary<string, object?> row, int index)
    {
        var at = index.ToString(CultureInfo.InvariantCulture);
        if (shop.Variant(Gid.Number((string)row["id"]!)) is null)
            yield return Error("ProductVariantsBulkUpdateUserError", "PRODUCT_VARIANT_DOES_NOT_EXIST", "Product variant does not exist", "variants", at, "id");
        else if (row.GetValueOrDefault("price") is { } price && Number(price) < 0m)
            yield return Error("ProductVariantsBulkUpdateUserError", "NEGATIVE_PRICE_VALUE", "Price must be greater than or equal to 0", "variants", at, "price");
    }

    private static VariantDescription Blank(long product, int index, Dictionary<string, object?> given) =>
        new(product + 16 + (index * 16), null, (string)given["title"]!, 0m) { ProductId = product, Status = given.GetValueOrDefault("status")?.ToString() ?? "ACTIVE", Tracked = false };

    private static VariantDescription With(VariantDescription variant, Dictionary<string, object?> row)
    {
        var item = row.GetValueOrDefault("inventoryItem") as Dictionary<string, object?> ?? [];
        var weight = (item.GetValueOrDefault("measurement") as Dictionary<string, object?>)?.GetValueOrDefault("weight") as Dictionary<string, object?>;
        var options = Chosen(row);
        return variant with
        {
            Price = Has(row, "price", out var price) ? Number(price) ?? 0m : variant.Price,
            CompareAtPrice = Has(row, "compareAtPrice", out var before) ? Number(before) : variant.CompareAtPrice,
            Barcode = Has(row, "barcode", out var barcode) ? barcode as string : variant.Barcode,
            Sku = Has(item, "sku", out var sku) || Has(row, "sku", out sku) ? sku as string : variant.Sku,
            Cost = Has(item, "cost", out var cost) ? Number(cost) : variant.Cost,
            HsCode = Has(item, "harmonizedSystemCode", out var code) ? code as string : variant.HsCode,
            Origin = Has(item, "countryCodeOfOrigin", out var origin) ? origin?.ToString() : variant.Origin,
            Tracked = Has(item, "tracked", out var tracked) ? tracked is true : variant.Tracked,
            Weight = weight is null ? variant.Weight : Number(weight["value"]) ?? 0m,
            Options = options.Count > 0 ? options : variant.Options,
            Title = options.Count > 0 ? string.Join(" / ", options.Select(option => option.Value)) : variant.Title,
        };
    }

    private static List<(string Name, string Value)> Chosen(Dictionary<string, object?> row) =>
        [.. Rows(row, "optionValues").Select(option => ((string)option["optionName"]!, (string)option["name"]!)).Where(option => option is not ("Title", "Default Title"))];

    private static ProductFacts Said(ProductFacts facts, Dictionary<string, object?> given) => facts with
    {
        Description = given.GetValueOrDefault("descriptionHtml") as string ?? facts.Description,
        Vendor = given.GetValueOrDefault("vendor") as string ?? facts.Vendor,
        Type = given.GetValueOrDefault("productType") as string ?? facts.Type,
        Tags = given.GetValueOrDefault("tags") is IEnumerable<object?> tags ? Tags.Sorted(tags.OfType<string>()) : facts.Tags,
    };

    private static bool Has(Dictionary<string, object?> row, string key, out object? value) => row.TryGetValue(key, out value);

    private static decimal? Number(object? value) => value is null ? null : Convert.ToDecimal(value, CultureInfo.InvariantCulture);

    private static List<Dictionary<string, object?>> Rows(Dictionary<string, object?> given, string key) =>
        given.GetValueOrDefault(key) is IEnumerable<object?> rows ? [.. rows.Cast<Dictionary<string, object?>>()] : [];

    private static string? Space(Dictionary<string, object?> custom) => custom.GetValueOrDefault("namespace") as string;

    private static ShopifyObject Error(string type, string code, string message, params string[] field) => new(type) { ["field"] = field, ["message"] = message, ["code"] = code };
}
