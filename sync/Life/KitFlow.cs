using Tandem.Sync.Decisions;
using Tandem.Sync.Failures;
using Tandem.Sync.Orders;

namespace Tandem.Sync.Life;

/// <summary>Says where a kit has moved on one side only: its parts leave and come back in Odoo, and how many kits they make is for people to carry over.</summary>
public static class KitFlow
{
    public static FlowPlan Plan(LifeView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        if (view.Order.CancelledAt is not null) return FlowPlan.Nothing;
        var ships = view.Rules.Locations.Select(location => location.Decision.Ships).ToHashSet();
        return FlowPlan.Wait([.. view.Order.Lines.Where(line => view.IsKit(line.Id)).Select(line => Of(view, line, ships)).OfType<Blocker>()]);
    }

    private static Blocker? Of(LifeView view, ShopLine line, HashSet<Ships> ships)
    {
        // Odoo itself counts how many whole kits its parts make.
        var (units, sent) = (LineUnits.Of(view, line), FulfilledUnits.InShopify(view, line.Id) * view.EachOf(line.Id));
        var back = view.Order.Refunds.SelectMany(refund => refund.Lines).Where(one => one.Line == line.Id && one is { Restock: Restock.Return, Restocked: true }).Sum(one => one.Quantity) * view.EachOf(line.Id);
        var kit = $"“{line.Title}” of order {view.Order.Name} is a kit in Odoo";
        return units.Delivered switch
        {
            var left when left > sent && ships.Contains(Ships.Odoo) => Told($"{kit} and has left there, but not in Shopify: Tandem does not tell deliveries of kits. Fulfil it in Shopify by hand."),
            var left when left < sent - back && ships.Contains(Ships.Shopify) => Told($"{kit} and was sent in Shopify: Tandem does not complete deliveries of kits. Complete its transfer in Odoo by hand."),
            var left when left > sent - back && back > 0m && sent > 0m && view.Rules.Decisions.Refunds.Returns != ReturnPolicy.Leave => Told($"{kit} and came back in Shopify: Tandem does not receive parts of kits. Make its return in Odoo by hand (Return on the delivery)."),
            _ => null,
        };
        Blocker Told(string sentence) => new(BlockerCode.DeliveryDiffers, $"order {view.Order.Id}", sentence, Role.Operations, HealsWithTime: true);
    }
}
