using System.Text.Json.Nodes;
using Tandem.Sandbox.Shopify.Orders;
using Tandem.Sandbox.Shopify.Shops;
using Tandem.Sandbox.Shopify.Webhooks;

namespace Tandem.Sandbox.Shopify.Life;

/// <summary>What a person does to orders in a shop's admin. Each act announces what Shopify would, by the plan given.</summary>
/// <exception cref="LifeRefusal">Thrown by each act that Shopify would refuse; nothing has changed then.</exception>
public sealed partial class OrderDesk
{
    private readonly PracticeShop shop;

    internal OrderDesk(PracticeShop shop) => this.shop = shop;

    /// <summary>Money received, or asked for: by default all that is outstanding.</summary>
    /// <param name="status">SUCCESS, PENDING or FAILURE.</param>
    public PracticeOrder Pay(
        PracticeOrder order, decimal? amount = null, string gateway = "shopify_payments", bool manual = false, string status = "SUCCESS", DeliveryPlan? plan = null)
    {
        Do(order, state => Paying(state, new PaymentDescription(amount ?? Open(state)) { Gateway = gateway, Manual = manual, Status = status, ProcessedAt = Now }));
        if (status != "PENDING") Transaction(order, order.Description.Payments.Count - 1, plan);
        return Paid(order, plan);
    }

    /// <summary>Money reserved on the buyer's side.</summary>
    public PracticeOrder Authorize(PracticeOrder order, decimal? amount = null, string gateway = "shopify_payments", DeliveryPlan? plan = null)
    {
        Do(order, state => Paying(state, new PaymentDescription(amount ?? Open(state)) { Kind = "AUTHORIZATION", Gateway = gateway, ProcessedAt = Now }));
        Transaction(order, order.Description.Payments.Count - 1, plan);
        return Updated(order, plan);
    }

    /// <summary>Takes reserved money: all of it, or a part.</summary>
    public PracticeOrder Capture(PracticeOrder order, decimal? amount = null, DeliveryPlan? plan = null)
    {
        Do(order, state => Taking(state, "CAPTURE", amount));
        Transaction(order, order.Description.Payments.Count - 1, plan);
        return Paid(order, plan);
    }

    /// <summary>Gives up what is reserved and not taken.</summary>
    public PracticeOrder Void(PracticeOrder order, DeliveryPlan? plan = null)
    {
        Do(order, state => Taking(state, "VOID", null));
        Transaction(order, order.Description.Payments.Count - 1, plan);
        return Updated(order, plan);
    }

    /// <summary>The rest received by hand.</summary>
    public PracticeOrder MarkAsPaid(PracticeOrder order, DeliveryPlan? plan = null)
    {
        ArgumentNullException.ThrowIfNull(order);
        if (order.Data["canMarkAsPaid"] is not true) throw new LifeRefusal("Order cannot be marked as paid.", "id");
        return Pay(order, gateway: "manual", manual: true, plan: plan);
    }

    /// <summary>A pending payment came, or failed.</summary>
    /// <param name="payment">By its index.</param>
    public PracticeOrder SettlePayment(PracticeOrder order, int payment, string status = "SUCCESS", DeliveryPlan? plan = null)
    {
        Do(order, state => state.Order with { Payments = [.. state.Order.Payments.Select((p, i) => i == payment ? p with { Status = status, ProcessedAt = Now } : p)] });
        Transaction(order, payment, plan);
        return Paid(order, plan);
    }

    private DateTimeOffset Now => shop.Clock.GetUtcNow();

    internal OrderState State(PracticeOrder order) => State(order.Description);

    private OrderState State(OrderDescription description) => new(description, shop.ForOrders);

    private PracticeOrder Do(PracticeOrder order, Func<OrderState, OrderDescription> change)
    {
        ArgumentNullException.ThrowIfNull(order);
        return shop.Change(order, description => change(State(description)));
    }

    private static decimal Open(OrderState state) => Math.Max(0m, state.Ledger.CurrentTotal.Presentment - state.Ledger.Net.Presentment);

    private static OrderDescription Paying(OrderState state, PaymentDescription payment) => payment.Amount is > 0m
        ? state.Order with { Payments = [.. state.Order.Payments, payment] }
        : throw new LifeRefusal("Order cannot be marked as paid.", "id");

    private OrderDescription Taking(OrderState state, string kind, decimal? amount)
    {
        var reserved = state.Ledger.Authorized.Presentment;
        var index = Enumerable.Range(0, state.Order.Payments.Count).LastOrDefault(i => state.Order.Payments[i] is { Kind: "AUTHORIZATION", Status: "SUCCESS" }, -1);
        if (index < 0 || reserved <= 0m || amount > reserved) throw new LifeRefusal("Order cannot be captured.", "id");
        var taken = new PaymentDescription(amount ?? reserved) { Kind = kind, Gateway = state.Order.Payments[index].Gateway, Parent = index, ProcessedAt = Now };
        return state.Order with { Payments = [.. state.Order.Payments, taken] };
    }

    private PracticeOrder Paid(PracticeOrder order, DeliveryPlan? plan)
    {
        if (order.Data.Text("displayFinancialStatus") == "PAID") Tell(order, "orders/paid", plan);
        return Updated(order, plan);
    }

    private PracticeOrder Updated(PracticeOrder order, DeliveryPlan? plan)
    {
        Tell(order, "orders/updated", plan);
        return order;
    }

    private void Tell(PracticeOrder order, string topic, DeliveryPlan? plan) => Tell(topic, WebhookBody.Of(order, topic), plan);

    private void Tell(string topic, JsonObject body, DeliveryPlan? plan) => shop.Webhooks.Tell(topic, body, plan ?? DeliveryPlan.Now);

    private void Transaction(PracticeOrder order, int payment, DeliveryPlan? plan) =>
        Tell("order_transactions/create", LifeBody.Transaction(order, order.Data.Children("transactions")[payment]), plan);
}
