using Tandem.Sync.Agreement;
using Tandem.Sync.Failures;
using Tandem.Sync.Orders;
using Tandem.Sync.Sales;

namespace Tandem.Grains.Orders;

/// <summary>The blockers that appear once an order is in Odoo.</summary>
internal static class OrderBlockers
{
    public static Blocker DeletedInOdoo(ShopOrder order, OrderLink link) => new(
        BlockerCode.DeletedInOdoo, $"order {order.Id}",
        $"Order {order.Name} was {link.OdooName ?? "in Odoo"} (sale.order {link.OdooId}) and was deleted there by hand. Create it again with 'sync … --create-again', or leave it out; Tandem does not create it again by itself.",
        Role.Operations);

    /// <summary>The number of what was booked is another order's.</summary>
    public static Blocker AnotherInOdoo(ShopOrder order, OrderLink link, SaleOrderReading held) => new(
        BlockerCode.DeletedInOdoo, $"order {order.Id}",
        $"Order {order.Name} was {link.OdooName ?? "in Odoo"} (sale.order {link.OdooId}), which is {held.Name} with the source document “{held.Origin ?? "nothing"}” now. Was that edited by hand, write “Shopify {order.Name}” there again. Was Odoo set back to a backup, the order was lost: create it again with 'sync … --create-again', or leave it out.",
        Role.Operations);

    public static Blocker CancelledInOdoo(ShopOrder order, SaleOrderReading held) => new(
        BlockerCode.CancelledInOdoo, $"order {order.Id}",
        $"Order {order.Name} is open in Shopify, but {held.Name} was cancelled in Odoo by hand. Set {held.Name} back to quotation in Odoo, or cancel the order in Shopify.",
        Role.Operations);

    public static Blocker LeftOutAfterBooking(ShopOrder order, SaleOrderReading held, string rule) => new(
        BlockerCode.ChangedInShopify, $"order {order.Id}",
        $"Order {order.Name} is {held.Name} in Odoo, and a rule now leaves it out: {rule} Cancel {held.Name} in Odoo, or keep it and mark the order as corrected by hand.",
        Role.Operations);

    /// <param name="ours">Shopify's order is still the one that was written, so the difference arose in Odoo.</param>
    public static Blocker Differs(ShopOrder order, SaleOrderReading held, IReadOnlyList<Difference> differences, bool ours)
    {
        var list = string.Join("; ", differences.Select(difference => difference.ToString()));
        return ours
            ? new Blocker(
                BlockerCode.StructureDiffers, $"order {order.Id}",
                $"Order {order.Name} and {held.Name} in Odoo do not agree: {list}. Somebody or something in Odoo changed the order, or computes it differently: put {held.Name} right in Odoo, then try again.",
                Role.Operations)
            : new Blocker(
                BlockerCode.ChangedInShopify, $"order {order.Id}",
                $"Order {order.Name} was changed in Shopify after it became {held.Name} in Odoo: {list}. Change {held.Name} in Odoo to match, then try again.",
                Role.Operations);
    }
}
