using GraphQL;
using GraphQL.Resolvers;
using Tandem.Sandbox.Shopify.Orders;
using Tandem.Sandbox.Shopify.Shops;

namespace Tandem.Sandbox.Shopify.Graph;

/// <summary>The fields that aren't answered by name: the roots of a query and what depends on the shop.</summary>
internal static class Queries
{
    private static readonly Dictionary<string, Func<IResolveFieldContext, object?>> Fields = new(StringComparer.Ordinal)
    {
        ["QueryRoot.bulkOperation"] = BulkMutations.Look,
        ["QueryRoot.shop"] = c => ShopObjects.Shop(Shop(c)),
        ["QueryRoot.order"] = c => Expect(c, "Order") is { } id ? Shop(c).Order(id)?.Data : null,
        ["QueryRoot.orders"] = OrderQueries.Orders,
        ["QueryRoot.ordersCount"] = OrderQueries.Count,
        ["QueryRoot.orderByIdentifier"] = OrderQueries.ByIdentifier,
        ["QueryRoot.node"] = c => Nodes.Find(Shop(c), c.GetArgument<string>("id")),
        ["QueryRoot.nodes"] = c => c.GetArgument<string[]>("ids").Select(id => Nodes.Find(Shop(c), id)).ToArray(),
        ["QueryRoot.refund"] = Node,
        ["QueryRoot.return"] = Node,
        ["QueryRoot.fulfillment"] = Node,
        ["QueryRoot.fulfillmentOrder"] = Node,
        ["QueryRoot.product"] = Node,
        ["QueryRoot.productByIdentifier"] = ProductMutations.ByIdentifier,
        ["QueryRoot.productVariant"] = Node,
        ["QueryRoot.inventoryItem"] = Node,
        ["QueryRoot.customer"] = Node,
        ["QueryRoot.company"] = Node,
        ["QueryRoot.companyLocation"] = Node,
        ["QueryRoot.location"] = c => c.GetArgument<string?>("id") is { } id ? Nodes.Find(Shop(c), id) : Shop(c).Locations[0],
        ["QueryRoot.locations"] = c => Paging.Page(c, [.. Shop(c).Locations.Where(l => c.GetArgument("includeInactive", false) || l["isActive"] is not false)]),
        ["QueryRoot.inventoryItems"] = CatalogueQueries.Items,
        ["InventoryItem.inventoryLevel"] = StockObjects.LevelOfItem,
        ["InventoryItem.inventoryLevels"] = StockObjects.LevelsOfItem,
        ["InventoryLevel.quantities"] = StockObjects.Quantities,
        ["QueryRoot.customers"] = CatalogueQueries.Customers,
        ["QueryRoot.productVariants"] = CatalogueQueries.Variants,
        ["QueryRoot.products"] = CatalogueQueries.Products,
        ["QueryRoot.currentAppInstallation"] = c => ShopObjects.Installation(Shop(c)),
        ["QueryRoot.publicApiVersions"] = _ => ShopObjects.Versions(),
        ["QueryRoot.metafieldDefinitions"] = ShopObjects.Definitions,
        ["Customer.orders"] = c => Paging.Page(c, [.. Shop(c).Orders.Where(o => o.Data.Child("customer")?.Id == ((ShopifyObject)c.Source!).Id).Select(o => o.Data)]),
        ["Customer.tags"] = c => Shop(c).TagsOf((ShopifyObject)c.Source!),
        ["Order.shippingLines"] = c => Paging.Page(c, [.. ((ShopifyObject)c.Source!).Children("shippingLines").Where(l => c.GetArgument("includeRemovals", false) || l["isRemoved"] is not true)]),
    };

    public static IFieldResolver? Resolver(string type, string field)
    {
        if (field == "metafield") return new FuncFieldResolver<object?>(Metafield);
        if (field == "metafields" && type is not ("Mutation" or "MetafieldsSetPayload")) return new FuncFieldResolver<object?>(Metafields);
        return Fields.TryGetValue($"{type}.{field}", out var resolve) ? new FuncFieldResolver<object?>(resolve) : null;
    }

    private static PracticeShop Shop(IResolveFieldContext context) => Answering.Of(context).Shop;

