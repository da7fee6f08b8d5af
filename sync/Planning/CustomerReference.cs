using Tandem.Sync.Decisions;
using Tandem.Sync.Orders;

namespace Tandem.Sync.Planning;

/// <summary>Where a company's own order number stands in Odoo.</summary>
public static class CustomerReference
{
    /// <summary>What orders and invoices name as the customer's reference.</summary>
    public static string Of(ShopOrder order, OrderRules rules)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(rules);
        return rules.Orders.PurchaseOrder == PurchaseOrderPlace.Reference && Number(order) is { } number ? number : order.Name;
    }

    /// <summary>The order's note, with the number where the shop wants it there.</summary>
    public static string? NoteOf(ShopOrder order, OrderRules rules)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(rules);
        if (rules.Orders.PurchaseOrder != PurchaseOrderPlace.Note || Number(order) is not { } number) return order.Note;
        return string.IsNullOrWhiteSpace(order.Note) ? $"Purchase order {number}" : $"Purchase order {number}\n{order.Note}";
    }

    private static string? Number(ShopOrder order) => string.IsNullOrWhiteSpace(order.PurchaseOrderNumber) ? null : order.PurchaseOrderNumber.Trim();
}
