namespace Tandem.Sync.Orders;

/// <summary>One refund on an order (Shopify Refund): goods given back or taken off, and what was paid back for them.</summary>
/// <remarks>A removal from an unpaid order is a refund too, with lines and without transactions.</remarks>
public sealed record ShopRefund
{
    public required RefundId Id { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public string? Note { get; init; }

    /// <summary>Money that went back (<c>totalRefundedSet</c>): zero for a removal or a return without money.</summary>
    public required MoneyBag TotalRefunded { get; init; }

    public IReadOnlyList<ShopRefundLine> Lines { get; init; } = [];
    public IReadOnlyList<ShopRefundedShipping> Shipping { get; init; } = [];
    public IReadOnlyList<ShopRefundedDuty> Duties { get; init; } = [];
    public IReadOnlyList<ShopRefundAdjustment> Adjustments { get; init; } = [];

    /// <summary>The transactions of this refund, successful or not; kind refund.</summary>
    public IReadOnlyList<ShopTransaction> Transactions { get; init; } = [];

    /// <summary>The return it settles; null when it settles none.</summary>
    public long? Return { get; init; }

    /// <summary>By how much it lowers the order's current total: what it gives back, less what its adjustments say was kept.</summary>
    /// <param name="taxesIncluded">The order's prices contain the taxes.</param>
    public decimal Worth(bool taxesIncluded, BookingCurrency currency)
    {
        decimal Of(MoneyBag net, MoneyBag tax) => net.In(currency).Amount + (taxesIncluded ? 0m : tax.In(currency).Amount);
        return Lines.Sum(line => Of(line.Subtotal, line.Tax)) + Shipping.Sum(shipping => Of(shipping.Subtotal, shipping.Tax)) + Duties.Sum(duty => duty.Amount.In(currency).Amount)
            - Adjustments.Sum(adjustment => adjustment.Amount.In(currency).Amount + adjustment.Tax.In(currency).Amount);
    }

    /// <summary>
    /// It takes back what was sold, rather than what was never owed: money went back, or was to and is under way or failed, or goods came back,
    /// though no money did because others went out for them.
    /// </summary>
    public bool OfSold => TotalRefunded.Shop.Amount > 0m || Return is not null || Transactions.Any(transaction => transaction.Kind == TransactionKind.Refund);
}

/// <summary>Units of one line that a refund covers (Shopify RefundLineItem).</summary>
/// <param name="Subtotal">For the quantity, after all discounts; contains the taxes when the order's prices do.</param>
/// <param name="Tax">All taxes of the line together, for the quantity; Shopify does not divide it here.</param>
/// <param name="Location">Where the units went back into stock; null when they did not.</param>
public sealed record ShopRefundLine(LineId Line, int Quantity, Restock Restock, bool Restocked, LocationId? Location, MoneyBag Subtotal, MoneyBag Tax);

/// <summary>What happens to the units of a refunded line (Shopify RefundLineItemRestockType).</summary>
public enum Restock
{
    /// <summary>Sent out and taken back into stock.</summary>
    Return,

    /// <summary>Never sent: taken off the order.</summary>
    Cancel,

    /// <summary>The money goes back, the goods do not.</summary>
    None,

    /// <summary>From before Shopify told these apart.</summary>
    Legacy,
}

/// <summary>Shipping given back (Shopify RefundShippingLine).</summary>
/// <param name="Subtotal">Contains the taxes when the order's prices do.</param>
public sealed record ShopRefundedShipping(long ShippingLine, MoneyBag Subtotal, MoneyBag Tax);

/// <summary>Duties given back (Shopify RefundDuty).</summary>
public sealed record ShopRefundedDuty(long Duty, MoneyBag Amount);

/// <summary>What a refund's money differs by from what its lines are worth (Shopify OrderAdjustment), with Shopify's sign.</summary>
/// <param name="Reason">As Shopify states it, such as <c>REFUND_DISCREPANCY</c>.</param>
public sealed record ShopRefundAdjustment(long Id, string? Reason, MoneyBag Amount, MoneyBag Tax);
