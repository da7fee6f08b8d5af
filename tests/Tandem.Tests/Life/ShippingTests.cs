using Tandem.Sandbox.Shopify.Graph;
using Tandem.Sandbox.Shopify.Life;
using Tandem.Sandbox.Shopify.Orders;
using Tandem.Sandbox.Shopify.Shops;
using Tandem.Sync.Decisions;
using Tandem.Sync.Failures;
using Tandem.Sync.Pickings;
using Tandem.Sync.Records;
using Tandem.Tests.Story;
using Xunit;

namespace Tandem.Tests.Life;

public sealed class ShippingTests19(ShippingHouse19 house) : ShippingTests(house), IClassFixture<ShippingHouse19>;

public sealed class ShippingTests18(ShippingHouse18 house) : ShippingTests(house), IClassFixture<ShippingHouse18>;

/// <summary>What the warehouse and the customer find: what left in Odoo is sent in Shopify, once, with its number.</summary>
public abstract class ShippingTests(ShippingHouse house)
{
    [Fact]
    public async Task What_leaves_in_parts_is_sent_in_parts_once_each()
    {
        var order = await Booked();

        await house.Ship(order, 1m, 0m);
        Assert.Equal(1, await house.Polled(order));
        Assert.Equal([1], Sent(order));

        await house.Ship(order);
        Assert.Equal(1, await house.Polled(order));
        Assert.Equal([1, 2], Sent(order));

        Assert.Equal(0, await house.Polled(order));
        await house.Synced(order);
        Assert.Equal([1, 2], Sent(order));
        Assert.Equal("FULFILLED", order.Data.Text("displayFulfillmentStatus"));
        InStep(await house.Settled(order));
    }

    [Fact]
    public async Task A_tracking_number_that_comes_late_reaches_the_customer()
    {
        var order = await Booked();
        var picking = await house.Ship(order);
        await house.Polled(order);
        Assert.Empty(Numbers(order));

        await house.Track(picking, "TR-1, TR-2");
        await house.Synced(order);

        Assert.Equal(["TR-1", "TR-2"], Numbers(order));
        Assert.Single(Sent(order));
    }

    [Fact]
    public async Task A_fulfillment_that_is_cancelled_after_the_goods_left_waits_until_it_is_made_again()
    {
        var order = await Booked();
        await house.Ship(order);
        await house.Polled(order);

        house.Shop.Desk.CancelFulfillment(order, 0);
        var blocker = House.TheBlockerOf(await house.Announced(order, "orders/updated"));
        Assert.Equal(BlockerCode.DeliveryDiffers, blocker.Code);
        Assert.Contains("was cancelled in Shopify", blocker.Sentence, StringComparison.Ordinal);

        house.Shop.Desk.Fulfill(order);
        InStep(await house.Announced(order, "orders/updated"));
        Assert.Equal([3], Sent(order));
    }

    [Fact]
    public async Task What_a_person_fulfilled_in_other_parts_and_called_back_is_not_fulfilled_again_by_itself()
    {
        var order = await Booked();
        await house.Ship(order, 1m, 0m);
        await house.Ship(order);
        house.Shop.Desk.Fulfill(order);
        InStep(await house.Announced(order, "orders/updated"));
        Assert.Equal([3], Sent(order));

        house.Shop.Desk.CancelFulfillment(order, 0);
        var blocker = House.TheBlockerOf(await house.Announced(order, "orders/updated"));
        Assert.Equal((BlockerCode.DeliveryDiffers, Flow.Fulfillments), (blocker.Code, blocker.Flow));
        Assert.Contains($"Fulfillment {order.Name}-F1", blocker.Sentence, StringComparison.Ordinal);
        Assert.Empty(Sent(order));

        house.Shop.Desk.Fulfill(order);
        InStep(await house.Announced(order, "orders/updated"));
        Assert.Equal([3], Sent(order));
    }

