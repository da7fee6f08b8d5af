using Tandem.Odoo;
using Tandem.Odoo.Pickings;
using Tandem.Sync;
using Tandem.Sync.Pickings;
using Xunit;

namespace Tandem.Tests.Odoo.Contracts;

public abstract partial class OdooContract
{
    private Returns Returns => new(World.Odoo, World.Profile, Fence);

    [Fact]
    public async Task One_of_three_comes_back_into_stock()
    {
        var product = await Stocked("back", 10m);
        var order = await ConfirmedOrder("back", World.Line("back_1", 3, 10m) with { Product = product });
        var sent = await Sent(order);
        Assert.Equal(7m, await OnHand(product));

        var made = Assert.IsType<ReturnOutcome.Made>(await Returns.Return(sent.Id, Quantities(sent, 1m), "refund_1", null, false, Stop)).Return;
        Assert.Equal((PickingKind.Incoming, PickingState.Ready, sent.Id, order), (made.Kind, made.State, made.ReturnOf!.Value, made.Order!.Value));
        Assert.EndsWith(" - refund_1", made.Origin, StringComparison.Ordinal);
        Assert.Equal((1m, sent.Moves[0].Id, sent.Moves[0].SaleLine, true), (made.Moves[0].Demand, made.Moves[0].Returns!.Value, made.Moves[0].SaleLine, made.Moves[0].Final));
        Assert.Equal([3m], await DeliveredOf(order));

        Assert.True(await Validation.Complete(made, All(made), Stop));
        Assert.Equal([2m], await DeliveredOf(order));
        Assert.Equal(8m, await OnHand(product));
        Assert.Empty((await Pickings.OpenOf(order, Stop)).Ready);
    }

    [Fact]
    public async Task A_return_is_made_once_and_two_partial_ones_stay_two()
    {
        var order = await ConfirmedOrder("twice", World.Line("twice_r", 3, 10m));
        var sent = await Sent(order);

        var first = Assert.IsType<ReturnOutcome.Made>(await Returns.Return(sent.Id, Quantities(sent, 1m), "refund_1", null, false, Stop)).Return;
        Assert.Equal(first.Id, Assert.IsType<ReturnOutcome.Already>(await Returns.Return(sent.Id, Quantities(sent, 1m), "refund_1", null, false, Stop)).Return.Id);
        Assert.IsType<ValidationOutcome.Done>(await Validation.Validate(first.Id, All(first), Stop));
        Assert.Equal(first.Id, Assert.IsType<ReturnOutcome.Already>(await Returns.Return(sent.Id, Quantities(sent, 1m), "refund_1", null, false, Stop)).Return.Id);
        var second = Assert.IsType<ReturnOutcome.Made>(await Returns.Return(sent.Id, Quantities(sent, 1m), "refund_2", null, false, Stop)).Return;
        Assert.IsType<ValidationOutcome.Done>(await Validation.Validate(second.Id, All(second), Stop));

        Assert.NotEqual(first.Id, second.Id);
        Assert.Equal([1m], await DeliveredOf(order));
        Assert.IsType<ReturnOutcome.TooMuch>(await Returns.Return(sent.Id, Quantities(sent, 2m), "refund_3", null, false, Stop));
    }

