using GraphQL;
using GraphQL.Resolvers;
using Tandem.Sandbox.Shopify.Orders;
using Tandem.Sandbox.Shopify.Shops;

namespace Tandem.Sandbox.Shopify.Graph;

/// <summary>What an app may change; each change moves the order's updatedAt, as Shopify's does.</summary>
internal static class Mutations
{
    private static readonly Dictionary<string, Func<IResolveFieldContext, object?>> Fields = new(StringComparer.Ordinal)
    {
        ["bulkOperationRunQuery"] = BulkMutations.Run,
        ["bulkOperationCancel"] = BulkMutations.Cancel,
        ["metafieldsSet"] = MetafieldsSet,
        ["metafieldsDelete"] = MetafieldsDelete,
        ["metafieldDefinitionCreate"] = MetafieldDefinitionCreate,
        ["tagsAdd"] = c => Tag(c, "TagsAddPayload", (old, given) => old.Concat(given)),
        ["tagsRemove"] = c => Tag(c, "TagsRemovePayload", (old, given) => old.Except(given, StringComparer.OrdinalIgnoreCase)),
        ["fulfillmentCreate"] = FulfillmentMutations.Create,
        ["fulfillmentTrackingInfoUpdate"] = FulfillmentMutations.Track,
        ["fulfillmentCancel"] = FulfillmentMutations.Cancel,
        ["fulfillmentOrderMove"] = FulfillmentMutations.Move,
        ["inventorySetQuantities"] = StockMutations.Set,
        ["inventoryActivate"] = StockMutations.Activate,
        ["productUpdate"] = ProductMutations.Update,
        ["fileUpdate"] = MediaMutations.UpdateFiles,
        ["fileDelete"] = MediaMutations.DeleteFiles,
        ["stagedUploadsCreate"] = MediaMutations.Stage,
        ["productVariantsBulkCreate"] = ProductMutations.AddVariants,
        ["productVariantsBulkUpdate"] = ProductMutations.UpdateVariants,
        ["productSet"] = ProductMutations.Set,
        ["orderUpdate"] = OrderMutations.Update,
        ["orderMarkAsPaid"] = OrderMutations.MarkAsPaid,
        ["orderCancel"] = OrderMutations.Cancel,
        ["orderClose"] = c => OrderMutations.Close(c, "OrderClosePayload", closed: true),
        ["orderOpen"] = c => OrderMutations.Close(c, "OrderOpenPayload", closed: false),
    };

    public static IFieldResolver? Resolver(string type, string field) =>
        type == "Mutation" ? new FuncFieldResolver<object?>(Fields[field]) : null;

    public static ShopifyObject Error(string message, params string[] field) =>
        new("UserError") { ["field"] = field, ["message"] = message };

    private static ShopifyObject MetafieldsSet(IResolveFieldContext context)
    {
        var shop = Answering.Of(context).Shop;
        var given = context.GetArgument<List<Dictionary<string, object?>>>("metafields");
        if (given.Count > 25) throw new GraphRefusal("MAX_INPUT_SIZE_EXCEEDED", $"The input array size of {given.Count} is greater than the maximum allowed of 25.");
        var entries = given.Select(m => new MetafieldEntry((string)m["ownerId"]!, m.GetValueOrDefault("namespace") as string, (string)m["key"]!, (string)m["value"]!,
            m.GetValueOrDefault("type") as string, m.ContainsKey("compareDigest"), m.GetValueOrDefault("compareDigest") as string)).ToArray();
        var (written, errors) = shop.Metafields.Set(entries, id => Nodes.Find(shop, id) is not null);
        if (errors.Count == 0)
        {
            foreach (var owner in entries.Select(e => e.Owner).Distinct())
                if (shop.Order(owner) is { } order) Touch(shop, order);
                else shop.Touched(owner);
        }

        return new ShopifyObject("MetafieldsSetPayload") { ["metafields"] = written, ["userErrors"] = errors };
    }

    private static ShopifyObject MetafieldsDelete(IResolveFieldContext context)
    {
        var shop = Answering.Of(context).Shop;
        var deleted = new List<ShopifyObject?>();
        foreach (var m in context.GetArgument<List<Dictionary<string, object?>>>("metafields"))
        {
            var (owner, space, key) = ((string)m["ownerId"]!, (string)m["namespace"]!, (string)m["key"]!);
            var gone = shop.Metafields.Delete(owner, space, key);
            if (gone && shop.Order(owner) is { } order) Touch(shop, order);
            else if (gone) shop.Touched(owner);
            deleted.Add(gone ? new ShopifyObject("MetafieldIdentifier") { ["ownerId"] = owner, ["namespace"] = space, ["key"] = key } : null);
        }

        return new ShopifyObject("MetafieldsDeletePayload") { ["deletedMetafields"] = deleted, ["userErrors"] = Array.Empty<ShopifyObject>() };
    }

    private static ShopifyObject MetafieldDefinitionCreate(IResolveFieldContext context)
    {
        var d = context.GetArgument<Dictionary<string, object?>>("definition");
        var made = Answering.Of(context).Shop.Metafields.Define($"{d["ownerType"]}", d.GetValueOrDefault("namespace") as string, $"{d["key"]}", $"{d["name"]}", $"{d["type"]}");
        return new ShopifyObject("MetafieldDefinitionCreatePayload") { ["createdDefinition"] = made, ["userErrors"] = Array.Empty<ShopifyObject>() };
    }

    private static ShopifyObject Tag(IResolveFieldContext context, string payload, Func<IEnumerable<string>, string[], IEnumerable<string>> change)
    {
        var shop = Answering.Of(context).Shop;
        var id = context.GetArgument<string>("id");
        var given = Tags.Sorted(context.GetArgument<string[]>("tags"));
        if (!Gid.TryParse(id, out var type, out _) || type is not ("Order" or "Customer")) throw new GraphRefusal("RESOURCE_NOT_FOUND", "invalid id");
        var made = new ShopifyObject(payload) { ["userErrors"] = Array.Empty<ShopifyObject>() };
        if (shop.Order(id) is { } order)
        {
            Changed(shop, order, d => d with { Tags = Tags.Sorted(change(d.Tags, given)) });
            made["node"] = order.Data;
        }
        else if (Nodes.Find(shop, id) is { } customer)
        {
            shop.Tag(customer, Tags.Sorted(change(shop.TagsOf(customer), given)));
            made["node"] = customer;
        }
        else
        {
            made["userErrors"] = new[] { Error($"{type} does not exist", "id") };
        }

        return made;
    }

    public static void Changed(PracticeShop shop, PracticeOrder order, Func<OrderDescription, OrderDescription> change)
    {
        shop.Change(order, change);
        shop.Webhooks.Echo(order);
    }

    private static void Touch(PracticeShop shop, PracticeOrder order) => Changed(shop, order, d => d);
}
