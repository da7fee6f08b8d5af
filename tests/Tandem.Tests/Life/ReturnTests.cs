using Tandem.Sandbox.Shopify.Graph;
using Tandem.Sandbox.Shopify.Orders;
using Tandem.Sandbox.Shopify.Shops;
using Tandem.Sync.Pickings;
using Tandem.Sync.Records;
using Xunit;

namespace Tandem.Tests.Life;

public sealed class ReturnTests19(ShippingHouse19 house) : ReturnTests(house), IClassFixture<ShippingHouse19>;

public sealed class ReturnTests18(ShippingHouse18 house) : ReturnTests(house), IClassFixture<ShippingHouse18>;

/// <summary>Goods on their way back: announced to the warehouse when the return is approved, received once, exchanged to the cent.</summary>
public abstract class ReturnTests(ShippingHouse house)
{
    [Fact]
    public async Task An_approved_return_waits_for_its_goods_and_is_received_once_with_its_refund()
    {
        var order = await Delivered();
        var total = Total(order);

        house.Shop.Desk.OpenReturn(order, [new LineUnits(0, 1)]);
        Assert.Contains("waits for its goods", InStep(await Looked(order)).Remark, StringComparison.Ordinal);
        var waiting = Assert.Single(await Back(order));
        Assert.Equal((PickingState.Ready, 1m), (waiting.State, Assert.Single(waiting.Moves).Demand));
        await house.Synced(order);
        Assert.Single(await Back(order));

        house.Shop.Desk.Refund(order, new RefundDescription { Return = 0, Lines = [new LineUnits(0, 1)], RestockType = "RETURN", Gateway = PayingHouse.Gateway });
        house.Shop.Desk.SetReturn(order, 0, "CLOSED");
        InStep(await Looked(order));
        await house.Synced(order);

        var received = Assert.Single(await Back(order));
        Assert.Equal((waiting.Id, PickingState.Done), (received.Id, received.State));
        var back = total - Total(order);
        Assert.Equal(new Books(total, back, total, back, 0m), Books.Of(house.Odoo, order));
    }

    [Fact]
    public async Task A_return_received_by_the_warehouse_is_not_received_again_when_it_is_refunded()
    {
        var order = await Delivered();
        house.Shop.Desk.OpenReturn(order, [new LineUnits(0, 1)]);
        InStep(await Looked(order));
        await house.Receive(order);

        house.Shop.Desk.Refund(order, new RefundDescription { Return = 0, Lines = [new LineUnits(0, 1)], RestockType = "RETURN", Gateway = PayingHouse.Gateway });
        InStep(await Looked(order));

        Assert.Equal(1m, Assert.Single(await Back(order)).Moves.Sum(move => move.Quantity));
    }

    [Fact]
    public async Task A_return_that_is_cancelled_takes_its_transfer_with_it()
    {
        var order = await Delivered();
        house.Shop.Desk.OpenReturn(order, [new LineUnits(0, 1)]);
        InStep(await Looked(order));

        house.Shop.Desk.SetReturn(order, 0, "CANCELED");
        InStep(await Looked(order));

        Assert.Equal(PickingState.Cancelled, Assert.Single((await house.Progress(order)).Pickings, picking => picking.Origin?.Contains("return ", StringComparison.Ordinal) == true).State);
    }

    [Fact]
    public async Task Goods_exchanged_for_others_of_the_same_price_move_no_money()
    {
        var order = await Delivered();
        var total = Total(order);
        house.Shop.Desk.OpenReturn(order, [new LineUnits(0, 1)]);
        house.Shop.Desk.Exchange(order, 0, order.Description.Lines[0] with { Quantity = 1 });
        InStep(await Looked(order));
        Assert.Equal(1m, (await house.Progress(order)).Pickings.Where(picking => picking is { Kind: PickingKind.Outgoing, State: not PickingState.Done }).SelectMany(picking => picking.Moves).Sum(move => move.Demand));

        house.Shop.Desk.Refund(order, new RefundDescription { Return = 0, Lines = [new LineUnits(0, 1)], RestockType = "RETURN", Amount = 0m, Owed = true, Gateway = PayingHouse.Gateway });
        InStep(await Looked(order));
        await house.Synced(order);

        var books = Books.Of(house.Odoo, order);
        Assert.Equal((total, 0m, 0m), (books.Paid, books.Repaid, books.Residual));
        Assert.Equal(total, Total(order));
        Assert.Equal(total, books.Invoiced - books.Credited);
        Assert.True(books.Credited > 0m);
        await house.Ship(order);
        await house.Polled(order);
        InStep(await house.Settled(order));
    }

    [Fact]
    public async Task Goods_exchanged_for_dearer_ones_are_paid_by_the_difference()
    {
        var order = await Delivered();
        var total = Total(order);
        house.Shop.Desk.OpenReturn(order, [new LineUnits(0, 1)]);
        house.Shop.Desk.Exchange(order, 0, order.Description.Lines[0] with { Quantity = 2 });
        house.Shop.Desk.Refund(order, new RefundDescription { Return = 0, Lines = [new LineUnits(0, 1)], RestockType = "RETURN", Amount = 0m, Owed = true, Gateway = PayingHouse.Gateway });
        InStep(await Looked(order));

        house.Shop.Desk.MarkAsPaid(order);
        InStep(await Looked(order));

        var books = Books.Of(house.Odoo, order);
        Assert.True(Total(order) > total);
        Assert.Equal((Total(order), 0m, 0m), (books.Paid, books.Repaid, books.Residual));
        Assert.Equal(Total(order), books.Invoiced - books.Credited);
    }

    /// <summary>Its own webhooks told it: nobody looks.</summary>
    private Task<Standing> Looked(PracticeOrder order) => house.Settled(order);

    private async Task<PracticeOrder> Delivered()
    {
        var order = house.Place(DemoOrders.TaxIncluded() with { Payments = [new PaymentDescription { Gateway = PayingHouse.Gateway }], Customer = house.Newcomer() });
        InStep(await house.Announced(order));
        await house.Ship(order);
        await house.Polled(order);
        return order;
    }

    private async Task<IReadOnlyList<PickingReading>> Back(PracticeOrder order) => [.. (await house.Progress(order)).Pickings.Where(picking => picking.Kind == PickingKind.Incoming)];

    private static decimal Total(PracticeOrder order) => order.Data.Money("currentTotalPriceSet").Amount.Shop;

    private static Standing.InStep InStep(Standing standing)
    {
        Assert.True(standing is Standing.InStep, standing is Standing.BlockedBy blocked ? string.Join(" ", blocked.Blockers.Select(blocker => blocker.Sentence)) : standing.ToString());
        return (Standing.InStep)standing;
    }
}
