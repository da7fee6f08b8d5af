using Tandem.Sync.Failures;
using Tandem.Sync.Life;
using Tandem.Sync.Pickings;

namespace Tandem.Grains.Orders;

/// <summary>The blockers that appear when a step of an order's life is refused.</summary>
internal static class LifeBlockers
{
    public static Blocker NotValidated(LifeView view, PickingReading picking, string why) => new(
        BlockerCode.SerialNumberNeeded, $"order {view.Order.Id}",
        $"{picking.Name} of order {view.Order.Name} was not completed in Odoo: {why} Complete it in Odoo by hand; Tandem then goes on by itself.",
        Role.Operations, HealsWithTime: true);
}
