using Tandem.Odoo;
using Tandem.Odoo.Pickings;
using Tandem.Odoo.Sales;
using Tandem.Sync;
using Tandem.Sync.Pickings;
using Tandem.Sync.Sales;
using Xunit;

namespace Tandem.Tests.Odoo.Contracts;

public abstract partial class OdooContract
{
    private Cancellation Cancelling => new(World.Odoo, World.Profile, Fence);

    [Fact]
    public async Task Cancelling_before_delivery_cancels_the_transfer_once()
    {
        var order = await ConfirmedOrder("cancelnow", World.Line("cancelnow_1", 1, 7m));
        var picking = await OnlyPicking(order);

        Assert.IsType<CancelOutcome.Cancelled>(await Cancelling.Cancel(order, Stop));
        Assert.IsType<CancelOutcome.Already>(await Cancelling.Cancel(order, Stop));

        Assert.Equal(SaleState.Cancelled, await World.Orders.State(order, Stop));
        Assert.Equal(PickingState.Cancelled, (await Pickings.Read([picking.Id], Stop))[0].State);
        Assert.IsType<ValidationOutcome.Cancelled>(await Validation.Validate(picking.Id, All(picking), Stop));
    }

    [Fact]
    public async Task Cancelling_after_a_part_was_delivered_leaves_that_part()
    {
        var order = await ConfirmedOrder("cancelpart", World.Line("cancelpart_1", 3, 7m));
        var picking = await OnlyPicking(order);
        var sent = Assert.IsType<ValidationOutcome.Done>(await Validation.Validate(picking.Id, Quantities(picking, 1m), Stop));

        Assert.IsType<CancelOutcome.Cancelled>(await Cancelling.Cancel(order, Stop));

        Assert.Equal(
            [PickingState.Done, PickingState.Cancelled],
            (await Pickings.Read([sent.Picking.Id, sent.Backorder!.Value.As<Picking>()], Stop)).Select(one => one.State));
        Assert.Equal([1m], await DeliveredOf(order));
    }

    [Fact]
    public async Task Cancelling_takes_invoices_in_draft_with_it()
    {
        var order = await ConfirmedOrder("canceldrafts", World.Line("canceldrafts_1", 1, 7m));
        var context = World.Context.With("active_model", "sale.order").With("active_ids", new[] { order.Value }).With("active_id", order.Value);
        var dialogue = await World.Odoo.Create("sale.advance.payment.inv", new Dictionary<string, object?> { ["advance_payment_method"] = "delivered", ["sale_order_ids"] = new[] { order } }, context, Stop);
        await World.Odoo.Invoke("sale.advance.payment.inv", "create_invoices", [dialogue], context, Stop);

        Assert.IsType<CancelOutcome.Cancelled>(await Cancelling.Cancel(order, Stop));

        var invoices = (await World.Odoo.Read("sale.order", [order.Value], ["invoice_ids"], World.Context, Stop))[0].Ids("invoice_ids");
        Assert.Equal("cancel", Assert.Single(await World.Odoo.Read("account.move", invoices, ["state"], World.Context, Stop)).Text("state"));
    }

    [Fact]
    public async Task A_locked_order_is_not_cancelled_and_a_quotation_is()
    {
        var order = await ConfirmedOrder("cancellock", World.Line("cancellock_1", 1, 7m));
        await World.Odoo.Invoke("sale.order", "action_lock", [order.Value], World.Context, Stop);

        Assert.IsType<CancelOutcome.Locked>(await Cancelling.Cancel(order, Stop));
        Assert.Equal(SaleState.Sale, await World.Orders.State(order, Stop));
        Assert.IsType<CancelOutcome.Cancelled>(await Cancelling.Cancel(await NewOrder("cancelquote", World.Line("cancelquote_1", 1, 1m)), Stop));
        Assert.IsType<CancelOutcome.Gone>(await Cancelling.Cancel(new OdooId<SaleOrder>(NoSuchId), Stop));
    }
}
