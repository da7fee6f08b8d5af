using Tandem.Sync;

namespace Tandem.Shopify.Orders;

/// <summary>An order seen in a list: that it exists and when it last changed, nothing more.</summary>
public sealed record OrderSighting(OrderId Id, string Name, DateTimeOffset UpdatedAt);

/// <summary>An order in the list of all, with what is counted of it.</summary>
/// <param name="Total">What the buyer owes now, in the shop's currency and the buyer's.</param>
/// <param name="Mark">Another one as soon as anything changed that the list shows; null where the list shows too little for that.</param>
public sealed record PlacedOrder(OrderId Id, string Name, DateTimeOffset PlacedAt, DateTimeOffset UpdatedAt, MoneyBag Total, bool Cancelled, string? Mark = null)
{
    /// <summary>The taxes in it; null where the list does not say.</summary>
    public MoneyBag? Tax { get; init; }
}

/// <summary>One page of a list of orders with what is counted of them.</summary>
/// <param name="Next">Where the next page begins; null after the last.</param>
public sealed record PlacedPage(IReadOnlyList<PlacedOrder> Orders, string? Next);
