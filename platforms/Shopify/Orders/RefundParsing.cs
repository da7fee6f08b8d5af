using Tandem.Shopify.Reading;
using Tandem.Sync;
using Tandem.Sync.Orders;

namespace Tandem.Shopify.Orders;

/// <summary>Units of one line given back by one refund (Shopify RefundLineItem).</summary>
internal readonly record struct RefundedLine(LineId Line, int Quantity);

/// <summary>Reads what refunds gave back.</summary>
/// <remarks>An order edit that takes units away may appear as a refund without money: those units were never sold.</remarks>
internal static class RefundParsing
{
    public static IEnumerable<RefundedLine> Lines(ShopifyField connection) => connection.Get("nodes").Each().Select(node =>
        new RefundedLine(new LineId(node.Get("lineItem").Get("id").Number("LineItem")), node.Get("quantity").Whole));

    public static bool GaveMoney(ShopifyField refund) => refund.Get("totalRefundedSet").Get("shopMoney").Get("amount").Exact > 0m;

    /// <summary>The refund itself, if its lines go on after this page.</summary>
    public static IEnumerable<OpenRefund> Open(ShopifyField refund) =>
        OrderParsing.Next(refund.Get("refundLineItems")) is { } after ? [new OpenRefund(refund.Get("id").Text, after)] : [];

    /// <summary>Adds the units to the lines they belong to: once, when all lines are known.</summary>
    public static ShopOrder Apply(ShopOrder order, IEnumerable<RefundedLine> refunded)
    {
        var units = refunded.GroupBy(line => line.Line).ToDictionary(group => group.Key, group => group.Sum(line => line.Quantity));
        return units.Count == 0
            ? order
            : order with { Lines = [.. order.Lines.Select(line => line with { RefundedQuantity = units.GetValueOrDefault(line.Id) })] };
    }
}
