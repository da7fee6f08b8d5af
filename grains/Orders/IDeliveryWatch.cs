using Tandem.Sync;

namespace Tandem.Grains.Orders;

/// <summary>Watches one shop's Odoo for deliveries of its orders.</summary>
public interface IDeliveryWatch
{
    /// <summary>Transfers that left or were changed since, of orders that Tandem booked; the same one comes again for a while, since a transaction shows late.</summary>
    /// <param name="cursor">The latest time that was seen before.</param>
    Task<IReadOnlyList<DeliverySighting>> Since(DateTimeOffset cursor, CancellationToken stop);
}

/// <param name="Stamp">Equal for the same state of the same transfer.</param>
/// <param name="WrittenAt">Odoo's own time, whole seconds.</param>
public sealed record DeliverySighting(OrderId Order, string Stamp, DateTimeOffset WrittenAt);
