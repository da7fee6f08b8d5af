using Tandem.Grains.Ledger;
using Tandem.Sandbox.Odoo;
using Tandem.Sandbox.Shopify.Graph;
using Tandem.Sandbox.Shopify.Orders;
using Tandem.Sandbox.Shopify.Shops;
using Tandem.Sync.Failures;
using Tandem.Sync.Records;
using Tandem.Tests.Story;
using Xunit;

namespace Tandem.Tests.Life;

/// <summary>What fails in one flow of an order keeps no other flow from going on.</summary>
public sealed class FlowsApartTests(ShippingHouse19 house) : IClassFixture<ShippingHouse19>
{
    private const string Invoicing = "sale.advance.payment.inv.create_invoices";
    private const string Payment = "account.payment.register.action_create_payments";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_invoice_that_Odoo_refuses_stops_no_delivery_and_each_flow_says_where_it_is()
    {
        house.Odoo.Faults.Add(FaultKind.Refusal, Invoicing, 1000);
        PracticeOrder order;
        try
        {
            order = house.Place(Paid());
            var blocker = House.TheBlockerOf(await house.Announced(order));
            Assert.Equal((BlockerCode.OdooRejected, Flow.Payments), (blocker.Code, blocker.Flow));

            await house.Ship(order);
            await house.Polled(order);

            Assert.Single(order.Data.Children("fulfillments"));
            var flows = (await house.Get<IFlows>().Of(house.Key(order), Stop)).ToDictionary(flow => flow.Flow, flow => flow.State);
            Assert.Equal((FlowState.Blocked, FlowState.InStep, FlowState.InStep), (flows[Flow.Payments], flows[Flow.Orders], flows[Flow.Fulfillments]));
        }
        finally
        {
            house.Odoo.Faults.Clear();
        }

        await house.Synced(order);
        Assert.IsType<Standing.InStep>(await house.Settled(order));
        var total = order.Data.Money("currentTotalPriceSet").Amount.Shop;
        Assert.Equal(new Books(total, 0m, total, 0m, 0m), Books.Of(house.Odoo, order));
    }

    [Fact]
    public async Task A_payment_that_is_turned_away_again_and_again_stops_no_delivery()
    {
        house.Odoo.Faults.Add(FaultKind.TooManyBefore, Payment, 1000);
        try
        {
            var order = house.Place(Paid());
            await house.Shop.Webhooks.Deliver(order, "orders/create", null, Stop);
            await house.Until(order, record => record.Standing is Standing.RetryingAt);
            await house.Ship(order);
            await house.Get<Grains.Dispatch.DeliveryPoll>().Run(house.Domain, Stop);

            await house.Until(order, record => record.Standing is Standing.RetryingAt && order.Data.Children("fulfillments").Count == 1);
        }
        finally
        {
            house.Odoo.Faults.Clear();
        }
    }

    private OrderDescription Paid() => DemoOrders.Simple() with { Customer = house.Newcomer(), Payments = [new PaymentDescription { Gateway = PayingHouse.Gateway }] };
}
