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
/// <param name="Parts">Fields of which there is more, such as <c>lineItems</c>.</param>
public sealed record OrderRest(IReadOnlyList<string> Parts)
{
    public bool IsNothing => Parts.Count == 0;
}
