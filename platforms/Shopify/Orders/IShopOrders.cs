using Tandem.Shopify.Failures;
using Tandem.Sync;
using Tandem.Sync.Orders;

namespace Tandem.Shopify.Orders;

/// <summary>The orders of shops.</summary>
public interface IShopOrders : IOrderMarking
{
    /// <summary>The order as Shopify states it now, with all its lines.</summary>
    /// <exception cref="ShopifyException">It is not there, not readable, or Shopify refused.</exception>
    Task<ShopOrder> Read(ShopDomain shop, OrderId order, CancellationToken cancellationToken);

    /// <summary>Orders changed at or after a time, oldest change first. Shopify's index lags: ask from some minutes before.</summary>
    /// <exception cref="ShopifyException">Shopify refused; sightings already given are good.</exception>
    IAsyncEnumerable<OrderSighting> UpdatedSince(ShopDomain shop, DateTimeOffset from, CancellationToken cancellationToken);

    /// <summary>Orders placed at or after a time, and all that are open, however old; those of the last moments may be missing, since Shopify's index lags.</summary>
    /// <exception cref="ShopifyException">Shopify refused; what was given already is good.</exception>
    IAsyncEnumerable<PlacedOrder> PlacedSinceOrOpen(ShopDomain shop, DateTimeOffset from, CancellationToken cancellationToken);

    /// <summary>One page of the orders placed between two times, both included, the oldest first.</summary>
    /// <param name="after">Where the page before ended; null for the first.</param>
    /// <exception cref="ShopifyException">Shopify refused.</exception>
    Task<PlacedPage> PlacedBetween(ShopDomain shop, DateTimeOffset from, DateTimeOffset to, string? after, CancellationToken cancellationToken);

    /// <summary>How many orders were placed between two times, both included.</summary>
    /// <exception cref="ShopifyException">Shopify refused.</exception>
    Task<int> CountPlaced(ShopDomain shop, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken);

    /// <summary>What the orders placed since a time hold that needs decisions, the newest first.</summary>
    /// <exception cref="ShopifyException">Shopify refused; what was given already is good.</exception>
    IAsyncEnumerable<OrderTraits> TraitsSince(ShopDomain shop, DateTimeOffset from, CancellationToken cancellationToken);

    /// <summary>Orders of exactly this name, with or without its leading <c>#</c>.</summary>
    /// <exception cref="ShopifyException">Shopify refused.</exception>
    Task<IReadOnlyList<OrderSighting>> ByName(ShopDomain shop, string name, CancellationToken cancellationToken);

    /// <summary>The 25 orders that changed last of a customer, or with a stock keeping unit in them.</summary>
    /// <param name="text">An address for mail, a name or Shopify's number of the customer; or the whole unit.</param>
    /// <exception cref="ShopifyException">Shopify refused.</exception>
    Task<IReadOnlyList<OrderSighting>> Of(ShopDomain shop, OrderTerm by, string text, CancellationToken cancellationToken);

    /// <summary>As <see cref="IOrderMarking.Mark"/>, for many orders in as few calls as Shopify takes.</summary>
    /// <exception cref="ShopifyException">Shopify refused; some may be marked then, and marking again changes nothing.</exception>
    Task MarkAll(ShopDomain shop, IReadOnlyList<(OrderId Order, OdooMark Mark)> marks, CancellationToken cancellationToken);

    /// <summary>Makes the marks visible, not writable, to the merchant in the admin; repeating it changes nothing.</summary>
    /// <exception cref="ShopifyException">Shopify refused.</exception>
    Task DefineMarks(ShopDomain shop, CancellationToken cancellationToken);
}

/// <summary>Writes on an order what it became in Odoo.</summary>
public interface IOrderMarking
{
    /// <summary>Writes the Odoo document's name, id and link into the order's app metafields; repeating it changes nothing.</summary>
    /// <exception cref="ShopifyException">Shopify refused; then none of them was written.</exception>
    Task Mark(ShopDomain shop, OrderId order, OdooMark mark, CancellationToken cancellationToken);
}

/// <summary>By what orders are looked for.</summary>
public enum OrderTerm
{
    Customer,
    Sku,
}
