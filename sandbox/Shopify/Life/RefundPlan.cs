using System.Globalization;
using Tandem.Sandbox.Shopify.Orders;

namespace Tandem.Sandbox.Shopify.Life;

/// <summary>How an order changes by a refund.</summary>
internal static class RefundPlan
{
    public static OrderDescription Add(OrderState state, RefundDescription refund)
    {
        var order = FulfillmentPlan.Explicit(state);
        var lines = new List<LineUnits>();
        foreach (var units in refund.Lines)
        {
            var left = state.Current(units.Line) - lines.Where(l => l.Line == units.Line).Sum(l => l.Quantity);
            if (units.Quantity < 1 || units.Quantity > left) throw new LifeRefusal("Quantity cannot refund more items than were purchased", "refundLineItems", "0", "quantity");
            lines.Add(units with { Left = left });
        }

        foreach (var line in lines.GroupBy(units => units.Line)) order = FulfillmentPlan.Less(order, state, line.Key, Unsent(state, refund, [.. line]));
        var made = refund with { Lines = lines };
        var money = new RefundAmounts(made, order, state.Amounts, new int[order.Lines.Count]);
        var (wanted, net) = (money.Payments.Where(p => p.Status != "FAILURE").Sum(p => money.AmountOf(p).Presentment), state.Ledger.Net.Presentment - Pending(state));
        if (wanted > net)
            throw new LifeRefusal(string.Create(CultureInfo.InvariantCulture, $"Refund amount ${wanted:0.00} is greater than net payment received ${net:0.00}"));
        return order with { Refunds = [.. order.Refunds, made] };
    }

    /// <summary>What a cancellation takes back: all that is left, with the shipping, and what earlier refunds gave or kept beyond their lines.</summary>
    /// <param name="pay">Pays back all that was received, each payment through its own gateway.</param>
    public static RefundDescription Everything(OrderState state, bool restock, bool pay, DateTimeOffset at)
    {
        var (shipping, tax) = state.ShippingLeft;
        return new RefundDescription
        {
            Lines = [.. state.Order.Lines.Select((_, i) => new LineUnits(i, state.Current(i)) { Left = state.Current(i) }).Where(units => units.Quantity > 0)],
            RestockType = restock ? "CANCEL" : "NO_RESTOCK",
            Shipping = shipping,
            ShippingTax = tax,
            Amount = 0m,
            Payments = pay ? ByGateway(state) : [],
            Owed = true,
            Balance = -state.Ledger.Adjusted.Presentment,
            CreatedAt = at,
        };
    }

    /// <summary>What each payment still holds.</summary>
    public static IReadOnlyList<RefundPaymentDescription> ByGateway(OrderState state)
    {
        var given = state.Ledger.Refunds.SelectMany(refund => refund.Payments.Where(p => p.Status != "FAILURE").Select(p => (p.Parent, Amount: refund.AmountOf(p).Presentment))).ToList();
        var unbound = given.Where(g => g.Parent is null).Sum(g => g.Amount);
        var left = new List<RefundPaymentDescription>();
        for (var i = 0; i < state.Order.Payments.Count; i++)
        {
            if (state.Order.Payments[i] is not { Kind: "SALE" or "CAPTURE", Status: "SUCCESS" } payment) continue;
            var held = state.Ledger.Payments[i].Presentment - given.Where(g => g.Parent == i).Sum(g => g.Amount);
            var taken = Math.Min(unbound, held);
            unbound -= taken;
            if (held - taken > 0m) left.Add(new RefundPaymentDescription(held - taken) { Gateway = payment.Gateway, Parent = i });
        }

        return left;
    }

    private static decimal Pending(OrderState state) =>
        state.Ledger.Refunds.Sum(refund => refund.Payments.Where(p => p.Status == "PENDING").Sum(p => refund.AmountOf(p).Presentment));

    /// <summary>Units that were never sent and are no longer to be: those cancelled first, others only when the buyer has none.</summary>
    private static int Unsent(OrderState state, RefundDescription refund, IReadOnlyList<LineUnits> given)
    {
        var line = given[0].Line;
        var all = given.Sum(units => units.Quantity);
        var cancelled = Math.Min(state.Left(line), given.Where(units => (units.RestockType ?? refund.RestockType) == "CANCEL").Sum(units => units.Quantity));
        return Math.Max(cancelled, all - state.Sent(line));
    }
}
