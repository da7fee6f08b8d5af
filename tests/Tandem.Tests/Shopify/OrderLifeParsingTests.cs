using System.Text.Json;
using System.Text.Json.Nodes;
using Tandem.Shopify.Orders;
using Tandem.Sync;
using Tandem.Sync.Orders;
using Xunit;

namespace Tandem.Tests.Shopify;

/// <summary>What happened to an order after its sale, as its answer states it.</summary>
public sealed class OrderLifeParsingTests
{
    [Fact]
    public void Transactions_are_read_oldest_first_with_their_parent()
    {
        var transactions = Read(SampleOrder.Json()).Transactions;

        Assert.Equal([TransactionKind.Sale, TransactionKind.Refund], transactions.Select(transaction => transaction.Kind));
        Assert.Equal((new TransactionId(41), "Shopify Payments", Gbp(10m)), (transactions[1].Parent!.Value, transactions[1].GatewayTitle, transactions[1].Amount.Shop));
        Assert.Equal(new DateTimeOffset(2026, 11, 20, 10, 0, 0, TimeSpan.Zero), transactions[0].ProcessedAt);
    }

    [Theory]
    [InlineData("SALE", TransactionKind.Sale)]
    [InlineData("CAPTURE", TransactionKind.Capture)]
    [InlineData("AUTHORIZATION", TransactionKind.Authorization)]
    [InlineData("EMV_AUTHORIZATION", TransactionKind.Authorization)]
    [InlineData("VOID", TransactionKind.Void)]
    [InlineData("CHANGE", TransactionKind.Change)]
    [InlineData("SUGGESTED_REFUND", TransactionKind.Other)]
    [InlineData("BARTER", TransactionKind.Other)]
    public void Each_kind_of_transaction_is_known_or_other(string stated, TransactionKind kind)
    {
        var json = SampleOrder.Json();
        json["transactions"]![1]!["kind"] = stated;

        Assert.Equal(kind, Read(json).Transactions[0].Kind);
    }

    [Theory]
    [InlineData("SUCCESS", TransactionStatus.Success)]
    [InlineData("FAILURE", TransactionStatus.Failed)]
    [InlineData("ERROR", TransactionStatus.Failed)]
    [InlineData("PENDING", TransactionStatus.Pending)]
    [InlineData("AWAITING_RESPONSE", TransactionStatus.Pending)]
    [InlineData("UNKNOWN", TransactionStatus.Pending)]
    public void Only_what_Shopify_calls_a_success_has_happened(string stated, TransactionStatus status)
    {
        var json = SampleOrder.Json();
        json["transactions"]![1]!["status"] = stated;

        Assert.Equal(status, Read(json).Transactions[0].Status);
    }

    [Fact]
    public void A_refund_is_read_with_lines_shipping_duties_adjustments_and_its_money()
    {
        var refund = Assert.Single(Read(SampleOrder.Json()).Refunds);

        Assert.Equal(new ShopRefundLine(new LineId(11), 1, Restock.Return, true, new LocationId(61), Both(8.67m, 10.40m), Both(1.33m, 1.60m)), Assert.Single(refund.Lines));
        Assert.Equal(new ShopRefundedShipping(0, Both(1m, 1.2m), Both(0.2m, 0.24m)), Assert.Single(refund.Shipping));
        Assert.Equal(new ShopRefundedDuty(4, Both(0.5m, 0.6m)), Assert.Single(refund.Duties));
        Assert.Equal(new ShopRefundAdjustment(91, "REFUND_DISCREPANCY", Both(1.7m, 2.04m), Both(0m, 0m)), Assert.Single(refund.Adjustments));
        Assert.Equal((Both(10m, 12m), new TransactionId(42), 81L), (refund.TotalRefunded, Assert.Single(refund.Transactions).Id, refund.Return!.Value));
    }

    [Fact]
    public void A_refund_whose_money_is_under_way_took_back_what_was_sold()
    {
        var json = SampleOrder.Json();
        var refund = json["refunds"]![0]!;
        foreach (var money in (string[])["shopMoney", "presentmentMoney"]) refund["totalRefundedSet"]![money]!["amount"] = "0.0";
        refund["transactions"]!["nodes"]![0]!["status"] = "PENDING";

        var order = Read(json);

        Assert.True(order.Refunded);
        Assert.Equal(1, order.Lines[0].RefundedQuantity);
    }

