using System.Text.Json;
using GraphQL;
using Tandem.Sandbox.Shopify.Shops;

namespace Tandem.Sandbox.Shopify.Graph;

/// <summary>Stock as an app writes it, refused in Shopify's words; each call needs a key of its own.</summary>
internal static class StockMutations
{
    private const int MostRows = 250;

    public static object? Set(IResolveFieldContext context)
    {
        var (shop, key) = (Answering.Of(context).Shop, Key(context));
        var input = context.GetArgument<Dictionary<string, object?>>("input");
        var name = (string)input["name"]!;
        var given = ((IEnumerable<object?>)input["quantities"]!).Cast<Dictionary<string, object?>>().ToList();
        if (given.Any(row => !row.ContainsKey("changeFromQuantity")))
            throw new GraphRefusal("INVALID_FIELD_ARGUMENTS", "InventoryQuantityInput must include the following argument: changeFromQuantity.");
        if (given.Count > MostRows) throw new GraphRefusal("MAX_INPUT_SIZE_EXCEEDED", $"The input array size of {given.Count} is greater than the maximum allowed of {MostRows}.");
        return shop.Stock.Once(key, JsonSerializer.Serialize(input), () => Refused("IDEMPOTENCY_KEY_PARAMETER_MISMATCH", "The idempotency key was used with other parameters."), () =>
        {
            if (name is not ("available" or "on_hand")) return Refused("INVALID_NAME", "The quantity name must be either 'available' or 'on_hand'.", "input", "name");
            var refused = shop.Stock.Set([.. given.Select(Row)], name == "on_hand");
            return Payload([.. refused.Select(row => Error(row.Message, row.Code, "input", "quantities", Conversion(row.Row), row.Field))]);
        });
    }

    public static object? Activate(IResolveFieldContext context)
    {
        var (shop, _) = (Answering.Of(context).Shop, Key(context));
        var (item, location) = (context.GetArgument<string>("inventoryItemId"), context.GetArgument<string>("locationId"));
        var payload = new ShopifyObject("InventoryActivatePayload") { ["userErrors"] = Array.Empty<ShopifyObject>() };
        if (shop.Variant(Gid.Number(item) - 1) is null || shop.Locations.All(one => one.Id != location || one["isActive"] is false))
        {
            payload["userErrors"] = new[] { Mutations.Error("The product couldn't be stocked because the item or the location was not found.", "inventoryItemId") };
            return payload;
        }

        shop.Stock.Stock(Gid.Number(item), Gid.Number(location));
        payload["inventoryLevel"] = StockObjects.Level(shop, Gid.Number(item), Gid.Number(location));
        return payload;
    }

    private static string Key(IResolveFieldContext context) =>
        context.Directives?.TryGetValue("idempotent", out var directive) == true && directive.GetArgument<string>("key") is { Length: > 0 } key
            ? key
            : throw new GraphRefusal("BAD_REQUEST", "The @idempotent directive is required for this mutation but was not provided.");

    private static StockRow Row(Dictionary<string, object?> row) => new(
        Gid.Number((string)row["inventoryItemId"]!), Gid.Number((string)row["locationId"]!), (int)row["quantity"]!, (int?)row["changeFromQuantity"]);

    private static string Conversion(int row) => row.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static ShopifyObject Refused(string code, string message, params string[] field) => Payload([Error(message, code, field)]);

    private static ShopifyObject Payload(ShopifyObject[] errors) => new("InventorySetQuantitiesPayload") { ["userErrors"] = errors };

    private static ShopifyObject Error(string message, string code, params string[] field) =>
        new("InventorySetQuantitiesUserError") { ["field"] = field.Length == 0 ? null : field, ["message"] = message, ["code"] = code };
}

/// <summary>Stock as GraphQL states it.</summary>
internal static class StockObjects
{
    public static ShopifyObject? Level(PracticeShop shop, long item, long location) => shop.Stock.Find(item, location) is not { } count ? null : new ShopifyObject("InventoryLevel")
    {
        ["id"] = Gid.Of("InventoryLevel", location) + $"?inventory_item_id={item}",
        ["isActive"] = true,
        ["item"] = Nodes.Find(shop, Gid.Of("InventoryItem", item)),
        ["location"] = shop.Locations.First(one => Gid.Number(one.Id) == location),
        ["count"] = count,
        ["createdAt"] = DateTimeOffset.UnixEpoch,
        ["updatedAt"] = shop.Clock.GetUtcNow(),
    };

    public static object? LevelOfItem(IResolveFieldContext context) =>
        Level(Answering.Of(context).Shop, Gid.Number((string)((IGraphObject)context.Source!)["id"]!), Gid.Number(context.GetArgument<string>("locationId")));

    public static object? LevelsOfItem(IResolveFieldContext context)
    {
        var (shop, item) = (Answering.Of(context).Shop, Gid.Number((string)((IGraphObject)context.Source!)["id"]!));
        return Paging.Page(context, [.. shop.Locations.Select(location => Level(shop, item, Gid.Number(location.Id))).OfType<ShopifyObject>()]);
    }

    public static object? Quantities(IResolveFieldContext context)
    {
        var level = (ShopifyObject)context.Source!;
        var count = (StockCount)level["count"]!;
        return context.GetArgument<string[]>("names").Select(name => new ShopifyObject("InventoryQuantity")
        {
            ["id"] = $"{level.Id}&name={name}",
            ["name"] = name,
            ["quantity"] = name switch { "available" => count.Available, "on_hand" => count.OnHand, "committed" => count.Committed, _ => 0 },
            ["updatedAt"] = level["updatedAt"],
        }).ToArray();
    }
}
