using Tandem.Odoo;
using Tandem.Odoo.Failures;
using Tandem.Odoo.Pacing;
using Tandem.Odoo.Pickings;
using Tandem.Odoo.Sales;
using Tandem.Sync;
using Tandem.Sync.Pickings;
using Tandem.Sync.Sales;
using Xunit;

namespace Tandem.Tests.Odoo.Contracts;

public abstract partial class OdooContract
{
    private static Fence Fence => new(new OdooOptions(), TimeProvider.System);

    private Pickings Pickings => new(World.Odoo, World.Profile);

    private PickingValidation Validation => new(World.Odoo, World.Profile, Fence);

    [Fact]
    public async Task A_partial_delivery_leaves_a_backorder_and_the_rest_follows()
    {
        var order = await ConfirmedOrder("partly", World.Line("partly_1", 3, 10m), World.Line("partly_2", 2, 5m));
        var picking = await OnlyPicking(order);
        Assert.Equal((PickingKind.Outgoing, PickingState.Ready, order), (picking.Kind, picking.State, picking.Order));
        Assert.Equal([3m, 2m], picking.Moves.Select(move => move.Demand));
        Assert.All(picking.Moves, move => Assert.True(move is { Final: true, Serial: false, SaleLine: not null, State: PickingState.Ready }));

        var first = Assert.IsType<ValidationOutcome.Done>(await Validation.Validate(picking.Id, Quantities(picking, 1m, 0m), Stop));
        Assert.Equal([(1m, PickingState.Done)], first.Picking.Moves.Select(move => (move.Quantity, move.State)));
        Assert.NotNull(first.Picking.DoneAt);
        var rest = await OnlyPicking(order);
        Assert.Equal((rest.Id, picking.Id), (first.Backorder!.Value.As<Picking>(), rest.BackorderOf!.Value));
        Assert.Equal([2m, 2m], rest.Moves.Select(move => move.Demand));
        Assert.Equal([1m, 0m], await DeliveredOf(order));

        var second = Assert.IsType<ValidationOutcome.Done>(await Validation.Validate(rest.Id, All(rest), Stop));
        Assert.Null(second.Backorder);
        Assert.Equal([3m, 2m], await DeliveredOf(order));
        Assert.Empty((await Pickings.OpenOf(order, Stop)).Ready);
    }

    [Fact]
    public async Task All_that_is_reserved_leaves_in_one_call_and_a_part_of_it_does_not()
    {
        var order = await ConfirmedOrder("whole", World.Line("whole_1", 3, 10m), World.Line("whole_2", 2, 5m));
        var picking = await OnlyPicking(order);

        Assert.False(await Validation.Complete(picking, Quantities(picking, 3m, 1m), Stop));
        Assert.False(await Validation.Complete(picking, Quantities(picking, 3m), Stop));
        Assert.Equal([0m, 0m], await DeliveredOf(order));
        Assert.True(await Validation.Complete(picking, All(picking), Stop));

        Assert.Equal([3m, 2m], await DeliveredOf(order));
        var sent = Assert.Single(await Pickings.Read([picking.Id], Stop));
        Assert.Equal((PickingState.Done, null), (sent.State, sent.BackorderOf));
        Assert.Empty((await Pickings.OpenOf(order, Stop)).Ready);
        // On what was read before somebody completed it, nothing moves a second time.
        await Validation.Complete(picking, All(picking), Stop);
        Assert.Equal([3m, 2m], await DeliveredOf(order));
    }

    [Fact]
    public async Task What_was_delivered_by_hand_is_recognised()
    {
        var picking = await OnlyPicking(await ConfirmedOrder("hand", World.Line("hand_1", 2, 1m)));
        await World.Odoo.Invoke("stock.picking", "button_validate", [picking.Id.Value], World.Context, Stop);

        var already = Assert.IsType<ValidationOutcome.AlreadyDone>(await Validation.Validate(picking.Id, All(picking), Stop));
        Assert.Equal([2m], already.Picking.Moves.Select(move => move.Quantity));
    }

    [Fact]
    public async Task More_than_a_transfer_asks_for_is_not_sent()
    {
        var picking = await OnlyPicking(await ConfirmedOrder("more", World.Line("more_1", 2, 1m)));

        Assert.Equal([picking.Moves[0].Id], Assert.IsType<ValidationOutcome.TooMuch>(await Validation.Validate(picking.Id, Quantities(picking, 3m), Stop)).Moves);
        Assert.IsType<ValidationOutcome.Gone>(await Validation.Validate(new OdooId<Picking>(NoSuchId), All(picking), Stop));
        Assert.Equal(PickingState.Ready, (await Pickings.Read([picking.Id], Stop))[0].State);
    }

