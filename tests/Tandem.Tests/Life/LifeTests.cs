using Tandem.Sandbox.Shopify.Graph;
using Tandem.Sandbox.Shopify.Life;
using Tandem.Sandbox.Shopify.Orders;
using Tandem.Sandbox.Shopify.Shops;
using Tandem.Sync;
using Tandem.Sync.Failures;
using Tandem.Sync.Invoices;
using Tandem.Sync.Pickings;
using Tandem.Sync.Records;
using Tandem.Sync.Sales;
using Xunit;

namespace Tandem.Tests.Life;

/// <summary>One order's whole life, through Tandem and the Odoo at hand, read back from that Odoo.</summary>
public sealed class LifeOnOdooAtHand(AtHandHouse house) : IClassFixture<AtHandHouse>
{
    [Fact]
    public async Task A_paid_order_is_invoiced_paid_sent_in_parts_refunded_and_returned()
    {
        var stop = TestContext.Current.CancellationToken;
        var order = house.Place();
        InStep(await house.Synced(order));
        var total = Total(order);
        var progress = await house.Progress(order);
        Assert.Equal((total, 0m, total, 0m), Books(progress));
        Assert.Equal(SaleState.Sale, progress.Order.State);

        var picking = Assert.Single(progress.Pickings);
        Assert.Null(await (await house.Book()).Life.Validate(picking, new Dictionary<OdooId<Move>, decimal> { [picking.Moves[0].Id] = 1m }, stop));
        InStep(await house.Synced(order));
        Assert.Single(order.Data.Children("fulfillments"));

        house.Shop.Desk.Refund(order, new RefundDescription { Lines = [new LineUnits(0, 1)], RestockType = "RETURN", Gateway = PayingHouse.Gateway });
        InStep(await house.Synced(order));
        InStep(await house.Synced(order));
        progress = await house.Progress(order);
        var back = total - Total(order);
        Assert.True(back > 0m);
        Assert.Equal((total, back, total, back), Books(progress));
        Assert.Equal(0m, progress.Invoices.Sum(invoice => invoice.Residual));
        Assert.Equal(PickingState.Done, Assert.Single(progress.Pickings, one => one.Kind == PickingKind.Incoming).State);
        Assert.All(progress.Lines, line => Assert.Equal(0m, line.ToInvoice));

        var rest = progress.Pickings.Single(one => one is { Kind: PickingKind.Outgoing, State: PickingState.Ready or PickingState.Waiting });
        Assert.Null(await (await house.Book()).Life.Validate(rest, rest.Moves.Where(move => move.Demand > 0m).ToDictionary(move => move.Id, move => move.Demand), stop));
        InStep(await house.Synced(order));
        Assert.All(Goods(await house.Progress(order)), line => Assert.Equal(line.Ordered, line.Delivered));
        Assert.Equal(order.Description.Lines.Sum(line => line.Quantity), order.Data.Children("fulfillments").Sum(sent => sent.Children("fulfillmentLineItems").Sum(line => (int)line["quantity"]!)));
    }

