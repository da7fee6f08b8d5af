using System.Globalization;
using System.Runtime.CompilerServices;
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

    /// <summary>A customer's own, with the latest orders, the newest first. Null when the customer was deleted.</summary>
    /// <exception cref="ShopifyException">Shopify refused.</exception>
    Task<CustomerMetafields?> OfCustomer(ShopDomain shop, CustomerId customer, IReadOnlyList<CustomFieldDecision> fields, CancellationToken cancellationToken);

    /// <summary>Customers that changed at or after a time. Shopify's index lags: ask from some minutes before.</summary>
    /// <exception cref="ShopifyException">Shopify refused; what was given already is good.</exception>
    IAsyncEnumerable<(CustomerId Customer, DateTimeOffset Changed)> CustomersSince(ShopDomain shop, DateTimeOffset from, CancellationToken cancellationToken);

    /// <inheritdoc cref="IShopListings.SetFields"/>
    Task<IReadOnlyDictionary<int, string>> Set(ShopDomain shop, IReadOnlyList<MetafieldChange> changes, CancellationToken cancellationToken);
}

/// <summary>The metafields of an order and of its customer, by <c>namespace.key</c>.</summary>
/// <param name="CustomerGid">Null for an order without a customer.</param>
public sealed record OrderMetafields(IReadOnlyDictionary<string, Metafield> Order, string? CustomerGid, IReadOnlyDictionary<string, Metafield> Customer);

/// <summary>The metafields of a customer, by <c>namespace.key</c>.</summary>
/// <param name="Orders">The latest, the newest first.</param>
public sealed record CustomerMetafields(IReadOnlyDictionary<string, Metafield> Fields, IReadOnlyList<OrderId> Orders);

/// <inheritdoc />
internal sealed class ShopOrderFields(IShopifyAdmin admin, IShopListings listings) : IShopOrderFields
{
    public static readonly AdminDocument<OrderMetafields?> Metafields = new("Orders", "OrderFields")
    {
        Purpose = "reading the metafields of order {id}",
        Read = data => data.GetOrNull("order") is not { } order ? null : new OrderMetafields(
            ListingParsing.Metafields(order), order.GetOrNull("customer")?.Get("id").Text,
            order.GetOrNull("customer") is { } customer ? ListingParsing.Metafields(customer) : new Dictionary<string, Metafield>()),
    };

    public static readonly AdminDocument<CustomerMetafields?> OfOneCustomer = new("Orders", "CustomerFields")
    {
        Purpose = "reading a customer's metafields",
        Record = _ => null,
        Read = data => data.GetOrNull("customer") is not { } customer ? null
            : new CustomerMetafields(ListingParsing.Metafields(customer), [.. customer.Get("orders").Get("nodes").Each().Select(order => new OrderId(order.Get("id").Number("Order")))]),
    };

    public static readonly AdminDocument<(IReadOnlyList<(CustomerId, DateTimeOffset)> Customers, string? Next)> Updated = new("Orders", "CustomersUpdatedSince")
    {
        Purpose = "looking for changed customers",
        Record = _ => null,
        Read = data => (
            [.. data.Get("customers").Get("nodes").Each().Select(customer => (new CustomerId(customer.Get("id").Number("Customer")), customer.Get("updatedAt").Time))],
            OrderParsing.Next(data.Get("customers"))),
    };

    public Task<CustomerMetafields?> OfCustomer(ShopDomain shop, CustomerId customer, IReadOnlyList<CustomFieldDecision> fields, CancellationToken cancellationToken) => admin.Run(
        shop, OfOneCustomer, new JsonObject { ["id"] = customer.Gid, ["keys"] = ListingInput.Keys(fields, CustomFieldOf.Customer) }, cancellationToken);

    public async IAsyncEnumerable<(CustomerId Customer, DateTimeOffset Changed)> CustomersSince(ShopDomain shop, DateTimeOffset from, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var since = from.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        string? after = null;
        do
        {
            var (customers, next) = await admin.Run(shop, Updated, new JsonObject { ["filter"] = $"updated_at:>='{since}'", ["after"] = after }, cancellationToken);
            foreach (var one in customers) yield return one;
            after = next;
        }
        while (after is not null);
    }

    public Task<OrderMetafields?> Of(ShopDomain shop, OrderId order, IReadOnlyList<CustomFieldDecision> fields, CancellationToken cancellationToken) => admin.Run(
        shop, Metafields, new JsonObject { ["id"] = order.Gid, ["keys"] = ListingInput.Keys(fields, CustomFieldOf.Order), ["customerKeys"] = ListingInput.Keys(fields, CustomFieldOf.Customer) }, cancellationToken);

    public Task<IReadOnlyDictionary<int, string>> Set(ShopDomain shop, IReadOnlyList<MetafieldChange> changes, CancellationToken cancellationToken) =>
        listings.SetFields(shop, changes, cancellationToken);
}
