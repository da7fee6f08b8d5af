using Tandem.Odoo;
using Tandem.Odoo.Pickings;
using Tandem.Odoo.Sales;
using Tandem.Sync;
using Tandem.Sync.Customers;
using Tandem.Sync.Pickings;
using Tandem.Sync.Sales;
using Xunit;

namespace Tandem.Tests.Odoo.Contracts;

public abstract partial class OdooContract
{
    private OrderEdits Edits => new(World.Odoo, World.Profile, World.Module);

    [Fact]
    public async Task Lines_know_the_names_they_were_loaded_under()
    {
        var order = await NewOrder("names", World.Line("names_1", 1, 1m), World.Line("names_2", 1, 1m));
        var strange = await World.Create("sale.order.line", ("order_id", order), ("product_id", World.Product));
        var lines = (await World.Orders.Read(order, Stop))!.Lines.Select(line => line.Id).ToList();

        var names = await Edits.ExternalIdsOf(lines, Stop);

        Assert.Equal(["line_names_1", "line_names_2"], lines.Where(names.ContainsKey).Select(line => names[line]));
        Assert.DoesNotContain(new OdooId<SaleOrderLine>(strange), names.Keys);
    }

    [Fact]
    public async Task Quantities_go_up_and_down_and_the_delivery_follows_while_prices_stay()
    {
        var order = await ConfirmedOrder("updown", World.Line("updown_1", 3, 7m, World.Excluded) with { Discount = 10m }, World.Line("updown_2", 2, 9m), World.Line("updown_3", 1, 4m));
        var lines = (await World.Orders.Read(order, Stop))!.Lines;

        var edit = new OrderEdit { Lines = [Same(lines[0]) with { Quantity = 5m }, Same(lines[1]) with { Quantity = 1m }], Removed = [lines[2].Id] };
        var changed = Assert.IsType<EditOutcome.Changed>(await Edits.Change(order, edit, Stop)).Order;

        Assert.Equal([(5m, 7m, 10m), (1m, 9m, 0m)], changed.Lines.Take(2).Select(line => (line.Quantity, line.PriceUnit, line.Discount)));
        Assert.Equal(0m, changed.Lines[2].Quantity);
        Assert.Equal([World.Excluded], changed.Lines[0].Taxes);
        Assert.Equal((43.65m, SaleState.Sale), (changed.Total, changed.State));
        Assert.Equal([(lines[0].Id, 5m), (lines[1].Id, 1m)], (await OnlyPicking(order)).Moves.Select(move => (move.SaleLine!.Value, move.Demand)).OrderBy(move => move.Value.Value));
    }

    [Fact]
    public async Task Lines_of_an_order_that_was_just_read_change_in_one_call_which_says_what_a_look_would()
    {
        var order = await ConfirmedOrder("onecall", World.Line("onecall_1", 3, 7m, World.Excluded) with { Discount = 10m }, World.Line("onecall_2", 2, 9m));
        var seen = await Progress(order);
        var counted = new CountingOdoo(World.Odoo);
        var edits = new LineEdits(new SaleProgressBook(counted, World.Profile), World.Profile);

        var edited = await edits.Change(seen, [Same(seen.Order.Lines[0]) with { Quantity = 1m }], Stop);

        Assert.Equal((1, null), (counted.Calls, edited.Refusal));
        var looked = await Progress(order);
        Assert.Equal((1m, 24.93m), (looked.Order.Lines[0].Quantity, looked.Order.Total));
        Assert.Equal(looked.Order.Total, edited.Progress!.Order.Total);
        Assert.Equal(looked.Lines, edited.Progress.Lines);
        Assert.Equal(looked.Pickings.SelectMany(picking => picking.Moves), edited.Progress.Pickings.SelectMany(picking => picking.Moves));
        Assert.IsType<EditOutcome.LinesGone>((await edits.Change(looked, [Same(seen.Order.Lines[0]) with { Line = new OdooId<SaleOrderLine>(999_999) }], Stop)).Refusal);
        Assert.Equal(1, counted.Calls);
    }

    [Fact]
    public async Task An_added_line_joins_the_delivery_and_a_changed_price_and_tax_count()
    {
        var order = await ConfirmedOrder("added", World.Line("added_1", 2, 10m));
        var lines = (await World.Orders.Read(order, Stop))!.Lines;
        var added = (await World.Orders.LoadLines(order, [World.Line("added_2", 3, 1m)], Stop)).OrThrow("load");
        Assert.Equal(added, (await World.Orders.LoadLines(order, [World.Line("added_2", 3, 1m)], Stop)).OrThrow("load"));

        var edit = new OrderEdit { Lines = [Same(lines[0]) with { PriceUnit = 8m, Discount = 50m, Taxes = [World.Excluded], Name = "Renamed" }] };
        var changed = Assert.IsType<EditOutcome.Changed>(await Edits.Change(order, edit, Stop)).Order;

        Assert.Equal(("Renamed", 8m, 11.80m), (changed.Lines[0].Name, changed.Lines[0].Subtotal, changed.Total));
        Assert.Equal([2m, 3m], (await OnlyPicking(order)).Moves.Select(move => move.Demand));
    }

    [Fact]
    public async Task A_whole_order_to_zero_and_back_delivers_what_it_asks_for()
    {
        var order = await ConfirmedOrder("zero", World.Line("zero_1", 3, 7m));
        var line = (await World.Orders.Read(order, Stop))!.Lines[0];

        Assert.IsType<EditOutcome.Changed>(await Edits.Change(order, new OrderEdit { Removed = [line.Id] }, Stop));
        Assert.Empty((await Pickings.OpenOf(order, Stop)).Ready);
        var back = Assert.IsType<EditOutcome.Changed>(await Edits.Change(order, new OrderEdit { Lines = [Same(line) with { Quantity = 2m }] }, Stop)).Order;

        Assert.Equal((2m, 7m, 14m), (back.Lines[0].Quantity, back.Lines[0].PriceUnit, back.Total));
        Assert.Equal([2m], (await OnlyPicking(order)).Moves.Select(move => move.Demand));
    }

