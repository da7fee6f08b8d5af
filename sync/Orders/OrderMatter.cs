using System.Security.Cryptography;
using System.Text.Json;

namespace Tandem.Sync.Orders;

/// <summary>What of an order matters to what a person decided about it: equal as long as that decision holds.</summary>
public static class OrderMatter
{
    /// <summary>What was sold and for how much. An order that was left out may be paid, sent, tagged or cancelled: it stays out.</summary>
    public static string OfSale(ShopOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        return Digest(Sale(order));
    }

    /// <summary>What was sold, and every movement of money and goods back since: what was corrected by hand was right for these. What is sent goes on by itself.</summary>
    public static string OfBooks(ShopOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        return Digest(new { Sale = Sale(order), order.CancelledAt, order.Transactions, order.Refunds, Returns = order.Returns.Count });
    }

    private static object Sale(ShopOrder order) => new
    {
        Lines = order.Lines.Select(line => new { line.Id, line.Quantity, line.CurrentQuantity, line.RefundedQuantity, line.UnitPrice, line.Discounts, line.Taxes }),
        Shipping = order.ShippingLines.Select(line => new { line.Id, line.Removed, line.Price, line.Discounts, line.Taxes }),
        order.Fees, order.Tip, order.Total, order.CurrentTotal,
    };

    private static string Digest(object what) => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(what)).AsSpan(0, 16));
}
