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

/// <summary>What an order's returns and restocking refunds ask of the warehouse, never twice for the same goods.</summary>
public sealed class ReturnFlowTests
{
    private const string OfReturn = "Return of WH/OUT/1 - return #1001-R1";

    private static readonly ShopLine Shirt = Sold.Line("Shirt", 10m, 3, 1);
    private static readonly PickingReading Delivered = Transfer(1, PickingKind.Outgoing, PickingState.Done, "S00042", (1, 3m));

    [Fact]
    public void An_open_return_has_its_transfer_prepared_and_waits()
    {
        var made = Assert.IsType<LifeStep.Return>(Plan(Order(Return("OPEN", 2)), Delivered).Next);
        Assert.Equal((1, "return #1001-R1", 2m), (made.Delivery.Id.Value, made.Trace, Assert.Single(made.Quantities).Value));

        var after = Plan(Order(Return("OPEN", 2)), Delivered, Back(2m, PickingState.Ready));
        Assert.Null(after.Next);
        Assert.Contains("WH/IN/2", Assert.Single(after.Remarks), StringComparison.Ordinal);
    }

    [Fact]
    public void A_return_that_is_only_asked_for_is_told()
    {
        var plan = Plan(Order(Return("REQUESTED", 1)), Delivered);

        Assert.Null(plan.Next);
        Assert.Contains("asked for", Assert.Single(plan.Remarks), StringComparison.Ordinal);
    }

    [Fact]
    public void A_return_and_the_refund_that_settles_it_are_one_transfer_received_with_what_was_restocked()
    {
        var order = Order(Return("OPEN", 2), Refund(1, of: 1));

        var received = Assert.IsType<LifeStep.Validate>(Plan(order, Delivered, Back(2m, PickingState.Ready)).Next);
        Assert.Equal((2, 1m), (received.Picking.Id.Value, Assert.Single(received.Quantities).Value));
        Assert.Null(Plan(order, Delivered, Back(1m, PickingState.Done), Back(1m, PickingState.Ready, id: 3)).Next);
    }

    [Fact]
    public void Goods_received_by_hand_are_not_received_again_by_the_refund() =>
        Assert.Equal(FlowPlan.Nothing.Next, Plan(Order(Return("CLOSED", 2), Refund(2, of: 1)), Delivered, Back(2m, PickingState.Done)).Next);

    [Fact]
    public void A_return_made_by_hand_is_taken_for_the_same()
    {
        Assert.Null(Plan(Order(Return("OPEN", 2)), Delivered, Back(2m, PickingState.Ready, "by hand")).Next);

        var received = Assert.IsType<LifeStep.Validate>(Plan(Order(Return("OPEN", 2), Refund(2, of: 1)), Delivered, Back(2m, PickingState.Ready, "by hand")).Next);
        Assert.Equal(2, received.Picking.Id.Value);
    }

    [Fact]
    public void A_return_that_does_not_say_what_it_is_for_gets_its_trace_and_its_place_before_it_is_received()
    {
        var (order, bare) = (Order(null, Refund(2, at: TownPlace)), Back(2m, PickingState.Ready, "Return of WH/OUT/1"));

        var named = Assert.IsType<LifeStep.Return>(Plan(With(ReturnPolicy.Receive, (MainPlace, Main), (TownPlace, Town)), order, Delivered, bare).Next);

        Assert.Equal(("#1001 refund 11", 1, Town), (named.Trace, named.Delivery.Id.Value, named.To));
        Assert.Equal(2m, Assert.Single(named.Quantities).Value);
        // Other goods are a person's own affair, and serve what they serve.
        Assert.IsType<LifeStep.Validate>(Plan(With(ReturnPolicy.Receive, (MainPlace, Main), (TownPlace, Town)), order, Delivered, Back(3m, PickingState.Ready, "Return of WH/OUT/1")).Next);
    }

    [Theory]
    [InlineData("DECLINED")]
    [InlineData("CANCELED")]
    public void A_withdrawn_return_takes_its_open_transfer_with_it_and_tells_what_was_received(string status)
    {
        Assert.Equal(2, Assert.IsType<LifeStep.CancelTransfer>(Plan(Order(Return(status, 2)), Delivered, Back(2m, PickingState.Ready)).Next).Picking.Id.Value);

        var received = Plan(Order(Return(status, 2)), Delivered, Back(2m, PickingState.Done));
        Assert.Null(received.Next);
        Assert.Contains("were received in Odoo with WH/IN/2", Assert.Single(received.Remarks), StringComparison.Ordinal);
    }

