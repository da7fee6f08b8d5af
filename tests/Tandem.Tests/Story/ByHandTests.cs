using Tandem.Sandbox.Shopify.Orders;
using Tandem.Sandbox.Shopify.Shops;
using Tandem.Sync.Decisions;
using Tandem.Sync.Failures;
using Tandem.Sync.Records;
using Xunit;

namespace Tandem.Tests.Story;

/// <summary>Somebody changed the order by hand, in Odoo or in Shopify: it is said, never overwritten.</summary>
public sealed class ByHandTests(House19 house) : IClassFixture<House19>
{
    [Fact]
    public async Task An_order_deleted_in_Odoo_is_not_created_again_by_itself_but_when_asked()
    {
        var order = await Booked();
        var id = House.Id(house.InOdoo(order)[0]);
        Cancel(id);
        house.Odoo.Delete("sale.order", id);

        var (code, said) = await house.Synced(order);
        Assert.Equal(1, code);
        Assert.Contains("deleted there by hand", said, StringComparison.Ordinal);
        Assert.Equal(BlockerCode.DeletedInOdoo, House.TheBlockerOf(await house.Settled(order)).Code);
        house.Shop.Change(order, description => description with { Note = "Hurry" });
        Assert.Equal(BlockerCode.DeletedInOdoo, House.TheBlockerOf(await house.Announced(order, "orders/updated")).Code);
        Assert.Empty(house.InOdoo(order));

        Assert.Equal(0, (await house.Synced(order, createAgain: true)).Code);
        house.InStepOnce(order, await house.Settled(order));
    }

    [Fact]
    public async Task An_order_whose_number_in_Odoo_is_another_orders_since_Odoo_was_set_back_touches_nothing_of_it()
    {
        var (order, other) = (await Booked(), await Booked());
        var id = House.Id(house.InOdoo(order)[0]);
        house.Odoo.Change("sale.order", id, new Dictionary<string, object?> { ["origin"] = $"Shopify {other.Name}" });
        house.Shop.Change(order, description => Lifecycle.Cancelled(description, order.Data, "CUSTOMER", refund: true, TimeProvider.System.GetUtcNow()));

        var blocker = House.TheBlockerOf(await house.Announced(order, "orders/cancelled"));

        Assert.Equal(BlockerCode.DeletedInOdoo, blocker.Code);
        Assert.Contains($"the source document “Shopify {other.Name}” now", blocker.Sentence, StringComparison.Ordinal);
        Assert.Equal("sale", house.Odoo.Records("sale.order").Single(sale => House.Id(sale) == id)["state"]);
    }

    [Fact]
    public async Task An_order_cancelled_in_Odoo_is_said()
    {
        var order = await Booked();
        Cancel(House.Id(house.InOdoo(order)[0]));

        var (code, said) = await house.Synced(order);

        Assert.Equal(1, code);
        Assert.Contains(order.Name, said, StringComparison.Ordinal);
        Assert.Equal(BlockerCode.CancelledInOdoo, House.TheBlockerOf(await house.Settled(order)).Code);
        Assert.Equal("cancel", Assert.Single(house.InOdoo(order))["state"]);
    }

    [Fact]
    public async Task A_line_changed_in_Odoo_is_named_and_left_as_it_is_and_putting_it_right_settles_the_order()
    {
        var order = await Booked();
        var line = LineOf(order, "Blue mug");
        house.Odoo.Change("sale.order.line", line, new Dictionary<string, object?> { ["product_uom_qty"] = 5m });

        Assert.Equal(1, (await house.Synced(order)).Code);
        var blocker = House.TheBlockerOf(await house.Settled(order));
        Assert.Equal(BlockerCode.StructureDiffers, blocker.Code);
        Assert.Contains("Blue mug", blocker.Sentence, StringComparison.Ordinal);
        Assert.Contains("5 ×", blocker.Sentence, StringComparison.Ordinal);

        house.Odoo.Change("sale.order.line", line, new Dictionary<string, object?> { ["product_uom_qty"] = 2m });
        Assert.Equal(0, (await house.Synced(order)).Code);
        house.InStepOnce(order, await house.Settled(order));
    }