    [Fact]
    public async Task What_was_delivered_cannot_be_edited_away_and_what_came_back_is_not_sent_again()
    {
        var order = await ConfirmedOrder("below", World.Line("below_1", 3, 7m));
        var line = (await World.Orders.Read(order, Stop))!.Lines[0];
        var sent = await Sent(order);

        Assert.Equal([line.Id], Assert.IsType<EditOutcome.BelowDelivered>(await Edits.Change(order, new OrderEdit { Lines = [Same(line) with { Quantity = 2m }] }, Stop)).Lines);
        var back = Assert.IsType<ReturnOutcome.Made>(await Returns.Return(sent.Id, Quantities(sent, 1m), "refund_1", null, false, Stop)).Return;
        Assert.IsType<ValidationOutcome.Done>(await Validation.Validate(back.Id, All(back), Stop));
        Assert.IsType<EditOutcome.Changed>(await Edits.Change(order, new OrderEdit { Lines = [Same(line) with { PriceUnit = 6m }] }, Stop));
        Assert.Empty((await Pickings.OpenOf(order, Stop)).Ready);

        Assert.IsType<EditOutcome.Changed>(await Edits.Change(order, new OrderEdit { Lines = [Same(line) with { Quantity = 2m }] }, Stop));
        Assert.Empty((await Pickings.OpenOf(order, Stop)).Ready);
    }

    [Fact]
    public async Task Another_customer_keeps_currency_and_salesman_and_the_open_delivery_goes_there()
    {
        var order = await ConfirmedOrder("moved", World.Line("moved_1", 1, 7m));
        var before = (await World.Orders.Read(order, Stop))!;
        var term = (await World.Odoo.SearchRead("account.payment.term", Tandem.Odoo.Records.Domain.All, ["name"], World.Context, Stop, limit: 1))[0].Id;
        var user = (await World.Odoo.Session(Stop)).User;
        var other = new OdooId<Partner>(await World.Create("res.partner", ("name", $"Bo {World.Tag}"), ("property_payment_term_id", term), ("user_id", user)));

        var edit = new OrderEdit { Partners = new OrderPartners(other, World.Partners.Customer, other), ClientOrderRef = $"PO {World.Tag}", Note = "Ring <twice>" };
        var changed = Assert.IsType<EditOutcome.Changed>(await Edits.Change(order, edit, Stop)).Order;

        Assert.Equal((other, World.Partners.Customer, other), (changed.Partner!.Value, changed.InvoicePartner!.Value, changed.ShippingPartner!.Value));
        Assert.Equal((before.Currency, before.Total, $"PO {World.Tag}"), (changed.Currency, changed.Total, changed.ClientOrderRef));
        var kept = (await World.Odoo.Read("sale.order", [order.Value], ["user_id", "payment_term_id"], World.Context, Stop))[0];
        Assert.Null(kept.Link("user_id"));
        Assert.Null(kept.Link("payment_term_id"));
        var picking = (await World.Odoo.Read("stock.picking", [(await OnlyPicking(order)).Id.Value], ["partner_id"], World.Context, Stop))[0];
        Assert.Equal(other, picking.Link<Partner>("partner_id"));
    }

    [Fact]
    public async Task A_line_is_deleted_from_a_quotation()
    {
        var order = await NewOrder("quotation", World.Line("quotation_1", 1, 7m), World.Line("quotation_2", 1, 2m));
        var lines = (await World.Orders.Read(order, Stop))!.Lines;
        var edit = new OrderEdit { Lines = [Same(lines[0]) with { Quantity = 4m }], Removed = [lines[1].Id] };

        var changed = Assert.IsType<EditOutcome.Changed>(await Edits.Change(order, edit, Stop)).Order;
        Assert.Equal((28m, 1), (changed.Total, changed.Lines.Count));
        Assert.IsType<EditOutcome.Changed>(await Edits.Change(order, edit, Stop));
    }

    [Fact]
    public async Task A_locked_a_cancelled_and_a_vanished_order_are_left_alone()
    {
        var order = await ConfirmedOrder("editlocked", World.Line("editlocked_1", 1, 7m));
        var line = (await World.Orders.Read(order, Stop))!.Lines[0];
        var edit = new OrderEdit { Lines = [Same(line) with { Discount = 5m }] };
        await World.Odoo.Invoke("sale.order", "action_lock", [order.Value], World.Context, Stop);

        Assert.IsType<EditOutcome.Locked>(await Edits.Change(order, edit, Stop));
        await World.Odoo.Invoke("sale.order", "action_unlock", [order.Value], World.Context, Stop);
        Assert.Single(Assert.IsType<EditOutcome.LinesGone>(await Edits.Change(order, new OrderEdit { Lines = [edit.Lines[0] with { Line = new(NoSuchId) }] }, Stop)).Lines);
        Assert.IsType<CancelOutcome.Cancelled>(await Cancelling.Cancel(order, Stop));
        Assert.IsType<EditOutcome.Cancelled>(await Edits.Change(order, edit, Stop));
        Assert.IsType<EditOutcome.Gone>(await Edits.Change(new OdooId<SaleOrder>(NoSuchId), edit, Stop));
    }

    private static LineEdit Same(SaleLineReading line) => new(line.Id, line.Quantity, line.PriceUnit, line.Discount, line.Taxes);
}
