using Tandem.Sandbox.Shopify.Graph;
using Tandem.Sandbox.Shopify.Orders;
using Tandem.Sandbox.Shopify.Shops;
using Tandem.Sync;
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
        Assert.Null(await (await house.Book()).Life.Validate(picking.Id, new Dictionary<OdooId<Move>, decimal> { [picking.Moves[0].Id] = 1m }, stop));
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
    }

    [Fact]
    public async Task An_approved_return_is_prepared_exchanged_received_once_and_leaves_nothing_open()
    {
        var order = house.Place();
        InStep(await house.Synced(order));
        var total = Total(order);
        var picking = Assert.Single((await house.Progress(order)).Pickings);
        Assert.Null(await (await house.Book()).Life.Validate(picking.Id, picking.Moves.ToDictionary(move => move.Id, move => move.Demand), TestContext.Current.CancellationToken));
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
    public async Task A_sale_in_coins_leaves_what_the_till_rounded_on_its_account()
    {
        var order = house.Place(new PaymentDescription { Gateway = "cash", Rounding = -0.02m });

        InStep(await house.Synced(order));

        var progress = await house.Progress(order);
        Assert.Equal((Total(order), 0m, Total(order) - 0.02m, 0m), Books(progress));
        Assert.Equal(("paid", 0m), (Assert.Single(progress.Invoices).PaymentState, progress.Invoices[0].Residual));
    }

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
