using Tandem.Sync.Decisions;
using Tandem.Sync.Orders;

namespace Tandem.Sync.Planning;

/// <summary>Where a company's own order number and an order's tags stand in Odoo.</summary>
public static class CustomerReference
{
    /// <summary>What orders and invoices name as the customer's reference.</summary>
    public static string Of(ShopOrder order, OrderRules rules)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(rules);
        return rules.Orders.PurchaseOrder == PurchaseOrderPlace.Reference && Number(order) is { } number ? number : order.Name;
    }

    /// <summary>The order's note, with the number and the tags where the shop wants them there.</summary>
    public static string? NoteOf(ShopOrder order, OrderRules rules)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(rules);
        var number = rules.Orders.PurchaseOrder == PurchaseOrderPlace.Note && Number(order) is { } of ? $"Purchase order {of}" : null;
        var tags = rules.Orders.Tags == TagPlace.Note && order.Tags.Count > 0 ? $"Tags: {string.Join(", ", order.Tags.Order(StringComparer.OrdinalIgnoreCase))}" : null;
        if (number is null && tags is null) return order.Note;
        return string.Join('\n', new[] { number, order.Note, tags }.Where(words => !string.IsNullOrWhiteSpace(words)));
    }

    private static string? Number(ShopOrder order) => string.IsNullOrWhiteSpace(order.PurchaseOrderNumber) ? null : order.PurchaseOrderNumber.Trim();
}
