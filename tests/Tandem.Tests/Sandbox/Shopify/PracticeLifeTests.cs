using Tandem.Sandbox.Shopify.Graph;
using Tandem.Sandbox.Shopify.Life;
using Tandem.Sandbox.Shopify.Orders;
using Tandem.Sandbox.Shopify.Shops;
using Xunit;

namespace Tandem.Tests.Sandbox.Shopify;

/// <summary>What a person does to practice orders after their sale.</summary>
public sealed class PracticeLifeTests
{
    [Fact]
    public async Task Units_given_back_lower_the_current_total_and_the_net_payment_by_what_they_are_worth()
    {
        var (practice, order) = await Paid();
        await using var closing = practice;

        practice.Shop.Desk.Refund(order, new RefundDescription { Lines = [new LineUnits(0, 1)], RestockType = "CANCEL" });

        // 12.50 with 20 % tax.
        Assert.Equal(15m, Total(order, "totalRefundedSet"));
        Assert.Equal(Total(order, "totalPriceSet") - 15m, Total(order, "currentTotalPriceSet"));
        Assert.Equal(Total(order, "currentTotalPriceSet"), Total(order, "netPaymentSet"));
        Assert.Equal((0m, "PARTIALLY_REFUNDED"), (Total(order, "totalOutstandingSet"), order.Data.Text("displayFinancialStatus")));
        Assert.Equal(1, Remaining(order, 0));
    }

    [Fact]
    public async Task Money_without_lines_is_an_adjustment_in_the_buyer_s_favour()
    {
        var (practice, order) = await Paid();
        await using var closing = practice;

        practice.Shop.Desk.Refund(order, new RefundDescription { Amount = 5.85m });

        var adjustment = Assert.Single(order.Data.Children("refunds")[0].Children("orderAdjustments"));
        Assert.Equal((-5.85m, "REFUND_DISCREPANCY"), (adjustment.Money("amountSet").Amount.Shop, adjustment.Text("reason")));
        Assert.Equal(Total(order, "totalPriceSet") - 5.85m, Total(order, "currentTotalPriceSet"));
        Assert.Equal(0m, Total(order, "totalOutstandingSet"));
    }

    [Fact]
    public async Task Less_money_than_the_goods_are_worth_is_an_adjustment_in_the_merchant_s_favour()
    {
        var (practice, order) = await Paid();
        await using var closing = practice;

        practice.Shop.Desk.Refund(order, new RefundDescription { Lines = [new LineUnits(0, 1)], Amount = 12m, Reason = "RESTOCK" });

        var adjustment = Assert.Single(order.Data.Children("refunds")[0].Children("orderAdjustments"));
        Assert.Equal((3m, "RESTOCK"), (adjustment.Money("amountSet").Amount.Shop, adjustment.Text("reason")));
        Assert.Equal(Total(order, "totalPriceSet") - 12m, Total(order, "currentTotalPriceSet"));
    }

    [Fact]
    public async Task Money_under_way_is_balanced_by_an_adjustment_until_it_arrived()
    {
        var (practice, order) = await Paid();
        await using var closing = practice;
        practice.Shop.Desk.Refund(order, new RefundDescription { Lines = [new LineUnits(0, 1)], Payments = [new RefundPaymentDescription(15m) { Status = "PENDING" }] });
        var before = (Total(order, "totalRefundedSet"), order.Data.Children("refunds")[0].Children("orderAdjustments").Sum(a => a.Money("amountSet").Amount.Shop), Total(order, "currentTotalPriceSet"));

        practice.Shop.Desk.SettleRefund(order, 0);

        Assert.Equal((0m, 15m, Total(order, "totalPriceSet")), before);
        Assert.Equal((15m, Total(order, "totalPriceSet") - 15m), (Total(order, "totalRefundedSet"), Total(order, "currentTotalPriceSet")));
        Assert.Equal([15m, -15m], order.Data.Children("refunds")[0].Children("orderAdjustments").Select(a => a.Money("amountSet").Amount.Shop));
    }

