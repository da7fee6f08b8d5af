using Tandem.Sandbox.Shopify.Orders;
using Tandem.Sandbox.Shopify.Shops;
using Tandem.Sandbox.Shopify.Webhooks;

namespace Tandem.Sandbox.Shopify.Life;

/// <content>Edits, refunds, cancellations and returns.</content>
public sealed partial class OrderDesk
{
    /// <summary>Changes what was sold, or what is written about it.</summary>
    public PracticeOrder Edit(PracticeOrder order, OrderEdit edit, DeliveryPlan? plan = null)
    {
        ArgumentNullException.ThrowIfNull(edit);
        Do(order, state => EditPlan.Change(state, edit, State));
        if (edit.OfSale) Tell(order, "orders/edited", plan);
        return Updated(order, plan);
    }

    /// <summary>Gives back lines, shipping and money, each as described.</summary>
    public PracticeOrder Refund(PracticeOrder order, RefundDescription refund, DeliveryPlan? plan = null)
    {
        ArgumentNullException.ThrowIfNull(refund);
        Do(order, state => RefundPlan.Add(state, refund with { CreatedAt = refund.CreatedAt ?? Now }));
        return Refunded(order, order.Data.Children("refunds")[^1], plan);
    }

    /// <summary>Shipping that can still be given back with its tax, in the buyer's currency.</summary>
    public (decimal Shipping, decimal Tax) ShippingLeft(PracticeOrder order) => State(order).ShippingLeft;

    /// <summary>Money of a refund that was pending came through, or did not.</summary>
    /// <param name="refund">By its index.</param>
    /// <param name="payment">The money, by its index in the refund.</param>
    public PracticeOrder SettleRefund(PracticeOrder order, int refund, int payment = 0, string status = "SUCCESS", DeliveryPlan? plan = null)
    {
        Do(order, state => state.Order with
        {
            Refunds = [.. state.Order.Refunds.Select((r, i) => i != refund ? r : r with
            {
                Payments = [.. r.Payments.Select((p, j) => j == payment ? p with { Status = status, WasPending = true } : p)],
            })],
        });
        return Updated(order, plan);
    }

    /// <summary>Takes a refund off the order, as if it had never been.</summary>
    public PracticeOrder DeleteRefund(PracticeOrder order, int refund, DeliveryPlan? plan = null)
    {
        Do(order, state => FulfillmentsAgain(state, refund));
        return Updated(order, plan);
    }

    /// <summary>Cancels an order of which nothing was sent, or all came back.</summary>
    /// <param name="reason">CUSTOMER, DECLINED, FRAUD, INVENTORY, STAFF or OTHER.</param>
    /// <param name="refund">Pays back all that was received.</param>
    public PracticeOrder Cancel(PracticeOrder order, string reason = "CUSTOMER", bool restock = true, bool refund = true, DeliveryPlan? plan = null)
    {
        ArgumentNullException.ThrowIfNull(order);
        var refunds = order.Description.Refunds.Count;
        Do(order, state => Cancelled(state, reason, restock, refund));
        if (order.Description.Refunds.Count > refunds) Refunded(order, order.Data.Children("refunds")[^1], plan);
        Tell(order, "orders/cancelled", plan);
        return Updated(order, plan);
    }

    /// <summary>The buyer asks to send goods back.</summary>
    public PracticeOrder RequestReturn(PracticeOrder order, IReadOnlyList<LineUnits> lines, DeliveryPlan? plan = null) => Return(order, "REQUESTED", lines, plan);

    /// <summary>A person lets goods come back.</summary>
    public PracticeOrder OpenReturn(PracticeOrder order, IReadOnlyList<LineUnits> lines, DeliveryPlan? plan = null) => Return(order, "OPEN", lines, plan);

