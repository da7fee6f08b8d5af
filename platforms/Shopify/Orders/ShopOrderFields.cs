using System.Text.Json.Nodes;
using Tandem.Shopify.Admin;
using Tandem.Shopify.Failures;
using Tandem.Shopify.Products;
using Tandem.Shopify.Reading;
using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Listings;

namespace Tandem.Shopify.Orders;

/// <summary>Metafields of orders and of their customers.</summary>
public interface IShopOrderFields
{
    /// <summary>Null when the order was deleted.</summary>
    /// <exception cref="ShopifyException">Shopify refused.</exception>
    Task<OrderMetafields?> Of(ShopDomain shop, OrderId order, IReadOnlyList<CustomFieldDecision> fields, CancellationToken cancellationToken);

    /// <inheritdoc cref="IShopListings.SetFields"/>
    Task<IReadOnlyDictionary<int, string>> Set(ShopDomain shop, IReadOnlyList<MetafieldChange> changes, CancellationToken cancellationToken);
}

/// <summary>The metafields of an order and of its customer, by <c>namespace.key</c>.</summary>
/// <param name="CustomerGid">Null for an order without a customer.</param>
public sealed record OrderMetafields(IReadOnlyDictionary<string, Metafield> Order, string? CustomerGid, IReadOnlyDictionary<string, Metafield> Customer);

/// <inheritdoc />
internal sealed class ShopOrderFields(IShopifyAdmin admin, IShopListings listings) : IShopOrderFields
{
    private static readonly AdminDocument<OrderMetafields?> Read = new("Orders", "OrderFields")
    {
        Purpose = "reading the metafields of order {id}",
        Read = data => data.GetOrNull("order") is not { } order ? null : new OrderMetafields(
            ListingParsing.Metafields(order), order.GetOrNull("customer")?.Get("id").Text,
            order.GetOrNull("customer") is { } customer ? ListingParsing.Metafields(customer) : new Dictionary<string, Metafield>()),
    };

    public Task<OrderMetafields?> Of(ShopDomain shop, OrderId order, IReadOnlyList<CustomFieldDecision> fields, CancellationToken cancellationToken) => admin.Run(
        shop, Read, new JsonObject { ["id"] = order.Gid, ["keys"] = ListingInput.Keys(fields, CustomFieldOf.Order), ["customerKeys"] = ListingInput.Keys(fields, CustomFieldOf.Customer) }, cancellationToken);

    public Task<IReadOnlyDictionary<int, string>> Set(ShopDomain shop, IReadOnlyList<MetafieldChange> changes, CancellationToken cancellationToken) =>
        listings.SetFields(shop, changes, cancellationToken);
}