    [Fact]
    public async Task Shipping_alone_is_given_back_with_its_tax()
    {
        var (practice, order) = await Paid();
        await using var closing = practice;
        var (shipping, tax) = practice.Shop.Desk.ShippingLeft(order);

        practice.Shop.Desk.Refund(order, new RefundDescription { Shipping = shipping, ShippingTax = tax });

        Assert.Equal((4.95m, 0.99m, 5.94m), (shipping, tax, Total(order, "totalRefundedSet")));
        Assert.Empty(order.Data.Children("refunds")[0].Children("orderAdjustments"));
        Assert.Equal((0m, 0m), practice.Shop.Desk.ShippingLeft(order));
    }

    [Fact]
    public async Task More_than_was_received_is_refused_in_Shopify_s_words()
    {
        var (practice, order) = await Paid(DemoOrders.Simple() with { Payments = [new PaymentDescription(15m)] });
        await using var closing = practice;

        var refused = Assert.Throws<LifeRefusal>(() => practice.Shop.Desk.Refund(order, new RefundDescription { Amount = 25m }));

        Assert.Equal("Refund amount $25.00 is greater than net payment received $15.00", refused.Message);
        Assert.Empty(order.Description.Refunds);
    }

    [Fact]
    public async Task An_edit_of_quantity_keeps_the_original_total_and_a_new_line_raises_it()
    {
        var (practice, order) = await Paid();
        await using var closing = practice;
        var total = Total(order, "totalPriceSet");

        practice.Shop.Desk.Edit(order, new OrderEdit { Quantities = new Dictionary<int, int> { [0] = 1 } });
        var afterRemoval = (Total(order, "totalPriceSet"), Total(order, "currentTotalPriceSet"), Total(order, "totalOutstandingSet"));
        practice.Shop.Desk.Edit(order, new OrderEdit { Add = [new LineDescription("Teapot", 34.90m) { Taxes = [new TaxDescription("VAT", 0.2m)] }] });

        Assert.Equal((total, total - 15m, -15m), afterRemoval);
        Assert.Equal((total + 41.88m, total + 26.88m, 26.88m), (Total(order, "totalPriceSet"), Total(order, "currentTotalPriceSet"), Total(order, "totalOutstandingSet")));
        Assert.True((bool)order.Data["edited"]!);
        Assert.Equal(2, order.Data.Children("fulfillmentOrders").Count);
        Assert.Equal((2, 1), ((int)order.Data.Children("lineItems")[0]["quantity"]!, (int)order.Data.Children("lineItems")[0]["currentQuantity"]!));
    }

    [Fact]
    public async Task What_was_sent_cannot_be_edited_away_nor_cancelled()
    {
        var (practice, order) = await Paid();
        await using var closing = practice;
        practice.Shop.Desk.Fulfill(order, [new LineUnits(0, 2)]);

        Assert.Throws<LifeRefusal>(() => practice.Shop.Desk.Edit(order, new OrderEdit { Quantities = new Dictionary<int, int> { [0] = 1 } }));
        var refused = Assert.Throws<LifeRefusal>(() => practice.Shop.Desk.Cancel(order));

        Assert.Equal("Cannot cancel an order that has outstanding fulfillments", refused.Message);
        Assert.Equal("PARTIALLY_FULFILLED", order.Data.Text("displayFulfillmentStatus"));
    }

    [Fact]
    public async Task A_cancelled_order_pays_back_through_each_gateway_and_has_nothing_left()
    {
        var (practice, order) = await Paid(DemoOrders.Simple() with { Payments = [new PaymentDescription(10m) { Gateway = "gift_card" }] });
        await using var closing = practice;
        practice.Shop.Desk.Pay(order);

        practice.Shop.Desk.Cancel(order);

        Assert.Equal(["gift_card", "shopify_payments"], order.Data.Children("refunds")[0].Children("transactions").Select(money => money.Text("gateway")));
        Assert.Equal((0m, 0m, "REFUNDED", "CLOSED"), (Total(order, "currentTotalPriceSet"), Total(order, "netPaymentSet"), order.Data.Text("displayFinancialStatus"), order.Data.Children("fulfillmentOrders")[0].Text("status")));
        Assert.Throws<LifeRefusal>(() => practice.Shop.Desk.Cancel(order));
    }