    /// <summary>A return goes on: OPEN, CLOSED, DECLINED or CANCELED.</summary>
    public PracticeOrder SetReturn(PracticeOrder order, int back, string status, DeliveryPlan? plan = null)
    {
        Do(order, state => state.Order with { Returns = [.. state.Order.Returns.Select((r, i) => i == back ? r with { Status = status } : r)] });
        Told(order, back, status switch { "CLOSED" => "close", "DECLINED" => "decline", "CANCELED" => "cancel", _ => "reopen" }, plan);
        return Updated(order, plan);
    }

    /// <summary>Other goods go out for those that come back: lines are added to the order.</summary>
    public PracticeOrder Exchange(PracticeOrder order, int back, LineDescription line, DeliveryPlan? plan = null)
    {
        Do(order, state =>
        {
            var added = EditPlan.Added(state, line);
            return added with { Edited = true, Returns = [.. added.Returns.Select((r, i) => i == back ? r with { Exchange = [.. r.Exchange, added.Lines.Count - 1] } : r)] };
        });
        Tell(order, "orders/edited", plan);
        Told(order, back, "update", plan);
        return Updated(order, plan);
    }

    private void Told(PracticeOrder order, int back, string what, DeliveryPlan? plan) => Tell($"returns/{what}", LifeBody.Return(order, order.Data.Children("returns")[back]), plan);

    private PracticeOrder Return(PracticeOrder order, string status, IReadOnlyList<LineUnits> lines, DeliveryPlan? plan)
    {
        Do(order, state => lines.All(units => units.Quantity >= 1 && units.Quantity <= state.Sent(units.Line))
            ? state.Order with { Returns = [.. state.Order.Returns, new ReturnDescription(status, lines) { CreatedAt = Now }] }
            : throw new LifeRefusal("Return line items quantity is not returnable", "returnLineItems"));
        Told(order, order.Data.Children("returns").Count - 1, status == "REQUESTED" ? "request" : "approve", plan);
        return Updated(order, plan);
    }

    private OrderDescription Cancelled(OrderState state, string reason, bool restock, bool refund)
    {
        if (state.Order.CancelledAt is not null) throw new LifeRefusal("Cannot cancel an order that has already been canceled", "orderId");
        if (state.Order.Lines.Where((_, i) => state.Sent(i) > 0).Any()) throw new LifeRefusal("Cannot cancel an order that has outstanding fulfillments", "orderId");
        var everything = RefundPlan.Everything(state, restock, refund, Now);
        var order = FulfillmentPlan.Explicit(state);
        for (var i = 0; i < order.Lines.Count; i++) order = FulfillmentPlan.Less(order, state, i, state.Left(i));
        if (state.Ledger.Authorized.Presentment > 0m) order = order with { Payments = Taking(state, "VOID", null).Payments };
        return order with
        {
            CancelledAt = Now,
            ClosedAt = Now,
            CancelReason = reason,
            Refunds = everything.Lines.Count > 0 || everything.Payments.Count > 0 ? [.. order.Refunds, everything] : order.Refunds,
        };
    }

    /// <summary>What the refund had taken off what is to be sent is to be sent again.</summary>
    private OrderDescription FulfillmentsAgain(OrderState state, int refund)
    {
        var order = state.Order with { Refunds = [.. state.Order.Refunds.Select((r, i) => i == refund ? r with { Deleted = true } : r)] };
        var after = State(order);
        var unsent = order.Refunds[refund].Lines.Where(units => (units.RestockType ?? order.Refunds[refund].RestockType) == "CANCEL").ToList();
        return unsent.Count == 0 || order.FulfillmentOrders.Count == 0 ? order : FulfillmentPlan.More(order, after.First, [.. unsent.Select(units => new LineUnits(units.Line, units.Quantity))]);
    }

    private PracticeOrder Refunded(PracticeOrder order, Graph.ShopifyObject refund, DeliveryPlan? plan)
    {
        Tell("refunds/create", LifeBody.Refund(order, refund), plan);
        foreach (var money in refund.Children("transactions").Where(money => money.Text("status") != "PENDING"))
            Tell("order_transactions/create", LifeBody.Transaction(order, money), plan);
        return Updated(order, plan);
    }
}
