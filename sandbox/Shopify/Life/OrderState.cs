using Tandem.Sandbox.Shopify.Graph;
using Tandem.Sandbox.Shopify.Orders;
using Tandem.Sync;

namespace Tandem.Sandbox.Shopify.Life;

/// <summary>An order's description with what follows from it: amounts, money, what is to be sent.</summary>
internal sealed class OrderState
{
    public OrderState(OrderDescription order, OrderShop shop)
    {
        var amounts = OrderAmounts.Of(order, new Currency(shop.Currency));
        // A payment of "the whole total" stays what it was when the total changes.
        var total = amounts.Total.Presentment;
        Order = order with { Payments = [.. order.Payments.Select(p => p.Amount is null ? p with { Amount = total } : p)] };
        Ledger = new OrderLedger(Order, amounts);
        Amounts = amounts;
        First = Gid.Number(shop.Location.Id);
        Assigned = Assignments.Of(Order, [.. Order.Lines.Select((_, i) => Ledger.CurrentUnits(i))], First);
    }

    public OrderDescription Order { get; }

    public OrderLedger Ledger { get; }

    public OrderAmounts Amounts { get; }

    public IReadOnlyList<Assignment> Assigned { get; }

    /// <summary>The shop's first location.</summary>
    public long First { get; }

    public int Current(int line) => Ledger.CurrentUnits(line);

    /// <summary>Units still to be sent.</summary>
    public int Left(int line) => Assigned.Where(one => !one.Order.Closed).SelectMany(one => one.Lines).Where(units => units.Line == line).Sum(units => units.Remaining);

    /// <summary>Units with the buyer.</summary>
    public int Sent(int line) => Current(line) - Left(line);

    /// <summary>Shipping that was charged and not given back, with its tax, in the buyer's currency.</summary>
    public (decimal Shipping, decimal Tax) ShippingLeft
    {
        get
        {
            var charged = Amounts.Shipping.Where(line => !line.Removed).ToList();
            var back = Order.Refunds.Where(refund => !refund.Deleted).ToList();
            return (charged.Sum(line => line.Discounted.Presentment) - back.Sum(refund => refund.Shipping), charged.Sum(line => line.Tax.Presentment) - back.Sum(refund => refund.ShippingTax));
        }
    }
}
