using System.Text.Json;
using Tandem.Shopify.Orders;
using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Orders;
using Tandem.Sync.Planning;
using Tandem.Sync.Sales;
using Tandem.Tests.Shopify;
using Xunit;

namespace Tandem.Tests.Planning;

/// <summary>Every recorded real order that can be read, through planning with rules that have decided everything.</summary>
public sealed class RecordedOrdersTests
{
    private const string Expected = """
        fulfillment-tracking-info-update-parity.setup.candidate.order: unreadable, order.totalPriceSet is missing
        money-bag-presentment-parity.orderCreate.response.payload.data.orderCreate.order: unreadable, order.lineItems.nodes.0.title is missing
        order-create-line-item-fields.mutation.response.data.orderCreate.order: unreadable, order.totalPriceSet is missing
        order-create-math-matrix.cases.pendingNoTax.response.payload.data.orderCreate.order: Product 2 x 10.00 = 20.00 + 0.00 CAD
        order-create-math-matrix.cases.paidTaxShipping.response.payload.data.orderCreate.order: Product 2 x 12.00 + Shipping 1 x 5.00 = 29.00 + 2.90 CAD
        order-create-math-matrix.cases.fixedDiscount.response.payload.data.orderCreate.order: TotalsDiffer: Order #1336 was not written to Odoo: Shopify states a total of 29.00 CAD, but what it lists adds up to 34.00 CAD: “Fixed discount line” 1 × 30.00; “Discount Ground” 1 × 4.00
        order-create-math-matrix.cases.authorization.response.payload.data.orderCreate.order: Product 1 x 18.00 = 18.00 + 0.00 CAD
        order-create-math-matrix.cases.presentmentMoney.response.payload.data.orderCreate.order: Product 1 x 10.00 = 10.00 + 0.00 CAD
        order-create-parity.mutation.response.data.orderCreate.order: unreadable, order.totalPriceSet is missing
        order-create-parity.downstreamRead.response.data.order: unreadable, order.totalPriceSet is missing
        order-edit-commit-history-and-fulfillment-orders.downstreamRead.response.payload.data.order: unreadable, order.totalPriceSet is missing
        order-edit-commit-history-and-fulfillment-orders.upstreamCalls.0.response.body.data.order: unreadable, order.totalPriceSet is missing
        order-edit-money-math.cases.taxed.create.response.payload.data.orderCreate.order: Custom 2 x 100.00 = 200.00 + 26.00 CAD
        order-edit-money-math.cases.taxed.commit.response.payload.data.orderEditCommit.order: Custom 1 x 100.00 = 100.00 + 13.00 CAD
        order-edit-money-math.cases.discount.create.response.payload.data.orderCreate.order: Custom 1 x 100.00 = 100.00 + 0.00 CAD
        order-edit-money-math.cases.discount.commit.response.payload.data.orderEditCommit.order: TotalsDiffer: Order #8913894408498 was not written to Odoo: Shopify states a total of 80.00 CAD, but what it lists adds up to 100.00 CAD: “Order edit discount source 20260708143123” 1 × 100.00
        order-live-hybrid-mixed-catalog.operations.baselineHydrate.response.payload.data.order: Product 1 x 11.00 = 11.00 + 0.00 USD
        order-return-status-lifecycle.upstreamCalls.0.response.body.data.order: unreadable, order.lineItems.nodes.0.originalUnitPriceSet is missing
        order-return-status-lifecycle.upstreamCalls.1.response.body.data.order: unreadable, order.lineItems.nodes.0.originalUnitPriceSet is missing
        order-return-status-lifecycle.upstreamCalls.2.response.body.data.order: unreadable, order.lineItems.nodes.0.originalUnitPriceSet is missing
        order-return-status-lifecycle.upstreamCalls.3.response.body.data.order: unreadable, order.lineItems.nodes.0.originalUnitPriceSet is missing
        orderUpdate-snapshot-staging.operations.create.response.payload.data.orderCreate.order: unreadable, order.totalPriceSet is missing
        orderUpdate-snapshot-staging.operations.update.response.payload.data.orderUpdate.order: unreadable, order.totalPriceSet is missing
        orderUpdate-snapshot-staging.operations.downstreamRead.response.payload.data.byId: unreadable, order.totalPriceSet is missing
        refund-create-full-parity.upstreamCalls.0.response.body.data.order: Custom 1 x 10.00 + Shipping 1 x 5.00 = 15.00 + 0.00 CAD
        refund-create-over-refund-user-errors.upstreamCalls.0.response.body.data.order: Custom 1 x 10.00 + Shipping 1 x 5.00 = 15.00 + 0.00 CAD
        refund-create-partial-shipping-restock-parity.upstreamCalls.0.response.body.data.order: Custom 2 x 10.00 + Shipping 1 x 5.00 = 25.00 + 0.00 CAD
        refund-create-transactions-validation.upstreamCalls.0.response.body.data.order: Custom 1 x 10.00 = 10.00 + 0.00 CAD
        refund-create-transactions-validation.upstreamCalls.1.response.body.data.order: Custom 1 x 10.00 = 10.00 + 0.00 CAD
        refund-create-user-errors-and-quantities.upstreamCalls.0.response.body.data.order: Custom 1 x 10.00 + Custom 2 x 10.00 + Shipping 1 x 5.00 = 35.00 + 0.00 CAD
        return-query-roots-recorded.setup.orderCreate.response.payload.data.orderCreate.order: Custom 2 x 20.00 = 40.00 + 2.00 USD
        return-query-roots-recorded.setup.orderReadAfterFulfillment.response.payload.data.order: Custom 2 x 20.00 = 40.00 + 2.00 USD
        return-query-roots-recorded.upstreamCalls.0.response.body.data.order: unreadable, order.lineItems.nodes.0.originalUnitPriceSet is missing
        return-query-roots-recorded.upstreamCalls.1.response.body.data.order: unreadable, order.currentTotalPriceSet is missing
        return-reverse-logistics-recorded.setup.orderCreate.response.payload.data.orderCreate.order: unreadable, order.lineItems.nodes.0.originalUnitPriceSet is missing
        return-reverse-logistics-recorded.setup.orderReadAfterFulfillment.response.payload.data.order: unreadable, order.lineItems.nodes.0.originalUnitPriceSet is missing
        return-reverse-logistics-recorded.upstreamCalls.0.response.body.data.order: unreadable, order.lineItems.nodes.0.originalUnitPriceSet is missing
        """;