    [Fact]
    public async Task A_reserved_amount_is_taken_in_parts_and_the_rest_given_up()
    {
        var (practice, order) = await Paid(DemoOrders.Simple() with { Payments = [] });
        await using var closing = practice;
        practice.Shop.Desk.Authorize(order);

        practice.Shop.Desk.Capture(order, 10m);
        practice.Shop.Desk.Void(order);

        Assert.Equal(["AUTHORIZATION", "CAPTURE", "VOID"], order.Data.Children("transactions").Select(money => money.Text("kind")));
        Assert.Equal((10m, 0m, "PARTIALLY_PAID"), (Total(order, "netPaymentSet"), Total(order, "totalCapturableSet"), order.Data.Text("displayFinancialStatus")));
    }

    [Fact]
    public async Task A_cancelled_fulfillment_leaves_its_fulfillment_order_closed_and_opens_another()
    {
        var (practice, order) = await Paid();
        await using var closing = practice;
        practice.Shop.Desk.Fulfill(order, packages: [new TrackingDescription("UPS", "1Z", null)]);

        practice.Shop.Desk.CancelFulfillment(order, 0);

        var orders = order.Data.Children("fulfillmentOrders");
        Assert.Equal(["CLOSED", "OPEN"], orders.Select(one => one.Text("status")));
        Assert.Equal("UNFULFILLED", order.Data.Text("displayFulfillmentStatus"));
        Assert.Equal([2, 1], orders[1].Children("lineItems").Select(line => (int)line["remainingQuantity"]!));
    }

    [Fact]
    public async Task Held_goods_cannot_be_sent_until_they_are_released()
    {
        var (practice, order) = await Paid();
        await using var closing = practice;
        practice.Shop.Desk.Hold(order, "HIGH_RISK_OF_FRAUD", "call first");
        var held = order.Data.Children("fulfillmentOrders")[0];

        Assert.Equal(("ON_HOLD", "High risk of fraud"), (held.Text("status"), held.Children("fulfillmentHolds")[0].Text("displayReason")));
        Assert.Throws<LifeRefusal>(() => practice.Shop.Desk.Fulfill(order));
        practice.Shop.Desk.ReleaseHold(order);
        practice.Shop.Desk.Fulfill(order);
        Assert.Equal("FULFILLED", order.Data.Text("displayFulfillmentStatus"));
    }