    [Fact]
    public async Task A_return_whose_trace_is_missing_is_taken_for_the_same_only_with_the_same_goods()
    {
        var sent = await Sent(await ConfirmedOrder("untraced", World.Line("untraced_1", 5, 10m)));
        var made = Assert.IsType<ReturnOutcome.Made>(await Returns.Return(sent.Id, Quantities(sent, 2m), "refund_1", null, false, Stop)).Return;
        await World.Odoo.Write("stock.picking", [made.Id.Value], new Dictionary<string, object?> { ["origin"] = $"Return of {sent.Name}" }, World.Context, Stop);

        var byHand = Assert.IsType<ReturnOutcome.ByHand>(await Returns.Return(sent.Id, Quantities(sent, 1m), "refund_2", null, false, Stop));
        Assert.Equal(made.Id, Assert.Single(byHand.Returns).Id);
        Assert.IsType<ReturnOutcome.Made>(await Returns.Return(sent.Id, Quantities(sent, 1m), "refund_2", null, besideOthers: true, Stop));
        var adopted = Assert.IsType<ReturnOutcome.Already>(await Returns.Return(sent.Id, Quantities(sent, 2m), "refund_1", null, false, Stop)).Return;
        Assert.Equal(made.Id, adopted.Id);
        Assert.EndsWith(" - refund_1", adopted.Origin, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_return_goes_to_the_chosen_place()
    {
        var product = await Stocked("place", 5m);
        var sent = await Sent(await ConfirmedOrder("place", World.Line("place_1", 2, 1m) with { Product = product }));
        var shelf = new OdooId<StockLocation>(await World.Create("stock.location", ("name", $"Returns {World.Tag}"), ("usage", "internal"), ("location_id", World.Profile.Warehouses[0].StockLocation)));

        var made = Assert.IsType<ReturnOutcome.Made>(await Returns.Return(sent.Id, Quantities(sent, 2m), "refund_1", shelf, false, Stop)).Return;
        Assert.IsType<ValidationOutcome.Done>(await Validation.Validate(made.Id, All(made), Stop));

        var there = await World.Odoo.SearchRead("stock.quant", Tandem.Odoo.Records.Domain.Where("product_id", "=", product).And("location_id", "=", shelf), ["quantity"], World.Context, Stop);
        Assert.Equal(2m, Assert.Single(there).Amount("quantity"));
        Assert.Equal(5m, await OnHand(product));
    }

    [Fact]
    public async Task What_was_not_delivered_cannot_come_back()
    {
        var picking = await OnlyPicking(await ConfirmedOrder("tooearly", World.Line("tooearly_1", 1, 1m)));

        Assert.IsType<ReturnOutcome.NotDelivered>(await Returns.Return(picking.Id, All(picking), "refund_1", null, false, Stop));
        Assert.IsType<ReturnOutcome.Gone>(await Returns.Return(new OdooId<Picking>(NoSuchId), All(picking), "refund_1", null, false, Stop));
    }

    [Fact]
    public async Task A_return_that_is_no_longer_wanted_is_cancelled_and_what_was_received_is_not()
    {
        var order = await ConfirmedOrder("unwanted", World.Line("unwanted_1", 3, 1m));
        var sent = await Sent(order);
        var first = Assert.IsType<ReturnOutcome.Made>(await Returns.Return(sent.Id, Quantities(sent, 1m), "return #1-R1", null, false, Stop)).Return;
        var cancellation = new PickingCancellation(World.Odoo, World.Profile, Fence);

        Assert.True(await cancellation.Cancel(first.Id, Stop));
        Assert.False(await cancellation.Cancel(first.Id, Stop));
        Assert.Equal(PickingState.Cancelled, Assert.Single(await Pickings.Read([first.Id], Stop)).State);
        Assert.Equal([3m], await DeliveredOf(order));

        var second = Assert.IsType<ReturnOutcome.Made>(await Returns.Return(sent.Id, Quantities(sent, 2m), "return #1-R2", null, false, Stop)).Return;
        Assert.IsType<ValidationOutcome.Done>(await Validation.Validate(second.Id, All(second), Stop));
        Assert.False(await cancellation.Cancel(second.Id, Stop));
        Assert.Equal([1m], await DeliveredOf(order));
    }

    [Fact]
    public async Task A_return_received_in_part_leaves_its_rest_under_the_same_trace()
    {
        var sent = await Sent(await ConfirmedOrder("partback", World.Line("partback_1", 3, 1m)));
        var made = Assert.IsType<ReturnOutcome.Made>(await Returns.Return(sent.Id, Quantities(sent, 3m), "return #1-R3", null, false, Stop)).Return;

        var done = Assert.IsType<ValidationOutcome.Done>(await Validation.Validate(made.Id, Quantities(made, 1m), Stop));

        var rest = Assert.Single(await Pickings.Read([new OdooId<Picking>(done.Backorder!.Value.Id)], Stop));
        Assert.Equal((PickingKind.Incoming, PickingState.Ready, 2m), (rest.Kind, rest.State, rest.Moves[0].Demand));
        Assert.EndsWith(" - return #1-R3", rest.Origin, StringComparison.Ordinal);
        Assert.Equal(sent.Moves[0].Id, rest.Moves[0].Returns);
    }

    private async Task<PickingReading> Sent(OdooId<Tandem.Sync.SaleOrder> order)
    {
        var picking = await OnlyPicking(order);
        return Assert.IsType<ValidationOutcome.Done>(await Validation.Validate(picking.Id, All(picking), Stop)).Picking;
    }
}
