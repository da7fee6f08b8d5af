using Tandem.Sync.Orders;

namespace Tandem.Shopify.Orders;

/// <summary>The answer to <c>Order.graphql</c>, whose refunds are not yet counted on the lines.</summary>
/// <param name="Lines">Cursor after the last line; null when all are there.</param>
/// <param name="ShippingLines">Cursor after the last shipping line; null when all are there.</param>
/// <param name="MoreTransactions">There may be more transactions than are listed.</param>
internal sealed record OrderPage(ShopOrder Order, string? Lines, string? ShippingLines, bool MoreTransactions)
{
    public required PartList<ShopRefund> Refunds { get; init; }
    public required PartList<ShopFulfillment> Fulfillments { get; init; }
    public required PartList<ShopFulfillmentOrder> FulfillmentOrders { get; init; }
    public required PartList<ShopReturn> Returns { get; init; }

    public OrderRest Rest
    {
        get
        {
            (string Field, bool Whole)[] fields =
            [
                ("lineItems", Lines is null), ("shippingLines", ShippingLines is null), ("transactions", !MoreTransactions), ("refunds", Refunds.IsWhole),
                ("fulfillments", Fulfillments.IsWhole), ("fulfillmentOrders", FulfillmentOrders.IsWhole), ("returns", Returns.IsWhole),
            ];
            return new OrderRest([.. fields.Where(one => !one.Whole).Select(one => one.Field)]);
        }
    }

    /// <summary>The order with its parts, as far as they are there.</summary>
    public ShopOrder Put() => RefundParsing.Apply(Order with
    {
        Refunds = Refunds.Parts,
        Fulfillments = Fulfillments.Parts,
        FulfillmentOrders = FulfillmentOrders.Parts,
        Returns = Returns.Parts,
    });
}

/// <summary>One further page of something that belongs to an order.</summary>
/// <param name="OrderUpdatedAt">When the order last changed, so that pages of two states are never put together.</param>
/// <param name="Next">Cursor for the page after; null when this was the last.</param>
internal sealed record FurtherPage<T>(DateTimeOffset OrderUpdatedAt, IReadOnlyList<T> Items, string? Next);