    [Fact]
    public async Task An_order_edited_in_Shopify_after_booking_is_edited_in_Odoo()
    {
        var order = await Booked();
        house.Shop.Change(order, description => Lifecycle.Removed(description, order.Data, 0, 1));

        house.InStepOnce(order, await house.Announced(order, "orders/edited"));
    }

    [Fact]
    public async Task An_edit_says_what_differs_where_edits_are_told()
    {
        var order = await Booked();
        await house.Decide(decisions => decisions with { Orders = decisions.Orders with { Edits = Following.Tell } });
        house.Shop.Change(order, description => Lifecycle.Removed(description, order.Data, 0, 1));

        var blocker = House.TheBlockerOf(await house.Announced(order, "orders/edited"));
        Assert.Equal(BlockerCode.ChangedInShopify, blocker.Code);
        Assert.Contains("Blue mug", blocker.Sentence, StringComparison.Ordinal);
        Assert.Contains((string)house.InOdoo(order)[0]["name"]!, blocker.Sentence, StringComparison.Ordinal);

        await house.Decide(decisions => decisions);
        house.InStepOnce(order, (await house.Until(order, standing => standing.Standing is Standing.InStep)).Standing);
    }

    [Fact]
    public async Task An_order_cancelled_in_Shopify_before_it_was_synced_is_left_out()
    {
        var order = house.Place(DemoOrders.Simple() with { Customer = house.Newcomer() });
        house.Shop.Change(order, description => Lifecycle.Cancelled(description, order.Data, "CUSTOMER", refund: true, TimeProvider.System.GetUtcNow()));

        var excluded = Assert.IsType<Standing.ExcludedByRule>(await house.Announced(order, "orders/cancelled"));

        Assert.Contains("cancelled in Shopify", excluded.Rule, StringComparison.Ordinal);
        Assert.Empty(house.InOdoo(order));
    }

    [Fact]
    public async Task An_order_cancelled_in_Shopify_after_booking_is_cancelled_in_Odoo()
    {
        var order = await Booked();
        house.Shop.Change(order, description => Lifecycle.Cancelled(description, order.Data, "CUSTOMER", refund: true, TimeProvider.System.GetUtcNow()));

        Assert.IsType<Standing.InStep>(await house.Announced(order, "orders/cancelled"));
        Assert.Equal("cancel", house.InOdoo(order)[0]["state"]);
    }

    [Fact]
    public async Task A_cancellation_says_what_to_do_where_cancellations_are_told()
    {
        var order = await Booked();
        await house.Decide(decisions => decisions with { Orders = decisions.Orders with { Cancellations = Following.Tell } });
        house.Shop.Change(order, description => Lifecycle.Cancelled(description, order.Data, "CUSTOMER", refund: true, TimeProvider.System.GetUtcNow()));

        var blocker = House.TheBlockerOf(await house.Announced(order, "orders/cancelled"));
        Assert.Equal(BlockerCode.ChangedInShopify, blocker.Code);
        Assert.Contains($"cancel {house.InOdoo(order)[0]["name"]} in Odoo", blocker.Sentence, StringComparison.Ordinal);

        Cancel(House.Id(house.InOdoo(order)[0]));
        await house.Synced(order);
        Assert.IsType<Standing.InStep>(await house.Settled(order));
        await house.Decide(decisions => decisions);
    }

    private async Task<PracticeOrder> Booked()
    {
        var order = house.Place(DemoOrders.Simple() with { Customer = house.Newcomer() });
        house.InStepOnce(order, await house.Announced(order));
        return order;
    }

    private void Cancel(int order) => house.Odoo.Change("sale.order", order, new Dictionary<string, object?> { ["state"] = "cancel" });

    private int LineOf(PracticeOrder order, string name) => House.Id(house.Odoo.Records("sale.order.line").Single(line =>
        Convert.ToInt32(line["order_id"], System.Globalization.CultureInfo.InvariantCulture) == House.Id(house.InOdoo(order)[0])
        && ((string)line["name"]!).Contains(name, StringComparison.Ordinal)));
}