    [Fact]
    public void Each_recorded_order_becomes_a_plan_or_the_truth_about_why_not() =>
        Assert.Equal(
            Expected.ReplaceLineEndings("\n"),
            string.Join('\n', RecordedOrders.All().Select(recorded => $"{recorded.Place}: {Outcome(recorded)}")));

    private static string Outcome(RecordedOrder recorded)
    {
        using var json = JsonDocument.Parse(recorded.Completed().ToJsonString());
        return OrderParsing.Parse(json.RootElement) switch
        {
            OrderReading.Unreadable unreadable => $"unreadable, {unreadable.Field} {unreadable.Reason}",
            OrderReading.Readable { Order: var order } => Told(OrderPlanning.Plan(order, Generous(order), Rules.Catalogue(order))),
            var other => throw new InvalidOperationException($"No rule for {other.GetType().Name}."),
        };
    }

    private static string Told(OrderPlan plan) => plan switch
    {
        OrderPlan.Ready ready =>
            $"{string.Join(" + ", ready.Draft.Lines.Select(line => $"{line.Role} {line.Quantity:0} x {line.PriceUnit:0.00##}{(line.Discount == 0m ? "" : $" -{line.Discount:0.##}%")}"))} = {ready.Draft.Expected.Untaxed:0.00} + {ready.Draft.Expected.Tax:0.00} {ready.Draft.Currency}{(ready.Remark is null ? "" : $" ({ready.Remark})")}",
        OrderPlan.Blocked blocked => string.Join(" | ", blocked.Blockers.Select(blocker => $"{blocker.Code}: {blocker.Sentence.Split(". ")[0]}")),
        OrderPlan.Excluded excluded => $"left out: {excluded.Rule}",
        var other => throw new InvalidOperationException($"No rule for {other.GetType().Name}."),
    };

    /// <summary>Test orders and orders without a customer are taken, every tax that the order states has an Odoo tax of its rate, every variant and line a product.</summary>
    private static OrderRules Generous(ShopOrder order)
    {
        var stated = order.Lines.SelectMany(line => line.Taxes.Concat(line.Duties.SelectMany(duty => duty.Taxes)))
            .Concat(order.ShippingLines.SelectMany(line => line.Taxes)).Concat(order.Fees.SelectMany(fee => fee.Taxes))
            .DistinctBy(tax => (tax.Title, tax.Rate)).ToList();
        var taxes = stated.Select((tax, index) => (Shopify: tax, Odoo: Rules.Percent(index + 1, tax.Title, tax.Rate * 100m, order.TaxesIncluded))).ToList();
        return Rules.Of(new OrderDecision { Take = new IntakeDecision { TestOrders = true, HighRisk = true } }) with
        {
            CompanyCurrency = order.ShopCurrency,
            HouseAccount = new OdooId<Partner>(42),
            OdooTaxes = taxes.ToDictionary(tax => tax.Odoo.Id, tax => tax.Odoo),
            Taxes = [.. taxes.Select(tax => Rules.Mapped(tax.Shopify.Title, tax.Shopify.Rate, tax.Odoo, byChannel: tax.Shopify.ChannelLiable == true))],
        };
    }
}