    [Fact]
    public async Task A_note_and_an_address_are_carried_until_they_come_too_late()
    {
        var order = house.Place();
        InStep(await house.Synced(order));
        var before = (await house.Progress(order)).Order;
        house.Shop.Desk.Edit(order, new OrderEdit { Note = "Ring twice,\nor <leave> it", ShippingAddress = order.Description.ShippingAddress! with { Address1 = "99 New Street", City = "Waco" } });
        InStep(await house.Synced(order));
        var life = (await house.Book()).Life;
        Assert.Contains("or <leave> it", await life.Note(before.Id, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        var moved = (await house.Progress(order)).Order;
        Assert.NotEqual(before.ShippingPartner, moved.ShippingPartner);
        Assert.Equal(before.InvoicePartner, moved.InvoicePartner);
        house.Shop.Desk.Edit(order, new OrderEdit { Note = "Do not ring" });
        InStep(await house.Synced(order));
        Assert.Contains("Do not ring", await life.Note(before.Id, TestContext.Current.CancellationToken), StringComparison.Ordinal);

        var picking = Assert.Single((await house.Progress(order)).Pickings);
        Assert.Null(await life.Validate(picking, picking.Moves.ToDictionary(move => move.Id, move => move.Demand), TestContext.Current.CancellationToken));
        InStep(await house.Synced(order));
        house.Shop.Desk.Edit(order, new OrderEdit { ShippingAddress = order.Description.ShippingAddress! with { City = "Tyler" } });
        var blocker = Assert.Single(Assert.IsType<Standing.BlockedBy>(await house.Synced(order)).Blockers);
        Assert.Contains("in Tyler", blocker.Sentence, StringComparison.Ordinal);
        Assert.Contains("in Waco", blocker.Sentence, StringComparison.Ordinal);
        Assert.Equal(moved.ShippingPartner, (await house.Progress(order)).Order.ShippingPartner);

        house.Shop.Desk.Edit(order, new OrderEdit { ShippingAddress = order.Description.ShippingAddress! with { City = "Waco" } });
        InStep(await house.Synced(order));
    }

    [Fact]
    public async Task An_approved_return_is_prepared_exchanged_received_once_and_leaves_nothing_open()
    {
        var order = house.Place();
        InStep(await house.Synced(order));
        var total = Total(order);
        var picking = Assert.Single((await house.Progress(order)).Pickings);
        Assert.Null(await (await house.Book()).Life.Validate(picking, picking.Moves.ToDictionary(move => move.Id, move => move.Demand), TestContext.Current.CancellationToken));
        InStep(await house.Synced(order));

        house.Shop.Desk.OpenReturn(order, [new LineUnits(0, 1)]);
        InStep(await house.Synced(order));
        Assert.Equal(PickingState.Ready, Assert.Single((await house.Progress(order)).Pickings, one => one.Kind == PickingKind.Incoming).State);

        house.Shop.Desk.Exchange(order, 0, order.Description.Lines[0] with { Quantity = 1 });
        house.Shop.Desk.Refund(order, new RefundDescription { Return = 0, Lines = [new LineUnits(0, 1)], RestockType = "RETURN", Amount = 0m, Owed = true, Gateway = PayingHouse.Gateway });
        house.Shop.Desk.SetReturn(order, 0, "CLOSED");
        InStep(await house.Synced(order));
        InStep(await house.Synced(order));

        var progress = await house.Progress(order);
        Assert.Equal(PickingState.Done, Assert.Single(progress.Pickings, one => one.Kind == PickingKind.Incoming).State);
        Assert.Single(progress.Pickings, one => one is { Kind: PickingKind.Outgoing, State: not PickingState.Done });
        var (invoiced, credited, paid, repaid) = Books(progress);
        Assert.Equal((total, total, 0m), (Total(order), paid, repaid));
        Assert.True(credited > 0m);
        Assert.Equal(total, invoiced - credited);
        Assert.Equal(0m, progress.Invoices.Sum(invoice => invoice.Residual));

        house.Shop.Desk.OpenReturn(order, [new LineUnits(1, 1)]);
        InStep(await house.Synced(order));
        house.Shop.Desk.SetReturn(order, 1, "CANCELED");
        InStep(await house.Synced(order));
        Assert.Equal(1, (await house.Progress(order)).Pickings.Count(one => one is { Kind: PickingKind.Incoming, State: not PickingState.Cancelled }));
    }

    [Fact]
    public async Task A_paid_order_that_is_cancelled_is_credited_repaid_and_cancelled()
    {
        var order = house.Place();
        InStep(await house.Synced(order));
        var total = Total(order);

        house.Shop.Desk.Cancel(order);
        InStep(await house.Synced(order));

        var progress = await house.Progress(order);
        Assert.Equal((total, total, total, total), Books(progress));
        Assert.Equal(SaleState.Cancelled, progress.Order.State);
    }

    [Fact]
    public async Task Money_that_went_back_before_a_cancellation_without_refund_is_credited_once()
    {
        var order = house.Place();
        InStep(await house.Synced(order));
        var total = Total(order);
        house.Shop.Desk.Refund(order, new RefundDescription { Amount = 2.50m, Gateway = PayingHouse.Gateway });
        house.Shop.Desk.Cancel(order, restock: false, refund: false);
        InStep(await house.Synced(order));
        house.Shop.Desk.Refund(order, new RefundDescription { Amount = 1.25m, Gateway = PayingHouse.Gateway });
        InStep(await house.Synced(order));

        var progress = await house.Progress(order);
        Assert.Equal((SaleState.Cancelled, (total, total, total, 3.75m)), (progress.Order.State, Books(progress)));
    }

    [Fact]
    public async Task Two_invoices_a_refund_of_both_money_beyond_and_a_cancellation_leave_nothing_owed_on_either_side()
    {
        var stop = TestContext.Current.CancellationToken;
        var order = house.Place();
        InStep(await house.Synced(order));
        house.Shop.Desk.Edit(order, new OrderEdit { Add = [order.Description.Lines[0] with { Quantity = 2, RemovedQuantity = 0 }] });
        house.Shop.Desk.Pay(order);
        InStep(await house.Synced(order));
        var total = Total(order);
        var invoices = (await house.Progress(order)).Invoices.Select(invoice => invoice.Id).ToList();
        Assert.Equal(2, invoices.Count);

        house.Shop.Desk.Refund(order, new RefundDescription { Lines = [new LineUnits(0, 1), new LineUnits(order.Description.Lines.Count - 1, 1)], RestockType = "CANCEL", Gateway = PayingHouse.Gateway });
        InStep(await house.Synced(order));
        var progress = await house.Progress(order);
        Assert.Equal((total, total - Total(order)), (Books(progress).Invoiced, Books(progress).Credited));
        Assert.Equal(0m, progress.Invoices.Sum(invoice => invoice.Residual));
        Assert.Equal(invoices, progress.Invoices.Where(note => note.Kind == InvoiceKind.CreditNote).Select(note => note.Reverses!.Value));

        house.Shop.Desk.Pay(order, 10m);
        InStep(await house.Synced(order));
        house.Shop.Desk.Refund(order, new RefundDescription { Amount = 2.50m, Gateway = PayingHouse.Gateway });
        InStep(await house.Synced(order));
        house.Shop.Desk.Cancel(order);
        InStep(await house.Synced(order));
        InStep(await house.Synced(order));

        progress = await house.Progress(order);
        Assert.Equal((SaleState.Cancelled, total, total), (progress.Order.State, Books(progress).Invoiced, Books(progress).Credited));
        var payments = await (await house.Book()).Life.PaymentsOf([.. order.Data.Children("transactions").Select(one => $"{order.Name} transaction {Gid.Number(one.Id)}")], stop);
        Assert.Equal((total + 10m, total + 10m), (payments.Where(one => one.Inbound).Sum(one => one.Amount), payments.Where(one => !one.Inbound).Sum(one => one.Amount)));
        Assert.Equal(order.Data.Children("transactions").Count, payments.Count);
    }

    [Fact]
    public async Task Goods_whose_repayment_failed_wait_and_are_credited_once_the_money_went_back()
    {
        var order = house.Place();
        InStep(await house.Synced(order));
        var total = Total(order);
        // What one unit is worth with its taxes, another order of the same tells.
        var twin = house.Place();
        house.Shop.Desk.Refund(twin, new RefundDescription { Lines = [new LineUnits(0, 1)], RestockType = "CANCEL", Gateway = PayingHouse.Gateway });
        var worth = total - Total(twin);
        house.Shop.Desk.Refund(order, new RefundDescription { Lines = [new LineUnits(0, 1)], RestockType = "CANCEL", Payments = [new RefundPaymentDescription(worth) { Gateway = PayingHouse.Gateway, Status = "FAILURE" }] });

        var blocker = Assert.Single(Assert.IsType<Standing.BlockedBy>(await house.Synced(order)).Blockers);
        Assert.Equal((BlockerCode.RefundDiffers, Flow.Refunds), (blocker.Code, blocker.Flow));
        Assert.Equal((total, 0m, total, 0m), Books(await house.Progress(order)));

        house.Shop.Desk.Refund(order, new RefundDescription { Amount = worth, Gateway = PayingHouse.Gateway });
        InStep(await house.Synced(order));
        var back = total - Total(order);
        Assert.Equal((total, back, total, back), Books(await house.Progress(order)));
    }

    [Fact]
    public async Task A_sale_in_coins_leaves_what_the_till_rounded_on_its_account()
    {
        var order = house.Place(new PaymentDescription { Gateway = "cash", Rounding = -0.02m });

        InStep(await house.Synced(order));

        var progress = await house.Progress(order);
        Assert.Equal((Total(order), 0m, Total(order) - 0.02m, 0m), Books(progress));
        Assert.Equal(("paid", 0m), (Assert.Single(progress.Invoices).PaymentState, progress.Invoices[0].Residual));
    }

    [Fact]
    public async Task Packs_of_six_are_booked_sent_refunded_and_returned_as_what_they_hold()
    {
        var stop = TestContext.Current.CancellationToken;
        var order = await house.PlacePacks(2, 20m);
        InStep(await house.Synced(order));
        var total = Total(order);
        var progress = await house.Progress(order);
        Assert.Equal((total, 0m, total, 0m), Books(progress));
        Assert.Equal(12m, Goods(progress).Sum(line => line.Ordered));

        var picking = Assert.Single(progress.Pickings);
        Assert.Null(await (await house.Book()).Life.Validate(picking, new Dictionary<OdooId<Move>, decimal> { [picking.Moves[0].Id] = 4m }, stop));
        var parted = await house.Synced(order);
        InStep(parted);
        Assert.Contains("4 of the 6 that one “Pack of six” is have left in Odoo", ((Standing.InStep)parted).Remark, StringComparison.Ordinal);
        Assert.Empty(order.Data.Children("fulfillments"));

        var rest = (await house.Progress(order)).Pickings.Single(one => one.State is PickingState.Ready or PickingState.Waiting);
        Assert.Null(await (await house.Book()).Life.Validate(rest, rest.Moves.ToDictionary(move => move.Id, move => move.Demand), stop));
        InStep(await house.Synced(order));
        Assert.Equal([2], order.Data.Children("fulfillments").Select(sent => sent.Children("fulfillmentLineItems").Sum(line => (int)line["quantity"]!)));

        house.Shop.Desk.Refund(order, new RefundDescription { Lines = [new LineUnits(0, 1)], RestockType = "RETURN", Gateway = PayingHouse.Gateway });
        InStep(await house.Synced(order));
        InStep(await house.Synced(order));
        progress = await house.Progress(order);
        var back = total - Total(order);
        Assert.Equal((total, back, total, back), Books(progress));
        Assert.Equal((6m, 6m), (Goods(progress).Sum(line => line.Ordered), Goods(progress).Sum(line => line.Delivered)));
        Assert.All(progress.Lines, line => Assert.Equal(0m, line.ToInvoice));
    }

    [Fact]
    public async Task A_kit_is_booked_and_invoiced_as_one_and_its_delivery_is_left_to_people()
    {
        var order = await house.PlaceKit();
        InStep(await house.Synced(order));
        Assert.Equal((Total(order), 0m, Total(order), 0m), Books(await house.Progress(order)));

        var picking = Assert.Single((await house.Progress(order)).Pickings);
        Assert.Null(await (await house.Book()).Life.Validate(picking, picking.Moves.ToDictionary(move => move.Id, move => move.Demand), TestContext.Current.CancellationToken));
        var blocker = Assert.Single(Assert.IsType<Standing.BlockedBy>(await house.Synced(order)).Blockers);
        Assert.Contains("is a kit in Odoo and has left there, but not in Shopify", blocker.Sentence, StringComparison.Ordinal);
        Assert.Empty(order.Data.Children("fulfillments"));

        house.Shop.Desk.Fulfill(order);
        InStep(await house.Synced(order));
    }

    private static IEnumerable<SaleLineProgress> Goods(SaleProgress progress) => progress.Lines.Where(line => line.Delivers);

    private static (decimal Invoiced, decimal Credited, decimal Paid, decimal Repaid) Books(SaleProgress progress)
    {
        decimal Posted(InvoiceKind kind) => progress.Invoices.Where(one => one.Kind == kind && one.State == InvoiceState.Posted).Sum(one => one.Total);
        decimal Moved(bool inbound) => progress.Invoices.SelectMany(one => one.Payments).DistinctBy(one => one.Id).Where(one => one.Inbound == inbound).Sum(one => one.Amount);
        return (Posted(InvoiceKind.Invoice), Posted(InvoiceKind.CreditNote), Moved(true), Moved(false));
    }

    private static decimal Total(PracticeOrder order) => order.Data.Money("currentTotalPriceSet").Amount.Shop;

    private static void InStep(Standing standing) =>
        Assert.True(standing is Standing.InStep, standing is Standing.BlockedBy blocked ? string.Join(" ", blocked.Blockers.Select(blocker => blocker.Sentence)) : standing.ToString());
}