    [Fact]
    public void A_return_closed_without_its_goods_is_told_and_nothing_is_received()
    {
        var plan = Plan(Order(Return("CLOSED", 2)), Delivered, Back(2m, PickingState.Ready));

        Assert.Null(plan.Next);
        Assert.Contains("was closed in Shopify", Assert.Single(plan.Remarks), StringComparison.Ordinal);
    }

    [Fact]
    public void A_transfer_that_a_person_cancelled_is_not_made_again()
    {
        var plan = Plan(Order(Return("OPEN", 2)), Delivered, Back(2m, PickingState.Cancelled) with { Moves = [] });

        Assert.Null(plan.Next);
        var blocker = Assert.Single(plan.Blockers);
        Assert.Equal(BlockerCode.DeliveryDiffers, blocker.Code);
        Assert.Contains("WH/IN/2", blocker.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Goods_restocked_at_another_location_come_to_its_warehouse()
    {
        var order = Order(null, Refund(1, at: TownPlace));

        Assert.Equal(Town, Assert.IsType<LifeStep.Return>(Plan(With(ReturnPolicy.Receive, (MainPlace, Main), (TownPlace, Town)), order, Delivered).Next).To);
        Assert.Null(Assert.IsType<LifeStep.Return>(Plan(With(ReturnPolicy.Receive, (TownPlace, Main)), order, Delivered).Next).To);
        Assert.Equal(BlockerCode.LocationUnmapped, Assert.Single(Plan(With(ReturnPolicy.Receive, (MainPlace, Main)), order, Delivered).Blockers).Code);
    }

    [Fact]
    public void Two_refunds_are_two_transfers_and_one_that_serves_the_first_serves_no_other()
    {
        var order = Order(null, Refund(1, id: 11), Refund(1, id: 12));

        Assert.Equal("#1001 refund 11", Assert.IsType<LifeStep.Return>(Plan(order, Delivered).Next).Trace);
        Assert.Equal("#1001 refund 12", Assert.IsType<LifeStep.Return>(Plan(order, Delivered, Back(1m, PickingState.Done, "Return of WH/OUT/1 - #1001 refund 11")).Next).Trace);
        Assert.Equal("#1001 refund 12", Assert.IsType<LifeStep.Return>(Plan(order, Delivered, Back(1m, PickingState.Done, "by hand")).Next).Trace);
        Assert.Null(Plan(order, Delivered, Back(2m, PickingState.Done, "by hand")).Next);
    }

    [Fact]
    public void Where_people_receive_nothing_is_received_by_itself() =>
        Assert.Null(Plan(With(ReturnPolicy.Prepare), Order(Return("OPEN", 2), Refund(2, of: 1)), Delivered, Back(2m, PickingState.Ready)).Next);

    private static FlowPlan Plan(ShopOrder order, params PickingReading[] pickings) => Plan(With(ReturnPolicy.Receive), order, pickings);

    private static FlowPlan Plan(OrderRules rules, ShopOrder order, params PickingReading[] pickings) =>
        ReturnFlow.Plan(new BothSides { Before = Sold.Order(Shirt), Now = order, Rules = rules, Pickings = pickings }.View());

    private static ShopOrder Order(ShopReturn? back, params ShopRefund[] refunds) => Sold.Order(Shirt) with { Returns = back is null ? [] : [back], Refunds = refunds };

    private static ShopReturn Return(string status, int units) => new() { Id = 1, Name = "#1001-R1", Status = status, Lines = [new ShopReturnedLine(Shirt.Id, units)] };

    private static ShopRefund Refund(int units, long? of = null, LocationId? at = null, long id = 11) => new()
    {
        Id = new RefundId(id), CreatedAt = Sold.Placed, TotalRefunded = Sold.Money(10m * units), Return = of,
        Lines = [new ShopRefundLine(Shirt.Id, units, Restock.Return, true, at, Sold.Money(10m * units), Sold.Money(0m))],
    };

    private static PickingReading Back(decimal units, PickingState state, string origin = OfReturn, int id = 2) => Transfer(id, PickingKind.Incoming, state, origin, (1, units)) with { ReturnOf = Delivered.Id };
}