    [Fact]
    public async Task Goods_that_left_are_booked_though_Odoo_has_too_few()
    {
        var product = await Stocked("few", 1m);
        var order = await ConfirmedOrder("few", World.Line("few_1", 3, 1m) with { Product = product });
        var picking = await OnlyPicking(order);
        Assert.Equal([1m], picking.Moves.Select(move => move.Quantity));

        var done = Assert.IsType<ValidationOutcome.Done>(await Validation.Validate(picking.Id, Quantities(picking, 2m), Stop));

        Assert.NotNull(done.Backorder);
        Assert.Equal(-1m, await OnHand(product));
        Assert.Equal([2m], await DeliveredOf(order));
    }

    [Fact]
    public async Task A_product_with_serial_numbers_is_sent_only_where_they_are_known()
    {
        var unknown = await Stocked("serial", 0m, ("tracking", "serial"));
        var known = await Stocked("lots", 0m, ("tracking", "serial"));
        foreach (var number in (string[])["A", "B"]) await PutInStock(known, 1m, await World.Create("stock.lot", ("name", $"{number}{World.Tag}"), ("product_id", known), ("company_id", World.Profile.Company.Id)));
        var picking = await OnlyPicking(await ConfirmedOrder("serial", World.Line("serial_1", 2, 1m) with { Product = unknown }, World.Line("serial_2", 2, 1m) with { Product = known }));
        Assert.All(picking.Moves, move => Assert.True(move.Serial));

        var refused = Assert.IsType<ValidationOutcome.SerialNeeded>(await Validation.Validate(picking.Id, All(picking), Stop));
        Assert.Equal(unknown, Assert.Single(refused.Products).As<Product>());
        Assert.Contains(World.Tag, refused.Products[0].Name, StringComparison.Ordinal);
        Assert.IsType<ValidationOutcome.SerialNeeded>(await Validation.Validate(picking.Id, Quantities(picking, 0m, 1m), Stop));

        var done = Assert.IsType<ValidationOutcome.Done>(await Validation.Validate(picking.Id, Quantities(picking, 0m, 2m), Stop));
        Assert.Equal((known, 2m), (done.Picking.Moves[0].Product, done.Picking.Moves[0].Quantity));
    }

    [Fact]
    public async Task In_two_steps_the_last_waits_for_the_first()
    {
        var warehouse = new OdooId<Warehouse>(await World.Create(
            "stock.warehouse", ("name", $"Two {World.Tag}"), ("code", $"T{World.Tag[..4]}".ToUpperInvariant()), ("company_id", World.Profile.Company.Id), ("delivery_steps", "pick_ship")));
        var draft = World.Draft("steps", World.Line("steps_1", 3, 1m)) with { Warehouse = warehouse };
        var order = Assert.IsType<DraftOutcome.There>(await World.Orders.LoadDraft(draft, World.Partners, confirmed: false, Stop)).Order;
        await World.Confirmation(World.Odoo).Confirm(order, Stop);

        var before = await Pickings.OpenOf(order, Stop);
        Assert.Empty(before.Ready);
        var pick = Assert.Single(before.Earlier);
        Assert.False(pick.Moves[0].Final);
        Assert.Equal([pick.Name], Assert.IsType<ValidationOutcome.NotReady>(await Validation.Validate(pick.Id, All(pick), Stop)).First);

        await World.Odoo.Invoke("stock.picking", "button_validate", [pick.Id.Value], World.Context, Stop);
        var after = await Pickings.OpenOf(order, Stop);
        Assert.Empty(after.Earlier);
        var ship = Assert.Single(after.Ready);
        Assert.Equal((warehouse, true), (ship.Warehouse!.Value, ship.Moves[0].Final));
        Assert.IsType<ValidationOutcome.Done>(await Validation.Validate(ship.Id, Quantities(ship, 2m), Stop));
        Assert.Equal([2m], await DeliveredOf(order));
    }

    [Fact]
    public async Task A_tracking_number_may_come_late()
    {
        var picking = await OnlyPicking(await ConfirmedOrder("tracked", World.Line("tracked_1", 1, 1m)));
        var service = await World.Create("product.product", ("name", $"Carriage {World.Tag}"), ("type", "service"));
        var carrier = await World.Create("delivery.carrier", ("name", $"Swift {World.Tag}"), ("product_id", service), ("delivery_type", "fixed"));
        Assert.IsType<ValidationOutcome.Done>(await Validation.Validate(picking.Id, All(picking), Stop));

        Assert.True(await Pickings.WriteTracking(picking.Id, "TN-1", carrier, Stop));
        Assert.True(await Pickings.WriteTracking(picking.Id, "TN-2", null, Stop));

        var read = Assert.Single(await Pickings.Read([picking.Id], Stop));
        Assert.Equal(("TN-2", $"Swift {World.Tag}", PickingState.Done), (read.TrackingNumber, read.Carrier, read.State));
    }