    [Fact]
    public async Task An_order_is_sent_from_two_locations_and_what_came_back_is_no_longer_with_the_buyer()
    {
        var (practice, order) = await Paid();
        await using var closing = practice;
        practice.Shop.Desk.Move(order, 1, 7002, [new LineUnits(0, 1)]);
        practice.Shop.Desk.Fulfill(order, location: 7002);
        practice.Shop.Desk.Fulfill(order, location: 7001);
        practice.Shop.Desk.OpenReturn(order, [new LineUnits(0, 1)]);

        practice.Shop.Desk.Refund(order, new RefundDescription { Lines = [new LineUnits(0, 1) { RestockType = "RETURN", Location = 7002 }], Return = 0 });
        practice.Shop.Desk.SetReturn(order, 0, "CLOSED");

        Assert.Equal(["7002", "7001"], order.Data.Children("fulfillments").Select(sent => sent.Child("location")!.Id.Split('/')[^1]));
        Assert.Equal((1, 0), ((int)order.Data.Children("lineItems")[0]["currentQuantity"]!, Remaining(order, 0)));
        Assert.Equal(("RETURNED", "FULFILLED"), (order.Data.Text("returnStatus"), order.Data.Text("displayFulfillmentStatus")));
        Assert.EndsWith("/7002", order.Data.Children("refunds")[0].Children("refundLineItems")[0].Child("location")!.Id, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_exchange_adds_a_line_to_the_order_and_to_its_return()
    {
        var (practice, order) = await Paid();
        await using var closing = practice;
        practice.Shop.Desk.Fulfill(order);
        practice.Shop.Desk.OpenReturn(order, [new LineUnits(0, 1)]);

        practice.Shop.Desk.Exchange(order, 0, new LineDescription("Mug, green", 12.50m) { Taxes = [new TaxDescription("VAT", 0.2m)] });

        Assert.Equal(order.Data.Children("lineItems")[2].Id, order.Data.Children("returns")[0].Children("exchangeLineItems")[0].Children("lineItems")[0].Id);
        Assert.Equal(15m, Total(order, "totalOutstandingSet"));
    }

    [Fact]
    public async Task A_deleted_refund_leaves_the_order_as_if_it_had_never_been()
    {
        var (practice, order) = await Paid();
        await using var closing = practice;
        practice.Shop.Desk.Refund(order, new RefundDescription { Lines = [new LineUnits(0, 1)], RestockType = "CANCEL" });

        practice.Shop.Desk.DeleteRefund(order, 0);

        Assert.Empty(order.Data.Children("refunds"));
        Assert.Equal(Total(order, "totalPriceSet"), Total(order, "currentTotalPriceSet"));
        Assert.Equal(2, Remaining(order, 0));
    }

    /// <summary>orders/refund-create-partial-shipping-restock-parity and refund-create-full-parity.</summary>
    [Fact]
    public async Task Refunds_are_stated_as_the_recorded_ones()
    {
        await using var practice = await Practising.Begin(shop: new ShopDescription("alpha.myshopify.com") { Currency = "CAD" });
        var partial = practice.Shop.Place(new OrderDescription { Lines = [new LineDescription("Item", 10m, 2)], Shipping = [new ShippingDescription("Post", 5m)], Payments = [new PaymentDescription { Gateway = "manual" }] });
        var full = practice.Shop.Place(new OrderDescription { Lines = [new LineDescription("Item", 10m)], Shipping = [new ShippingDescription("Post", 5m)], Payments = [new PaymentDescription { Gateway = "manual" }] });

        practice.Shop.Desk.Refund(partial, new RefundDescription { Lines = [new LineUnits(0, 1)], RestockType = "RETURN", Shipping = 5m, Gateway = "manual" });
        practice.Shop.Desk.Refund(full, new RefundDescription { Lines = [new LineUnits(0, 1)], Shipping = 5m, Gateway = "manual", Unpriced = true });

        Assert.Equal(("PARTIALLY_REFUNDED", "UNFULFILLED", 15m, 10m), Stated(partial));
        Assert.Equal(("REFUNDED", "UNFULFILLED", 15m, 0m), Stated(full));
        Assert.Equal(0m, Total(full, "currentTotalPriceSet"));
    }

    private static (string?, string?, decimal, decimal) Stated(PracticeOrder order) => (
        order.Data.Text("displayFinancialStatus"),
        order.Data.Text("displayFulfillmentStatus"),
        Total(order, "totalRefundedSet"),
        order.Data.Children("refunds")[0].Children("refundLineItems")[0].Money("subtotalSet").Amount.Shop);

    private static async Task<(Practising Practice, PracticeOrder Order)> Paid(OrderDescription? description = null)
    {
        var practice = await Practising.Begin();
        return (practice, practice.Shop.Place(description ?? DemoOrders.Simple()));
    }

    private static decimal Total(PracticeOrder order, string field) => order.Data.Money(field).Amount.Presentment;

    private static int Remaining(PracticeOrder order, int line) => order.Data.Children("fulfillmentOrders")
        .Where(one => one.Text("status") != "CLOSED")
        .SelectMany(one => one.Children("lineItems"))
        .Where(one => one.Child("lineItem")!.Id == order.Data.Children("lineItems")[line].Id)
        .Sum(one => (int)one["remainingQuantity"]!);
}