    [Fact]
    public void A_fulfillment_is_read_with_tracking_lines_and_location()
    {
        var fulfillment = Assert.Single(Read(SampleOrder.Json()).Fulfillments);

        Assert.Equal((new FulfillmentId(51), FulfillmentStatus.Success, new LocationId(61)), (fulfillment.Id, fulfillment.Status, fulfillment.Location!.Value));
        Assert.Equal(new ShopTracking("Royal Mail", "RM1", null), Assert.Single(fulfillment.Tracking));
        Assert.Equal(new ShopFulfilledLine(new LineId(11), 2), Assert.Single(fulfillment.Lines));
    }

    [Theory]
    [InlineData("CANCELLED", FulfillmentStatus.Cancelled)]
    [InlineData("ERROR", FulfillmentStatus.Failed)]
    [InlineData("FAILURE", FulfillmentStatus.Failed)]
    [InlineData("OPEN", FulfillmentStatus.Other)]
    public void Only_a_success_means_that_the_goods_left(string stated, FulfillmentStatus status)
    {
        var json = SampleOrder.Json();
        json["fulfillments"]![0]!["status"] = stated;

        Assert.Equal(status, Read(json).Fulfillments[0].Status);
    }

    [Fact]
    public void A_fulfillment_order_is_read_with_its_holds_location_and_what_remains()
    {
        var order = Assert.Single(Read(SampleOrder.Json()).FulfillmentOrders);

        Assert.Equal(("ON_HOLD", new LocationId(61), "Main warehouse", false), (order.Status, order.Location!.Value, order.LocationName, order.CanFulfill));
        Assert.Equal(new ShopHold("HIGH_RISK_OF_FRAUD", "High risk of fraud: call first"), Assert.Single(order.Holds));
        Assert.Equal(new ShopFulfillmentOrderLine(new FulfillmentOrderLineId(72), new LineId(11), 3, 1), Assert.Single(order.Lines));
    }

    [Fact]
    public void A_return_is_read_with_the_lines_it_could_be_tied_to_and_its_exchange()
    {
        var back = Assert.Single(Read(SampleOrder.Json()).Returns);

        Assert.Equal((81L, "#1001-R1", "OPEN"), (back.Id, back.Name, back.Status));
        Assert.Equal(new ShopReturnedLine(new LineId(11), 1), Assert.Single(back.Lines));
        Assert.Equal([new LineId(13)], back.ExchangeLines);
    }

    [Fact]
    public void Payment_terms_are_due_when_their_first_open_schedule_is()
    {
        Assert.Equal(new ShopPaymentTerms("Net 30", 30, new DateTimeOffset(2026, 12, 20, 10, 0, 0, TimeSpan.Zero)), Read(SampleOrder.Json()).PaymentTerms);

        var json = SampleOrder.Json();
        json["paymentTerms"] = null;
        Assert.Null(Read(json).PaymentTerms);
    }

    [Fact]
    public void The_retail_location_and_what_is_outstanding_are_read()
    {
        var order = Read(SampleOrder.Json());

        Assert.Equal(new LocationId(61), order.RetailLocation);
        Assert.Equal((Both(0m, 0m), Both(34.5m, 41.4m)), (order.Outstanding, order.NetPayment));
    }

    [Theory]
    [InlineData("transactions", "order.transactions")]
    [InlineData("fulfillments", "order.fulfillments")]
    [InlineData("totalOutstandingSet", "order.totalOutstandingSet")]
    public void What_is_never_left_out_is_named_when_it_is(string removed, string field)
    {
        var json = SampleOrder.Json();
        json.Remove(removed);

        Assert.Equal(new OrderReading.Unreadable(field, "is missing"), OrderParsing.Parse(JsonSerializer.SerializeToElement(json)));
    }

    private static ShopOrder Read(JsonObject json) =>
        Assert.IsType<OrderReading.Readable>(OrderParsing.Parse(JsonSerializer.SerializeToElement(json))).Order;

    private static Money Gbp(decimal amount) => new(amount, new Currency("GBP"));

    private static MoneyBag Both(decimal gbp, decimal eur) => new(Gbp(gbp), new Money(eur, new Currency("EUR")));
}
