using Tandem.Sync;
using Tandem.Sync.Orders;

namespace Tandem.Shopify.Orders;

/// <summary>What became of reading an order from an answer.</summary>
public abstract record OrderReading
{
    private OrderReading() { }

    /// <summary>All that a plan depends on is there.</summary>
    /// <param name="Order">The order as far as this answer goes.</param>
    /// <param name="Rest">What lies on further pages.</param>
    public sealed record Readable(ShopOrder Order, OrderRest Rest) : OrderReading;

    /// <summary>An indispensable field is missing or not of its type.</summary>
    /// <param name="Field">Its path, such as <c>order.lineItems.nodes.0.quantity</c>.</param>
    /// <param name="Reason">Such as <c>is missing</c>.</param>
    public sealed record Unreadable(string Field, string Reason) : OrderReading;
}

/// <summary>What one answer did not hold of an order.</summary>
/// <param name="Lines">Cursor after its last line; null when all are there.</param>
/// <param name="ShippingLines">Cursor after its last shipping line; null when all are there.</param>
/// <param name="Refunds">Refunds that gave money back and whose lines go on.</param>
/// <param name="MoreRefunds">There may be more refunds than are listed.</param>
public sealed record OrderRest(string? Lines, string? ShippingLines, IReadOnlyList<OpenRefund> Refunds, bool MoreRefunds)
{
    public bool IsNothing => Lines is null && ShippingLines is null && Refunds.Count == 0 && !MoreRefunds;
}

/// <summary>A refund of which not all lines are known.</summary>
/// <param name="Gid">Its global id.</param>
/// <param name="After">Cursor after the last line known; null when none is known.</param>
public sealed record OpenRefund(string Gid, string? After);