    [Fact]
    public async Task A_person_who_was_quicker_in_Shopify_is_recognised()
    {
        var order = await Booked();
        house.Shop.Desk.Fulfill(order);
        await house.Settled(order);
        await house.Ship(order);

        await house.Polled(order);

        Assert.Equal([3], Sent(order));
        InStep(await house.Settled(order));
    }

    [Fact]
    public async Task A_held_order_is_confirmed_when_the_hold_is_released()
    {
        var order = house.Place(Base());
        house.Shop.Desk.Hold(order, "AWAITING_PAYMENT", "The bank asks back");
        var blocker = House.TheBlockerOf(await house.Announced(order));
        Assert.Equal(BlockerCode.HeldInShopify, blocker.Code);
        Assert.Contains("The bank asks back", blocker.Sentence, StringComparison.Ordinal);
        Assert.Equal("draft", house.InOdoo(order)[0]["state"]);

        house.Shop.Desk.ReleaseHold(order);
        await house.Synced(order);
        InStep(await house.Settled(order));
        Assert.Equal("sale", house.InOdoo(order)[0]["state"]);
    }

    [Fact]
    public async Task An_edit_of_what_has_left_is_said_with_both_versions()
    {
        var order = await Booked();
        await house.Ship(order, 1m, 0m);
        await house.Polled(order);

        house.Shop.Desk.Edit(order, new OrderEdit { Discounts = new Dictionary<int, decimal> { [0] = 2m } });
        var blocker = House.TheBlockerOf(await house.Announced(order, "orders/updated"));

        Assert.Equal(BlockerCode.ChangedInShopify, blocker.Code);
        Assert.Contains("Blue mug", blocker.Sentence, StringComparison.Ordinal);

        await house.Ship(order);
        await house.Polled(order);
        Assert.Equal(BlockerCode.ChangedInShopify, House.TheBlockerOf(await house.Settled(order)).Code);
        Assert.Equal(order.Description.Lines.Sum(line => line.Quantity), Sent(order).Sum());
    }

    [Fact]
    public async Task A_delivery_address_that_comes_after_everything_left_is_said_with_both_versions_and_taken_where_a_person_chose_it()
    {
        var order = await Booked();
        await house.Ship(order);
        await house.Polled(order);
        var before = House.Id(house.InOdoo(order)[0]) is var id ? house.Odoo.Records("sale.order").Single(one => House.Id(one) == id)["partner_shipping_id"] : null;

        house.Shop.Desk.Edit(order, new OrderEdit { ShippingAddress = DemoOrders.TaxIncluded().ShippingAddress! with { Address1 = "99 New Street", City = "Leeds" } });
        var blocker = House.TheBlockerOf(await house.Announced(order, "orders/updated"));

        Assert.Equal(BlockerCode.ChangedInShopify, blocker.Code);
        Assert.Contains("in Leeds", blocker.Sentence, StringComparison.Ordinal);
        Assert.Equal(before, house.InOdoo(order)[0]["partner_shipping_id"]);
        var chosen = house.Odoo.Records("res.partner").Where(one => (string?)one["city"] == "Leeds").Max(House.Id);
        house.Odoo.Change("sale.order", id, new Dictionary<string, object?> { ["partner_shipping_id"] = chosen });
        await house.Synced(order);
        InStep(await house.Settled(order));
    }

    [Fact]
    public async Task A_cancellation_after_goods_left_waits_for_a_person()
    {
        var order = await Booked();
        await house.Ship(order, 1m, 0m);
        await house.Polled(order);

        house.Shop.Change(order, description => Lifecycle.Cancelled(description, order.Data, "CUSTOMER", refund: true, TimeProvider.System.GetUtcNow()));
        var standing = Assert.IsType<Standing.BlockedBy>(await house.Announced(order, "orders/cancelled"));

        Assert.Contains(standing.Blockers, blocker => blocker.Code == BlockerCode.CancelledAfterDelivery);
        Assert.Equal("sale", house.InOdoo(order)[0]["state"]);
    }