    private static ShopifyObject? Node(IResolveFieldContext context) => Nodes.Find(Shop(context), context.GetArgument<string>("id"));

    /// <summary>An id of another type is refused as a whole, an unknown one is null.</summary>
    private static string? Expect(IResolveFieldContext context, string type)
    {
        var id = context.GetArgument<string>("id");
        if (!Gid.TryParse(id, out var found, out _)) throw new GraphRefusal("argumentLiteralsIncompatible", $"Invalid global id '{id}'");
        if (found != type) throw new GraphRefusal("RESOURCE_NOT_FOUND", $"Invalid id: {id}");
        return id;
    }

    private static ShopifyObject? Metafield(IResolveFieldContext context) =>
        Shop(context).Metafields.Find(Id(context), context.GetArgument<string?>("namespace"), context.GetArgument<string>("key"));

    private static ShopifyObject Metafields(IResolveFieldContext context)
    {
        var space = context.GetArgument<string?>("namespace");
        var all = Shop(context).Metafields.Of(Id(context));
        var found = all.Where(f => space is null || f.Text("namespace") == Shops.Metafields.Resolve(space));
        return Paging.Page(context, [.. context.GetArgument<string[]?>("keys") is { } keys ? found.Where(f => keys.Contains(Whole(f))).Select(Named) : found]);
    }

    private static string Id(IResolveFieldContext context) => (string)((IGraphObject)context.Source!)["id"]!;

    private static string Whole(ShopifyObject field) => $"{field.Text("namespace")}.{field.Text("key")}";

    /// <summary>Asked for by whole keys, Shopify answers with whole keys.</summary>
    private static ShopifyObject Named(ShopifyObject field)
    {
        var named = new ShopifyObject(field.Type);
        foreach (var (name, value) in field.Values) named[name] = value;
        named["key"] = Whole(field);
        return named;
    }
}

/// <summary>Finds an object of a shop by its global id.</summary>
internal static class Nodes
{
    public static ShopifyObject? Find(PracticeShop shop, string id)
    {
        if (!Gid.TryParse(id, out var type, out var number)) throw new GraphRefusal("RESOURCE_NOT_FOUND", $"Invalid global id '{id}'");
        return type switch
        {
            "Order" => shop.Order(id)?.Data,
            "Customer" => shop.Customer(number),
            "Location" => shop.Locations.FirstOrDefault(l => l.Id == id),
            "ProductVariant" => shop.Variant(number) is { } v ? VariantObjects.Variant(v, DateTimeOffset.UnixEpoch, shop.Products.Facts(v.ProductId)) : null,
            "Product" => shop.Variants.Where(v => v.ProductId == number).ToList() is { Count: > 0 } all ? VariantObjects.Product(all, DateTimeOffset.UnixEpoch, shop.Products.Facts(number)) : null,
            "InventoryItem" => shop.Variant(number - 1) is { } v ? VariantObjects.Variant(v, DateTimeOffset.UnixEpoch).Child("inventoryItem") : null,
            "Refund" => OfOrder(shop, number, "refunds", id),
            "Return" => OfOrder(shop, number, "returns", id),
            "Fulfillment" => OfOrder(shop, number, "fulfillments", id),
            "FulfillmentOrder" => OfOrder(shop, number, "fulfillmentOrders", id),
            "LineItem" => OfOrder(shop, number, "lineItems", id),
            "OrderTransaction" => OfOrder(shop, number, "transactions", id),
            "Company" => Buyer(shop, "company", id),
            "CompanyLocation" => Buyer(shop, "location", id),
            "Shop" => ShopObjects.Shop(shop),
            _ => null,
        };
    }

    // A part's number is its order's number times ten thousand and something.
    private static ShopifyObject? OfOrder(PracticeShop shop, long number, string field, string id) =>
        shop.Order(Gid.Of("Order", number / 10_000))?.Data.Children(field).FirstOrDefault(o => o.Id == id);

    private static ShopifyObject? Buyer(PracticeShop shop, string field, string id) =>
        shop.Unsorted.Select(o => o.Data.Child("purchasingEntity")?.Child(field)).FirstOrDefault(o => o?.Id == id);
}
