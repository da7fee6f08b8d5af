using Tandem.Sandbox.Shopify.Life;
using Tandem.Sandbox.Shopify.Orders;
using Tandem.Sandbox.Shopify.Shops;
using Tandem.Sync.Decisions;
using Tandem.Sync.Failures;
using Tandem.Sync.Records;
using Tandem.Tests.Story;
using Xunit;

namespace Tandem.Tests.Life;

public sealed class EditTests19(House19 house) : EditTests(house), IClassFixture<House19>;

public sealed class EditTests18(House18 house) : EditTests(house), IClassFixture<House18>;

/// <summary>What a merchant changes on a booked order in Shopify stands in Odoo too, as long as nothing of it left or was invoiced.</summary>
public abstract class EditTests(House house)
{
    [Fact]
    public async Task More_units_fewer_units_and_a_new_line_are_carried_over()
    {
        var order = await Booked();

        house.Shop.Desk.Edit(order, new OrderEdit { Quantities = new Dictionary<int, int> { [0] = 5 } });
        house.InStepOnce(order, await house.Announced(order, "orders/updated"));
        Assert.Equal(5m, Units(order));

        house.Shop.Desk.Edit(order, new OrderEdit { Quantities = new Dictionary<int, int> { [0] = 1 }, Add = [DemoOrders.TaxIncluded().Lines[1] with { Quantity = 4 }] });
        house.InStepOnce(order, await house.Announced(order, "orders/updated"));
        Assert.Equal(1m, Units(order));
    }

    [Fact]
    public async Task A_line_that_was_removed_is_nothing_in_Odoo()
    {
        var order = await Booked();

        house.Shop.Desk.Edit(order, new OrderEdit { Quantities = new Dictionary<int, int> { [0] = 0 } });

        house.InStepOnce(order, await house.Announced(order, "orders/updated"));
        Assert.Equal(0m, Units(order));
    }

    [Fact]
    public async Task A_discount_given_later_is_in_Odoo_to_the_cent()
    {
        var order = await Booked();

        house.Shop.Desk.Edit(order, new OrderEdit { Discounts = new Dictionary<int, decimal> { [0] = 3.33m } });

        house.InStepOnce(order, await house.Announced(order, "orders/updated"));
    }

    [Fact]
    public async Task Shipping_added_later_is_in_Odoo()
    {
        var order = await Booked();

        house.Shop.Desk.Edit(order, new OrderEdit { AddShipping = new ShippingDescription("Express", 9.90m) { Taxes = DemoOrders.TaxIncluded().Shipping[0].Taxes } });

        house.InStepOnce(order, await house.Announced(order, "orders/updated"));
    }

    [Fact]
    public async Task Another_delivery_address_is_in_Odoo()
    {
        var order = await Booked();
        var before = house.InOdoo(order)[0]["partner_shipping_id"];

        house.Shop.Desk.Edit(order, new OrderEdit { ShippingAddress = DemoOrders.TaxIncluded().ShippingAddress! with { Address1 = "99 New Street", City = "Leeds" } });

        house.InStepOnce(order, await house.Announced(order, "orders/updated"));
        Assert.NotEqual(before, house.InOdoo(order)[0]["partner_shipping_id"]);
    }

    [Fact]
    public async Task A_note_written_later_is_in_Odoo_until_somebody_writes_another_one_there()
    {
        var order = house.Place(DemoOrders.TaxIncluded() with { Customer = house.Newcomer(), Note = "Ring twice" });
        house.InStepOnce(order, await house.Announced(order));
        Assert.Contains("Ring twice", (string)house.InOdoo(order)[0]["note"]!, StringComparison.Ordinal);

        house.Shop.Desk.Edit(order, new OrderEdit { Note = "Leave it with\nthe neighbour" });
        house.InStepOnce(order, await house.Announced(order, "orders/updated"));
        Assert.Contains("the neighbour", (string)house.InOdoo(order)[0]["note"]!, StringComparison.Ordinal);

        house.Odoo.Change("sale.order", House.Id(house.InOdoo(order)[0]), new Dictionary<string, object?> { ["note"] = "<p>Fragile</p>" });
        house.Shop.Desk.Edit(order, new OrderEdit { Note = "Gift" });
        var standing = await house.Announced(order, "orders/updated");
        house.InStepOnce(order, standing);
        Assert.Contains("somebody wrote another one", ((Standing.InStep)standing).Remark, StringComparison.Ordinal);
        Assert.Equal("<p>Fragile</p>", house.InOdoo(order)[0]["note"]);
    }

