using System.Globalization;
using Tandem.Odoo.Pickings;
using Tandem.Odoo.Sales;
using Tandem.Sync;
using Tandem.Sync.Pickings;

namespace Tandem.Grains.Orders;

/// <summary>Watches deliveries in Odoo by time, with an overlap that is longer than Odoo lets a transaction run.</summary>
internal sealed class OdooDeliveryWatch(DonePickings pickings, SaleOrderNames names) : IDeliveryWatch
{
    public async Task<IReadOnlyList<DeliverySighting>> Since(DateTimeOffset cursor, CancellationToken stop)
    {
        var found = (await pickings.Since(cursor, DonePickings.Overlap, stop)).Where(picking => picking.Order is not null).ToList();
        var orders = await names.Of([.. found.Select(picking => picking.Order!.Value).Distinct()], stop);
        return [.. found.Where(picking => orders.ContainsKey(picking.Order!.Value)).Select(picking => new DeliverySighting(orders[picking.Order!.Value], Stamp(picking), picking.WrittenAt))];
    }

    private static string Stamp(PickingReading picking) =>
        string.Create(CultureInfo.InvariantCulture, $"odoo:{picking.Id}:{picking.WrittenAt.ToUnixTimeSeconds()}:{picking.TrackingNumber}");
}
