using Tandem.Sandbox.Shopify.Graph;
using Tandem.Sandbox.Shopify.Orders;
using Tandem.Sandbox.Shopify.Shops;
using Tandem.Sync;
using Tandem.Sync.Pickings;
using Tandem.Sync.Records;
using Tandem.Tests.Story;
using Xunit;

namespace Tandem.Tests.Life;

/// <summary>What people do in Odoo's warehouse themselves, and a warehouse that lacks what Tandem would use.</summary>
public sealed class ByHandInWarehouseTests(ShippingHouse18 house) : IClassFixture<ShippingHouse18>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_return_received_by_hand_is_that_of_the_refund()
    {
        var order = await Shipped();
        var delivery = (await house.Progress(order)).Pickings.Single(one => one.State == PickingState.Done);
        var life = (await Book()).Life;
        await life.Return(delivery, [], new Dictionary<OdooId<Move>, decimal> { [delivery.Moves[0].Id] = 1m }, "brought back on Monday", null, Stop);
        var back = (await house.Progress(order)).Pickings.Single(one => one.ReturnOf == delivery.Id);
        Assert.Null(await life.Validate(back, back.Moves.ToDictionary(move => move.Id, move => move.Demand), Stop));

        house.Shop.Desk.Refund(order, new RefundDescription { Lines = [new LineUnits(0, 1)], RestockType = "RETURN", Gateway = PayingHouse.Gateway });
        InStep(await house.Announced(order, "orders/updated"));
        await house.Synced(order);

        Assert.Equal(back.Id, Assert.Single((await house.Progress(order)).Pickings, one => one.Kind == PickingKind.Incoming).Id);
    }

    [Fact]
    public async Task Goods_come_back_where_the_warehouse_has_no_operation_for_returns_and_are_not_sent_again()
    {
        var order = await Shipped();
        var outgoing = house.Odoo.Records("stock.picking.type").First(one => (string?)one["code"] == "outgoing");
        var before = outgoing["return_picking_type_id"];
        house.Odoo.Change("stock.picking.type", House.Id(outgoing), new Dictionary<string, object?> { ["return_picking_type_id"] = false });
        try
        {
            house.Shop.Desk.Refund(order, new RefundDescription { Lines = [new LineUnits(0, 1)], RestockType = "RETURN", Gateway = PayingHouse.Gateway });
            InStep(await house.Announced(order, "orders/updated"));
            await house.Polled(order);
            await house.Synced(order);

            Assert.Equal(PickingState.Done, Assert.Single((await house.Progress(order)).Pickings, one => one.ReturnOf is not null).State);
            Assert.Single(order.Data.Children("fulfillments"));
        }
        finally
        {
            house.Odoo.Change("stock.picking.type", House.Id(outgoing), new Dictionary<string, object?> { ["return_picking_type_id"] = before });
        }
    }

    private async Task<PracticeOrder> Shipped()
    {
        var order = house.Place(DemoOrders.TaxIncluded() with { Payments = [new PaymentDescription { Gateway = PayingHouse.Gateway }], Customer = house.Newcomer() });
        InStep(await house.Announced(order));
        await house.Ship(order);
        await house.Polled(order);
        return order;
    }

    private async Task<Grains.Shops.ShopBook> Book() =>
        Assert.IsType<Grains.Shops.ShopBookOpening.Open>(await house.Get<Grains.Shops.IShopBooks>().Open(house.Domain, Stop)).Book;

    private static void InStep(Standing standing) =>
        Assert.True(standing is Standing.InStep, standing is Standing.BlockedBy blocked ? string.Join(" ", blocked.Blockers.Select(blocker => blocker.Sentence)) : standing.ToString());
}