    [Fact]
    public async Task Goods_that_come_back_into_stock_come_back_in_Odoo_and_are_credited()
    {
        var order = await Booked();
        await house.Ship(order);
        await house.Polled(order);
        var total = order.Data.Money("currentTotalPriceSet").Amount.Shop;

        house.Shop.Desk.Refund(order, new RefundDescription { Lines = [new LineUnits(0, 1)], RestockType = "RETURN", Gateway = PayingHouse.Gateway });
        InStep(await house.Announced(order, "orders/updated"));
        await house.Announced(order, "orders/updated");
        await house.Synced(order);

        var progress = await house.Progress(order);
        var incoming = Assert.Single(progress.Pickings, picking => picking.Kind == PickingKind.Incoming);
        Assert.Equal(PickingState.Done, incoming.State);
        Assert.Equal(1m, Assert.Single(incoming.Moves).Quantity);
        var left = order.Data.Money("currentTotalPriceSet").Amount.Shop;
        Assert.Equal(new Books(total, total - left, total, total - left, 0m), Books.Of(house.Odoo, order));
        Assert.Equal(0, await house.Polled(order));
        Assert.Single(Sent(order));
    }

    private static OrderDescription Base() => DemoOrders.TaxIncluded() with { Payments = [new PaymentDescription { Gateway = PayingHouse.Gateway }] };

    private async Task<PracticeOrder> Booked()
    {
        var order = house.Place(Base() with { Customer = house.Newcomer() });
        InStep(await house.Announced(order));
        return order;
    }

    /// <summary>Units of each fulfillment that stands.</summary>
    private static IReadOnlyList<int> Sent(PracticeOrder order) =>
        [.. order.Data.Children("fulfillments").Where(sent => sent.Text("status") == "SUCCESS").Select(sent => sent.Children("fulfillmentLineItems").Sum(line => (int)line["quantity"]!))];

    private static IReadOnlyList<string?> Numbers(PracticeOrder order) =>
        [.. order.Data.Children("fulfillments").SelectMany(sent => sent.Children("trackingInfo")).Select(info => info.Text("number"))];

    private static void InStep(Standing standing) =>
        Assert.True(standing is Standing.InStep, standing is Standing.BlockedBy blocked ? string.Join(" ", blocked.Blockers.Select(blocker => blocker.Sentence)) : standing.ToString());
}

/// <summary>What left somewhere else, and Shopify knows, is completed in Odoo.</summary>
public sealed class ToldShippingTests(ToldHouse19 house) : IClassFixture<ToldHouse19>
{
    [Fact]
    public async Task Units_that_were_sent_and_came_back_before_Tandem_looked_leave_and_come_back_in_Odoo()
    {
        var order = house.Place(DemoOrders.TaxIncluded() with { Payments = [new PaymentDescription { Gateway = PayingHouse.Gateway }], Customer = house.Newcomer() });
        Assert.IsType<Standing.InStep>(await house.Announced(order));

        house.Shop.Desk.Fulfill(order);
        house.Shop.Desk.Refund(order, new RefundDescription { Lines = [new LineUnits(1, 1)], RestockType = "RETURN", Gateway = PayingHouse.Gateway });
        Assert.IsType<Standing.InStep>(await house.Announced(order, "orders/updated"));

        var progress = await house.Progress(order);
        Assert.Equal(order.Description.Lines.Sum(line => line.Quantity), progress.Pickings.Where(picking => picking.Kind == PickingKind.Outgoing).SelectMany(picking => picking.Moves).Where(move => move.State == PickingState.Done).Sum(move => move.Quantity));
        Assert.Equal(1m, progress.Pickings.Where(picking => picking.Kind == PickingKind.Incoming).SelectMany(picking => picking.Moves).Sum(move => move.Quantity));
    }

