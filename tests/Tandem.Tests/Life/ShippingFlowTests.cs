using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Failures;
using Tandem.Sync.Life;
using Tandem.Sync.Orders;
using Tandem.Sync.Pickings;
using Tandem.Sync.Planning;
using Tandem.Tests.Planning;
using Xunit;
using static Tandem.Tests.Life.BothSides;

namespace Tandem.Tests.Life;

/// <summary>Which of an order's fulfillment orders a delivery fulfils, and what stands in the way.</summary>
public sealed class ShippingFlowTests
{
    private static readonly ShopLine Shirt = Sold.Line("Shirt", 10m, 3, 1);
    private static readonly PickingReading Left = Transfer(1, PickingKind.Outgoing, PickingState.Done, "S00042", (1, 2m));

    [Fact]
    public void What_leaves_another_place_than_Shopify_planned_is_moved_there_first_with_as_many_units()
    {
        var moved = Assert.IsType<LifeStep.MoveFulfillment>(Plan([ToSend(1, TownPlace, 3)]).Next);

        Assert.Equal((1L, MainPlace), (moved.FulfillmentOrder.Value, moved.To));
        Assert.Equal([(new FulfillmentOrderLineId(10), 2)], moved.Lines);
        Assert.Equal(2, Assert.Single(Assert.IsType<LifeStep.Fulfill>(Plan([ToSend(1, TownPlace, 1), ToSend(2, MainPlace, 2)]).Next).Parts).Quantity);
    }

    [Fact]
    public void The_carrier_is_told_by_its_name_in_Shopify_and_the_customer_as_decided()
    {
        var picking = Left with { Carrier = "DHL Paket", TrackingNumber = "JD01" };

        var told = Assert.IsType<LifeStep.Fulfill>(Plan([ToSend(1, MainPlace, 3)], picking, new FulfillmentDecision { Carriers = new Dictionary<string, string> { ["DHL Paket"] = "DHL Express" } }).Next);
        var quiet = Assert.IsType<LifeStep.Fulfill>(Plan([ToSend(1, MainPlace, 3)], picking, new FulfillmentDecision { NotifyCustomer = false }).Next);

        Assert.Equal(("DHL Express", "JD01", true), (told.Tracking!.Company, told.Tracking.Number, told.NotifyCustomer));
        Assert.Equal(("DHL Paket", false), (quiet.Tracking!.Company, quiet.NotifyCustomer));
    }

    [Theory]
    [InlineData("ON_HOLD", 3, BlockerCode.HeldInShopify, "Release the hold in Shopify")]
    [InlineData("OPEN", 1, BlockerCode.DeliveryDiffers, "with 1 more of “Shirt” than Shopify has to fulfil")]
    [InlineData("CLOSED", 3, BlockerCode.DeliveryDiffers, "with 2 more of “Shirt” than Shopify has to fulfil")]
    public void What_Shopify_would_not_take_waits_with_the_transfer_and_what_to_do(string status, int remaining, BlockerCode code, string says)
    {
        var blocker = Assert.Single(Plan([ToSend(1, MainPlace, remaining) with { Status = status, Holds = status == "ON_HOLD" ? [new ShopHold("OTHER", "Check the address")] : [] }]).Blockers);

        Assert.Equal(code, blocker.Code);
        Assert.Contains("WH/OUT/1 of order #1001 has left in Odoo", blocker.Sentence, StringComparison.Ordinal);
        Assert.Contains(says, blocker.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_warehouse_that_is_no_location_and_a_scope_that_is_missing_are_named()
    {
        var elsewhere = Assert.Single(Plan([ToSend(1, MainPlace, 3)], Left with { Warehouse = Town }).Blockers);
        Assert.Equal((BlockerCode.LocationUnmapped, "fulfillments.locations"), (elsewhere.Code, elsewhere.Setting));
        Assert.Contains("its warehouse is no Shopify location yet", elsewhere.Sentence, StringComparison.Ordinal);

        var blind = Assert.Single(Plan([], missing: ["read_merchant_managed_fulfillment_orders"]).Blockers);
        Assert.Equal(BlockerCode.ShopifyScopeMissing, blind.Code);
        Assert.Contains("Grant it read_merchant_managed_fulfillment_orders", blind.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void An_order_with_a_high_risk_is_held_before_it_is_confirmed_and_one_without_is_not()
    {
        var order = Sold.Order(Shirt);

        var blocker = Holds.Of(order with { RiskRecommendation = "CANCEL" })!;

        Assert.Equal(BlockerCode.HeldInShopify, blocker.Code);
        Assert.Contains("#1001 is in Odoo as a quotation and is not confirmed: Shopify sees a high risk of fraud. Release the hold, or cancel the order", blocker.Sentence, StringComparison.Ordinal);
        Assert.Null(Holds.Of(order with { RiskRecommendation = "INVESTIGATE" }));
    }

    private static FlowPlan Plan(ShopFulfillmentOrder[] toSend, PickingReading? picking = null, FulfillmentDecision? decided = null, string[]? missing = null)
    {
        var rules = With(ReturnPolicy.Leave, (MainPlace, Main));
        if (decided is not null) rules = rules with { Decisions = rules.Decisions with { Fulfillments = decided } };
        var order = Sold.Order(Shirt) with { FulfillmentOrders = toSend, MissingScopes = missing ?? [] };
        return ShippingOutFlow.Plan(new BothSides { Before = order, Rules = rules, Pickings = [picking ?? Left] }.View());
    }

    private static ShopFulfillmentOrder ToSend(int id, LocationId at, int remaining) =>
        new() { Id = new FulfillmentOrderId(id), Status = "OPEN", Location = at, Lines = [new ShopFulfillmentOrderLine(new FulfillmentOrderLineId(id * 10), Shirt.Id, 3, remaining)] };
}
