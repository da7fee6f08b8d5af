namespace Tandem.Sync.Orders;

/// <summary>Whether an order is paid in full: as Shopify says, and from the money itself once a refund hides what Shopify said before.</summary>
public static class PaidInFull
{
    public static bool Of(ShopOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        return order switch
        {
            { FinancialStatus: "PAID" } => true,
            // Refunds of a part are stated alike, whether all was paid before or a part; rounding in cash is stated apart from the net payment.
            { FinancialStatus: "PARTIALLY_REFUNDED" or "REFUNDED", NetPayment.Presentment: var net } =>
                net.Amount + Math.Abs(order.CashRounding?.Presentment.Amount ?? 0m) >= order.CurrentTotal.Presentment.Amount,
            _ => false,
        };
    }

    /// <summary>How much of it is paid, for a person who wonders why the rest waits.</summary>
    public static string Said(ShopOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        return order switch
        {
            { FinancialStatus: null } => "Shopify says nothing about payment",
            { FinancialStatus: "PARTIALLY_PAID" or "PARTIALLY_REFUNDED" or "REFUNDED", NetPayment.Presentment: var net } => $"Shopify holds {net} of {order.CurrentTotal.Presentment}",
            { FinancialStatus: var status } => $"Shopify says {status.ToLowerInvariant().Replace('_', ' ')}",
        };
    }
}