    [Fact]
    public async Task Units_that_are_sent_after_others_of_their_line_came_back_have_their_transfer()
    {
        var order = house.Place(DemoOrders.TaxIncluded() with { Payments = [new PaymentDescription { Gateway = PayingHouse.Gateway }], Customer = house.Newcomer() });
        Assert.IsType<Standing.InStep>(await house.Announced(order));
        house.Shop.Desk.Fulfill(order, [new LineUnits(0, 1)]);
        Assert.IsType<Standing.InStep>(await house.Announced(order, "orders/updated"));

        house.Shop.Desk.Refund(order, new RefundDescription { Lines = [new LineUnits(0, 1)], RestockType = "RETURN", Gateway = PayingHouse.Gateway });
        Assert.IsType<Standing.InStep>(await house.Announced(order, "orders/updated"));
        house.Shop.Desk.Fulfill(order);
        Assert.IsType<Standing.InStep>(await house.Announced(order, "orders/updated"));

        var progress = await house.Progress(order);
        Assert.All(progress.Pickings, picking => Assert.True(picking.State is PickingState.Done or PickingState.Cancelled));
        Assert.Equal(order.Description.Lines.Sum(line => line.Quantity), progress.Pickings.Where(picking => picking is { Kind: PickingKind.Outgoing, State: PickingState.Done }).SelectMany(picking => picking.Moves).Sum(move => move.Quantity));
        Assert.Equal(order.Description.Lines.Sum(line => line.Quantity) - 1m, progress.Lines.Where(line => line.Delivers).Sum(line => line.Ordered));
    }

    [Fact]
    public async Task What_Shopify_sent_is_completed_in_Odoo_with_those_quantities_and_its_number()
    {
        var order = house.Place(DemoOrders.TaxIncluded() with { Payments = [new PaymentDescription { Gateway = PayingHouse.Gateway }], Customer = house.Newcomer() });
        Assert.IsType<Standing.InStep>(await house.Announced(order));

        house.Shop.Desk.Fulfill(order, [new LineUnits(0, 1)], packages: [new TrackingDescription("DHL", "D-77", null)]);
        Assert.IsType<Standing.InStep>(await house.Announced(order, "orders/updated"));
        await house.Announced(order, "orders/updated");

        var progress = await house.Progress(order);
        var done = Assert.Single(progress.Pickings, picking => picking.State == PickingState.Done);
        Assert.Equal(1m, done.Moves.Where(move => move.State == PickingState.Done).Sum(move => move.Quantity));
        Assert.Equal("D-77", done.TrackingNumber);

        house.Shop.Desk.Fulfill(order);
        Assert.IsType<Standing.InStep>(await house.Announced(order, "orders/updated"));
        Assert.All((await house.Progress(order)).Pickings, picking => Assert.True(picking.State is PickingState.Done or PickingState.Cancelled));
    }

    [Fact]
    public async Task What_was_sent_and_called_back_waits_until_it_is_sent_again_or_came_back()
    {
        var (again, back) = (Told(), Told());
        foreach (var order in new[] { again, back })
        {
            Assert.IsType<Standing.InStep>(await house.Announced(order));
            house.Shop.Desk.Fulfill(order);
            Assert.IsType<Standing.InStep>(await house.Announced(order, "orders/updated"));
            house.Shop.Desk.CancelFulfillment(order, 0);
            var blocker = House.TheBlockerOf(await house.Announced(order, "orders/updated"));
            Assert.Equal((BlockerCode.DeliveryDiffers, Flow.Fulfillments), (blocker.Code, blocker.Flow));
            Assert.Contains($"Fulfillment {order.Name}-F1 of order {order.Name} was cancelled in Shopify, but WH/OUT/", blocker.Sentence, StringComparison.Ordinal);
        }

        house.Shop.Desk.Fulfill(again);
        Assert.IsType<Standing.InStep>(await house.Announced(again, "orders/updated"));
        Assert.Single((await house.Progress(again)).Pickings);

        var stop = TestContext.Current.CancellationToken;
        var life = Assert.IsType<Grains.Shops.ShopBookOpening.Open>(await house.Get<Grains.Shops.IShopBooks>().Open(house.Domain, stop)).Book.Life;
        var sent = Assert.Single((await house.Progress(back)).Pickings);
        await life.Return(sent, [], sent.Moves.ToDictionary(move => move.Id, move => move.Quantity), "the van came back", null, stop);
        await house.Receive(back);
        await house.Synced(back);
        Assert.IsType<Standing.InStep>(await house.Settled(back));
    }

