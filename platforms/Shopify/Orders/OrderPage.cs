using Tandem.Sync.Orders;

namespace Tandem.Shopify.Orders;

/// <summary>The answer to <c>Order.graphql</c>, whose refunds are not yet counted on the lines.</summary>
/// <param name="RefundGids">Global ids of the refunds it lists, those without money too.</param>
/// <param name="Refunded">Lines of those that gave money back, as far as listed.</param>
internal sealed record OrderPage(
    ShopOrder Order, OrderRest Rest, IReadOnlyList<string> RefundGids, IReadOnlyList<RefundedLine> Refunded);

/// <summary>One further page of something that belongs to an order.</summary>
/// <param name="OrderUpdatedAt">When the order last changed, so that pages of two states are never put together.</param>
/// <param name="Next">Cursor for the page after; null when this was the last.</param>
internal sealed record FurtherPage<T>(DateTimeOffset OrderUpdatedAt, IReadOnlyList<T> Items, string? Next);