    [Fact]
    public async Task What_was_sent_out_is_found_by_time_and_by_order()
    {
        var done = new DonePickings(World.Odoo, World.Profile, pageSize: 2);
        var orders = new List<OdooId<SaleOrder>>();
        for (var i = 0; i < 5; i++) orders.Add(await ConfirmedOrder($"found_{i}", World.Line($"found_{i}_1", 1, 1m)));
        var sent = new List<PickingReading>();
        foreach (var order in orders.Take(4)) sent.Add(Assert.IsType<ValidationOutcome.Done>(await Validation.Validate((await OnlyPicking(order)).Id, All(await OnlyPicking(order)), Stop)).Picking);

        var since = await done.Since(sent.Min(picking => picking.WrittenAt), DonePickings.Overlap, Stop);
        var exactly = await done.Since(sent.Min(picking => picking.WrittenAt), TimeSpan.Zero, Stop);
        var ofOrders = await done.Of(orders, Stop);

        Assert.Subset(since.Select(picking => picking.Id).ToHashSet(), sent.Select(picking => picking.Id).ToHashSet());
        Assert.Subset(exactly.Select(picking => picking.Id).ToHashSet(), sent.Select(picking => picking.Id).ToHashSet());
        Assert.Equal(sent.Select(picking => picking.Id), ofOrders.Select(picking => picking.Id));
        Assert.All(ofOrders, picking => Assert.Equal(1m, Assert.Single(picking.Moves).Quantity));
        Assert.Empty(await done.Since(TimeProvider.System.GetUtcNow().AddDays(1), TimeSpan.Zero, Stop));
    }

    [Fact]
    public async Task A_user_of_the_warehouse_may_deliver_and_return()
    {
        var picking = await OnlyPicking(await ConfirmedOrder("rights", World.Line("rights_1", 2, 1m)));
        var user = World.Open(await World.User(("stock", "group_stock_user"), ("sales_team", "group_sale_salesman_all_leads")));

        Assert.IsType<ValidationOutcome.Done>(await new PickingValidation(user, World.Profile, Fence).Validate(picking.Id, Quantities(picking, 1m), Stop));
        var back = Assert.IsType<ReturnOutcome.Made>(await new Returns(user, World.Profile, Fence).Return(picking.Id, Quantities(picking, 1m), "refund_1", null, false, Stop));
        Assert.IsType<ValidationOutcome.Done>(await new PickingValidation(user, World.Profile, Fence).Validate(back.Return.Id, All(back.Return), Stop));
    }

    private static Dictionary<OdooId<Move>, decimal> Quantities(PickingReading picking, params decimal[] quantities) =>
        picking.Moves.Zip(quantities).ToDictionary(pair => pair.First.Id, pair => pair.Second);

    private static Dictionary<OdooId<Move>, decimal> All(PickingReading picking) => picking.Moves.ToDictionary(move => move.Id, move => move.Demand);

    private async Task<OdooId<SaleOrder>> ConfirmedOrder(string name, params SaleLineDraft[] lines)
    {
        var order = await NewOrder(name, lines);
        await World.Confirmation(World.Odoo).Confirm(order, Stop);
        return order;
    }

    private async Task<PickingReading> OnlyPicking(OdooId<SaleOrder> order) => Assert.Single((await Pickings.OpenOf(order, Stop)).Ready);

    private async Task<IReadOnlyList<decimal>> DeliveredOf(OdooId<SaleOrder> order) =>
        [.. (await World.Odoo.SearchRead("sale.order.line", Tandem.Odoo.Records.Domain.Where("order_id", "=", order), ["qty_delivered"], World.Context, Stop, order: "id")).Select(line => line.Amount("qty_delivered"))];

    private async Task<OdooId<Product>> Stocked(string name, decimal quantity, params (string Field, object? Value)[] more)
    {
        var product = new OdooId<Product>(await World.Create("product.product", [("name", $"{name} {World.Tag}"), ("type", "consu"), ("is_storable", true), ("taxes_id", Array.Empty<int>()), .. more]));
        if (quantity > 0m) await PutInStock(product, quantity, null);
        return product;
    }

    private async Task PutInStock(OdooId<Product> product, decimal quantity, int? lot)
    {
        var counting = World.Context.With("inventory_mode", true);
        var values = new Dictionary<string, object?> { ["product_id"] = product, ["location_id"] = World.Profile.Warehouses[0].StockLocation, ["inventory_quantity"] = quantity };
        if (lot is not null) values["lot_id"] = lot;
        var quant = await World.Odoo.Create("stock.quant", values, counting, Stop);
        await World.Odoo.Invoke("stock.quant", "action_apply_inventory", [quant], counting, Stop);
    }

    private async Task<decimal> OnHand(OdooId<Product> product) =>
        (await World.Odoo.Read("product.product", [product.Value], ["qty_available"], World.Context, Stop))[0].Amount("qty_available");
}
