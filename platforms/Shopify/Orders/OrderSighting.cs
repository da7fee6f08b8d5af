using Tandem.Sync;

namespace Tandem.Shopify.Orders;

/// <summary>An order seen in a list: that it exists and when it last changed, nothing more.</summary>
public sealed record OrderSighting(OrderId Id, string Name, DateTimeOffset UpdatedAt);