    [Fact]
    public async Task Lines_that_read_alike_are_told_apart_where_one_lost_its_units_before_the_order_was_seen()
    {
        await house.Decide(decisions => decisions with { Payments = decisions.Payments with { Invoice = InvoiceWhen.OnDelivery } });
        try
        {
            var order = Told();
            house.Shop.Desk.Refund(order, new RefundDescription { Lines = [new LineUnits(1, 1)], RestockType = "CANCEL", Gateway = PayingHouse.Gateway });
            house.Shop.Desk.Edit(order, new OrderEdit { Add = [order.Description.Lines[1] with { Quantity = 1, RemovedQuantity = 0 }] });
            house.Shop.Desk.Pay(order, gateway: PayingHouse.Gateway);

            Assert.IsType<Standing.InStep>(await house.Announced(order));
            await house.Synced(order);
            Assert.IsType<Standing.InStep>(await house.Settled(order));

            house.Shop.Desk.Fulfill(order);
            Assert.IsType<Standing.InStep>(await house.Announced(order, "orders/updated"));
            Assert.All((await house.Progress(order)).Lines.Where(line => line.Delivers), line => Assert.Equal(line.Ordered, line.Delivered));
        }
        finally
        {
            await house.Decide(decisions => decisions);
        }
    }

    private PracticeOrder Told() => house.Place(DemoOrders.TaxIncluded() with { Payments = [new PaymentDescription { Gateway = PayingHouse.Gateway }], Customer = house.Newcomer() });

    [Fact]
    public async Task Units_whose_serial_numbers_Odoo_asks_for_wait_with_a_sentence_and_leave_once_it_does_not()
    {
        var order = house.Place(DemoOrders.TaxIncluded() with { Payments = [new PaymentDescription { Gateway = PayingHouse.Gateway }], Customer = house.Newcomer() });
        Assert.IsType<Standing.InStep>(await house.Announced(order));
        var picking = Assert.Single((await house.Progress(order)).Pickings);
        var product = picking.Moves[0].Product.Value;
        var template = Convert.ToInt32(house.Odoo.Records("product.product").Single(one => House.Id(one) == product)["product_tmpl_id"], System.Globalization.CultureInfo.InvariantCulture);
        house.Odoo.Change("product.template", template, new Dictionary<string, object?> { ["tracking"] = "serial" });
        try
        {
            house.Shop.Desk.Fulfill(order);
            var blocker = House.TheBlockerOf(await house.Announced(order, "orders/updated"));
            Assert.Equal((BlockerCode.SerialNumberNeeded, Flow.Fulfillments), (blocker.Code, blocker.Flow));
            Assert.Contains("lot or serial number", blocker.Sentence, StringComparison.Ordinal);
            Assert.Contains(picking.Name, blocker.Sentence, StringComparison.Ordinal);
        }
        finally
        {
            house.Odoo.Change("product.template", template, new Dictionary<string, object?> { ["tracking"] = "none" });
        }

        await house.Synced(order);
        Assert.IsType<Standing.InStep>(await house.Settled(order));
    }

    [Fact]
    public async Task A_transfer_that_was_completed_by_hand_is_the_one_that_Shopify_sent()
    {
        var order = house.Place(DemoOrders.TaxIncluded() with { Payments = [new PaymentDescription { Gateway = PayingHouse.Gateway }], Customer = house.Newcomer() });
        Assert.IsType<Standing.InStep>(await house.Announced(order));
        var picking = await house.Ship(order);

        house.Shop.Desk.Fulfill(order);
        Assert.IsType<Standing.InStep>(await house.Announced(order, "orders/updated"));

        Assert.Equal(picking.Id, Assert.Single((await house.Progress(order)).Pickings).Id);
    }
}
