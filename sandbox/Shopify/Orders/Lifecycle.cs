using Tandem.Sandbox.Shopify.Graph;

namespace Tandem.Sandbox.Shopify.Orders;

/// <summary>What a merchant does to an order after it was placed.</summary>
public static class Lifecycle
{
    /// <summary>The rest of the total, received by hand.</summary>
    public static OrderDescription Paid(OrderDescription order, ShopifyObject data, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(data);
        var frozen = Frozen(order, data);
        var rest = data.Money("currentTotalPriceSet").Amount.Presentment - data.Money("netPaymentSet").Amount.Presentment;
        return frozen with { Payments = [.. frozen.Payments, new PaymentDescription(rest) { Gateway = "manual", Manual = true, ProcessedAt = at }] };
    }

    /// <summary>Cancelled; with a refund of all that was received, if asked.</summary>
    public static OrderDescription Cancelled(OrderDescription order, ShopifyObject data, string reason, bool refund, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(data);
        var paid = data.Money("netPaymentSet").Amount.Presentment;
        return Frozen(order, data) with
        {
            CancelledAt = at,
            ClosedAt = at,
            CancelReason = reason,
            Refunds = refund && paid > 0m ? [.. order.Refunds, WholeRefund(order, paid, at)] : order.Refunds,
        };
    }

    /// <summary>Fewer units of a line by an order edit; payments stay what they were.</summary>
    public static OrderDescription Removed(OrderDescription order, ShopifyObject data, int line, int units)
    {
        ArgumentNullException.ThrowIfNull(order);
        var frozen = Frozen(order, data);
        return frozen with { Edited = true, Lines = [.. frozen.Lines.Select((l, i) => i == line ? l with { RemovedQuantity = l.RemovedQuantity + units } : l)] };
    }

    /// <summary>Another line by an order edit.</summary>
    public static OrderDescription Added(OrderDescription order, ShopifyObject data, LineDescription line)
    {
        var frozen = Frozen(order, data);
        return frozen with { Edited = true, Lines = [.. frozen.Lines, line] };
    }

    /// <summary>Fixes payments that follow the total at what they are now.</summary>
    public static OrderDescription Frozen(OrderDescription order, ShopifyObject data)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(data);
        var total = data.Money("totalPriceSet").Amount.Presentment;
        return order with { Payments = [.. order.Payments.Select(p => p.Amount is null ? p with { Amount = total } : p)] };
    }

    private static RefundDescription WholeRefund(OrderDescription order, decimal paid, DateTimeOffset at)
    {
        var left = order.Lines.Select((l, i) => new LineUnits(i, l.Quantity - l.RemovedQuantity - order.Refunds.SelectMany(r => r.Lines).Where(u => u.Line == i).Sum(u => u.Quantity)));
        return new RefundDescription { Lines = [.. left.Where(u => u.Quantity > 0)], RestockType = "CANCEL", Amount = paid, CreatedAt = at };
    }
}