    [Fact]
    public async Task Tags_that_change_are_in_the_note_where_the_shop_wants_them_until_somebody_writes_another_one_there()
    {
        await house.Decide(decisions => decisions with { Orders = decisions.Orders with { Tags = TagPlace.Note } });
        try
        {
            var order = house.Place(DemoOrders.TaxIncluded() with { Customer = house.Newcomer(), Note = "Ring twice", Tags = ["vip"] });
            house.InStepOnce(order, await house.Announced(order));
            Assert.EndsWith("Tags: vip", (string)house.InOdoo(order)[0]["note"]!, StringComparison.Ordinal);

            house.Shop.Desk.Edit(order, new OrderEdit { Tags = ["vip", "gift"] });
            house.InStepOnce(order, await house.Announced(order, "orders/updated"));
            Assert.EndsWith("Tags: gift, vip", (string)house.InOdoo(order)[0]["note"]!, StringComparison.Ordinal);

            house.Odoo.Change("sale.order", House.Id(house.InOdoo(order)[0]), new Dictionary<string, object?> { ["note"] = "<p>Fragile</p>" });
            house.Shop.Desk.Edit(order, new OrderEdit { Tags = [] });
            Assert.Contains("somebody wrote another one", Assert.IsType<Standing.InStep>(await house.Announced(order, "orders/updated")).Remark, StringComparison.Ordinal);
            Assert.Equal("<p>Fragile</p>", house.InOdoo(order)[0]["note"]);
        }
        finally
        {
            await house.Decide(decisions => decisions);
        }
    }

    [Fact]
    public async Task A_change_by_hand_in_Odoo_is_never_overwritten_by_news_that_change_no_line()
    {
        var order = await Booked();
        var line = House.Id(house.Odoo.Records("sale.order.line").First(one => one["order_id"] is int of && of == House.Id(house.InOdoo(order)[0])));
        house.Odoo.Change("sale.order.line", line, new Dictionary<string, object?> { ["product_uom_qty"] = 7m });

        house.Shop.Desk.Edit(order, new OrderEdit { Tags = ["vip"] });

        Assert.Equal(BlockerCode.StructureDiffers, House.TheBlockerOf(await house.Announced(order, "orders/updated")).Code);
        Assert.Equal(7m, Units(order));
    }

    [Fact]
    public async Task A_line_changed_on_both_sides_waits_while_the_others_are_carried()
    {
        var order = await Booked();
        var lines = house.Odoo.Records("sale.order.line").Where(one => one["order_id"] is int of && of == House.Id(house.InOdoo(order)[0])).OrderBy(House.Id).ToList();
        house.Odoo.Change("sale.order.line", House.Id(lines[0]), new Dictionary<string, object?> { ["product_uom_qty"] = 7m });

        house.Shop.Desk.Edit(order, new OrderEdit { Quantities = new Dictionary<int, int> { [0] = 5, [1] = 4 } });
        var blocker = House.TheBlockerOf(await house.Announced(order, "orders/updated"));

        Assert.Equal(BlockerCode.ChangedOnBothSides, blocker.Code);
        Assert.Contains("5 × ", blocker.Sentence, StringComparison.Ordinal);
        Assert.Contains("7 × ", blocker.Sentence, StringComparison.Ordinal);
        Assert.Equal(7m, Units(order));
        Assert.Equal(4m, Books.Number(house.Odoo.Records("sale.order.line").First(one => House.Id(one) == House.Id(lines[1]))["product_uom_qty"]));

        house.Odoo.Change("sale.order.line", House.Id(lines[0]), new Dictionary<string, object?> { ["product_uom_qty"] = 5m });
        await house.Synced(order);
        house.InStepOnce(order, await house.Settled(order));
    }

    private async Task<PracticeOrder> Booked()
    {
        var order = house.Place(DemoOrders.TaxIncluded() with { Customer = house.Newcomer() });
        house.InStepOnce(order, await house.Announced(order));
        return order;
    }

    /// <summary>Units of the order's first line in Odoo.</summary>
    private decimal Units(PracticeOrder order) => Books.Number(
        house.Odoo.Records("sale.order.line").Where(one => Convert.ToInt32(one["order_id"], System.Globalization.CultureInfo.InvariantCulture) == House.Id(house.InOdoo(order)[0]))
            .OrderBy(House.Id).First()["product_uom_qty"]);
}
