using System.Text.Json;
using System.Text.Json.Nodes;
using Tandem.Shopify.Orders;
using Xunit;

namespace Tandem.Tests.Shopify;

/// <summary>Every recorded real order that holds lines, through the parser.</summary>
public sealed class RecordedOrderTests
{
    private const string Expected = """
        fulfillment-tracking-info-update-parity.setup.candidate.order: order.currencyCode is missing | completed: order.totalPriceSet is missing
        money-bag-presentment-parity.orderCreate.response.payload.data.orderCreate.order: order.currencyCode is missing | completed: order.lineItems.nodes.0.title is missing
        order-create-line-item-fields.mutation.response.data.orderCreate.order: order.currencyCode is missing | completed: order.totalPriceSet is missing
        order-create-math-matrix.cases.pendingNoTax.response.payload.data.orderCreate.order: order.currencyCode is missing | completed: 2 units on 1 lines, 20.00 CAD (20.00 CAD), now 20.00 CAD, refunded False
        order-create-math-matrix.cases.paidTaxShipping.response.payload.data.orderCreate.order: order.currencyCode is missing | completed: 2 units on 1 lines, 31.90 CAD (31.90 CAD), now 31.90 CAD, refunded False
        order-create-math-matrix.cases.fixedDiscount.response.payload.data.orderCreate.order: order.currencyCode is missing | completed: 1 units on 1 lines, 29.00 CAD (29.00 CAD), now 29.00 CAD, refunded False
        order-create-math-matrix.cases.authorization.response.payload.data.orderCreate.order: order.currencyCode is missing | completed: 1 units on 1 lines, 18.00 CAD (18.00 CAD), now 18.00 CAD, refunded False
        order-create-math-matrix.cases.presentmentMoney.response.payload.data.orderCreate.order: order.currencyCode is missing | completed: 1 units on 1 lines, 10.00 CAD (7.00 USD), now 10.00 CAD, refunded False
        order-create-parity.mutation.response.data.orderCreate.order: order.currencyCode is missing | completed: order.totalPriceSet is missing
        order-create-parity.downstreamRead.response.data.order: order.currencyCode is missing | completed: order.totalPriceSet is missing
        order-edit-commit-history-and-fulfillment-orders.downstreamRead.response.payload.data.order: order.currencyCode is missing | completed: order.totalPriceSet is missing
        order-edit-commit-history-and-fulfillment-orders.upstreamCalls.0.response.body.data.order: order.currencyCode is missing | completed: order.totalPriceSet is missing
        order-edit-money-math.cases.taxed.create.response.payload.data.orderCreate.order: order.currencyCode is missing | completed: 2 units on 1 lines, 226.00 CAD (226.00 CAD), now 226.00 CAD, refunded False
        order-edit-money-math.cases.taxed.commit.response.payload.data.orderEditCommit.order: order.currencyCode is missing | completed: 2 units on 1 lines, 226.00 CAD (226.00 CAD), now 113.00 CAD, refunded False
        order-edit-money-math.cases.discount.create.response.payload.data.orderCreate.order: order.currencyCode is missing | completed: 1 units on 1 lines, 100.00 CAD (100.00 CAD), now 100.00 CAD, refunded False
        order-edit-money-math.cases.discount.commit.response.payload.data.orderEditCommit.order: order.currencyCode is missing | completed: 1 units on 1 lines, 80.00 CAD (80.00 CAD), now 80.00 CAD, refunded False
        order-live-hybrid-mixed-catalog.operations.baselineHydrate.response.payload.data.order: order.shippingLines is missing | completed: 1 units on 1 lines, 11.00 USD (11.00 USD), now 11.00 USD, refunded False
        order-return-status-lifecycle.upstreamCalls.0.response.body.data.order: order.currencyCode is missing | completed: order.lineItems.nodes.0.originalUnitPriceSet is missing
        order-return-status-lifecycle.upstreamCalls.1.response.body.data.order: order.currencyCode is missing | completed: order.lineItems.nodes.0.originalUnitPriceSet is missing
        order-return-status-lifecycle.upstreamCalls.2.response.body.data.order: order.currencyCode is missing | completed: order.lineItems.nodes.0.originalUnitPriceSet is missing
        order-return-status-lifecycle.upstreamCalls.3.response.body.data.order: order.currencyCode is missing | completed: order.lineItems.nodes.0.originalUnitPriceSet is missing
        orderUpdate-snapshot-staging.operations.create.response.payload.data.orderCreate.order: order.currencyCode is missing | completed: order.totalPriceSet is missing
        orderUpdate-snapshot-staging.operations.update.response.payload.data.orderUpdate.order: order.currencyCode is missing | completed: order.totalPriceSet is missing
        orderUpdate-snapshot-staging.operations.downstreamRead.response.payload.data.byId: order.currencyCode is missing | completed: order.totalPriceSet is missing
        refund-create-full-parity.upstreamCalls.0.response.body.data.order: order.currencyCode is missing | completed: 1 units on 1 lines, 15.00 CAD (15.00 CAD), now 15.00 CAD, refunded False
        refund-create-over-refund-user-errors.upstreamCalls.0.response.body.data.order: order.currencyCode is missing | completed: 1 units on 1 lines, 15.00 CAD (15.00 CAD), now 15.00 CAD, refunded False
        refund-create-partial-shipping-restock-parity.upstreamCalls.0.response.body.data.order: order.currencyCode is missing | completed: 2 units on 1 lines, 25.00 CAD (25.00 CAD), now 25.00 CAD, refunded False
        refund-create-transactions-validation.upstreamCalls.0.response.body.data.order: order.currencyCode is missing | completed: 1 units on 1 lines, 10.00 CAD (10.00 CAD), now 10.00 CAD, refunded False
        refund-create-transactions-validation.upstreamCalls.1.response.body.data.order: order.currencyCode is missing | completed: 1 units on 1 lines, 10.00 CAD (10.00 CAD), now 10.00 CAD, refunded False
        refund-create-user-errors-and-quantities.upstreamCalls.0.response.body.data.order: order.currencyCode is missing | completed: 4 units on 2 lines, 45.00 CAD (45.00 CAD), now 35.00 CAD, refunded True
        return-query-roots-recorded.setup.orderCreate.response.payload.data.orderCreate.order: order.shippingLines is missing | completed: 2 units on 1 lines, 42.00 USD (42.00 USD), now 42.00 USD, refunded False
        return-query-roots-recorded.setup.orderReadAfterFulfillment.response.payload.data.order: order.shippingLines is missing | completed: 2 units on 1 lines, 42.00 USD (42.00 USD), now 42.00 USD, refunded False
        return-query-roots-recorded.upstreamCalls.0.response.body.data.order: order.currencyCode is missing | completed: order.lineItems.nodes.0.originalUnitPriceSet is missing
        return-query-roots-recorded.upstreamCalls.1.response.body.data.order: order.shippingLines is missing | completed: order.currentTotalPriceSet is missing
        return-reverse-logistics-recorded.setup.orderCreate.response.payload.data.orderCreate.order: order.currencyCode is missing | completed: order.lineItems.nodes.0.originalUnitPriceSet is missing
        return-reverse-logistics-recorded.setup.orderReadAfterFulfillment.response.payload.data.order: order.currencyCode is missing | completed: order.lineItems.nodes.0.originalUnitPriceSet is missing
        return-reverse-logistics-recorded.upstreamCalls.0.response.body.data.order: order.currencyCode is missing | completed: order.lineItems.nodes.0.originalUnitPriceSet is missing
        """;

    [Fact]
    public void Each_recorded_order_is_read_or_the_field_that_it_lacks_is_named()
    {
        var read = string.Join('\n', RecordedOrders.All().Select(order =>
            $"{order.Place}: {Outcome(order.Json)} | completed: {Outcome(order.Completed())}"));

        TestContext.Current.TestOutputHelper?.WriteLine(read);
        Assert.Equal(Expected.ReplaceLineEndings("\n"), read);
    }

    private static string Outcome(JsonObject order)
    {
        using var json = JsonDocument.Parse(order.ToJsonString());
        return OrderParsing.Parse(json.RootElement) switch
        {
            OrderReading.Unreadable unreadable => $"{unreadable.Field} {unreadable.Reason}",
            OrderReading.Readable { Order: var read } =>
                $"{read.Lines.Sum(line => line.Quantity)} units on {read.Lines.Count} lines, {read.Total.Shop} ({read.Total.Presentment}), now {read.CurrentTotal.Shop}, refunded {read.Refunded}",
            var other => throw new InvalidOperationException($"No rule for {other.GetType().Name}."),
        };
    }
}
