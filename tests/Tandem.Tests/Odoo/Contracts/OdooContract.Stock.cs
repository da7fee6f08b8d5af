using Tandem.Odoo;
using Tandem.Odoo.Sales;
using Tandem.Odoo.Stock;
using Tandem.Sandbox.House;
using Tandem.Sync;
using Xunit;

namespace Tandem.Tests.Odoo.Contracts;

public abstract partial class OdooContract
{
    private OdooStock Inventory => new(World.Odoo, World.Profile);

    private StockHand Hand => new(World.Odoo);

    [Fact]
    public async Task Stock_is_read_by_place_and_changes_are_seen_where_they_happened()
    {
        var (product, first, second) = await StockedProduct("places");
        var before = await Newest([first.View, second.View]);
        await Hand.Count(product, first.Stock, 10m, Stop);
        await Hand.Receive(product, second.Id, second.Stock, 4m, Stop);

        Assert.Contains(new OdooId<Product>(product), (await Inventory.Since(before, [first.View], Stop)).Select(quant => quant.Product));
        Assert.Equal((10m, 4m, 14m), (await Free(product, first.View), await Free(product, second.View), await Free(product, first.View, second.View)));

        await Hand.Carry(product, first.Id, first.Stock, second.Stock, 3m, Stop);
        Assert.Equal((7m, 7m), (await Free(product, first.View), await Free(product, second.View)));
        Assert.Contains(new OdooId<Product>(product), (await Inventory.MovedSince(before, planned: false, Stop)).Select(move => move.Product));
    }

    [Fact]
    public async Task What_an_order_reserves_is_free_no_more_and_stays_so_until_it_has_left()
    {
        var (product, first, _) = await StockedProduct("reserved");
        await Hand.Count(product, first.Stock, 10m, Stop);
        var before = await Newest([first.View]);
        var line = World.Line("reserved_1", 3, 10m) with { Product = new OdooId<Product>(product) };
        var order = await ConfirmedOrder("reserved", line);

        Assert.Contains(new OdooId<Product>(product), (await Inventory.Since(before, [first.View], Stop)).Where(quant => quant.Reserved == 3m).Select(quant => quant.Product));
        var figures = (await Inventory.Figures([first.View], [new OdooId<Product>(product)], Stop))[new OdooId<Product>(product)];
        Assert.Equal((7m, 10m, 7m, true, true), (figures.Free, figures.OnHand, figures.Forecast, figures.Counted, figures.Active));

        var picking = await OnlyPicking(order);
        await Validation.Validate(picking.Id, All(picking), Stop);
        Assert.Equal(7m, await Free(product, first.View));
    }

    [Fact]
    public async Task Goods_that_were_picked_and_wait_at_the_output_are_free_no_more()
    {
        var code = $"P{World.Tag[..4]}".ToUpperInvariant();
        var warehouse = new OdooId<Warehouse>(await World.Create("stock.warehouse", ("name", $"Steps {World.Tag}"), ("code", code), ("company_id", World.Profile.Company.Id), ("delivery_steps", "pick_ship")));
        var house = await Hand.Warehouse(code, Stop);
        var product = await World.Create("product.product", ("name", $"Picked {World.Tag}"), ("type", "consu"), ("is_storable", true), ("taxes_id", Array.Empty<int>()));
        await Hand.Count(product, house.Stock, 10m, Stop);
        var draft = World.Draft("picked", World.Line("picked_1", 3, 1m) with { Product = new OdooId<Product>(product) }) with { Warehouse = warehouse };
        var order = Assert.IsType<DraftOutcome.There>(await World.Orders.LoadDraft(draft, World.Partners, confirmed: false, Stop)).Order;
        await World.Confirmation(World.Odoo).Confirm(order, Stop);
        Assert.Equal((7m, 10m), await FreeAndThere());

        var pick = Assert.Single((await Pickings.OpenOf(order, Stop)).Earlier);
        await World.Odoo.Invoke("stock.picking", "button_validate", [pick.Id.Value], World.Context, Stop);
        // Three lie at the output and belong to the order.
        Assert.Equal((7m, 10m), await FreeAndThere());
        var ship = (await Pickings.OpenOf(order, Stop)).Ready.Single();
        await Validation.Validate(ship.Id, All(ship), Stop);
        Assert.Equal((7m, 7m), await FreeAndThere());

        async Task<(decimal, decimal)> FreeAndThere()
        {
            var figures = (await Inventory.Figures([house.View], [new OdooId<Product>(product)], Stop))[new OdooId<Product>(product)];
            return (figures.Free, figures.OnHand);
        }
    }

    [Fact]
    public async Task Places_that_are_archived_are_no_use()
    {
        var place = await World.Create("stock.location", ("name", $"Shelf {World.Tag}"), ("usage", "internal"), ("location_id", World.Profile.Warehouses[0].StockLocation));
        Assert.Equal([place], await Inventory.Usable([place], Stop));

        await World.Odoo.Write("stock.location", [place], new Dictionary<string, object?> { ["active"] = false }, World.Context, Stop);
        Assert.Empty(await Inventory.Usable([place], Stop));
    }

    private async Task<(int Product, (int Id, int Stock, int View, int Company) First, (int Id, int Stock, int View, int Company) Second)> StockedProduct(string name)
    {
        var code = $"S{World.Tag[..4]}".ToUpperInvariant();
        await Hand.Open($"Second {World.Tag}", code, World.Profile.Company.Id.Value, Stop);
        var product = await World.Create("product.product", ("name", $"Stocked {name} {World.Tag}"), ("type", "consu"), ("is_storable", true), ("taxes_id", Array.Empty<int>()));
        var own = World.Profile.Warehouses[0];
        return (product, (own.Id.Value, own.StockLocation, own.ViewLocation, World.Profile.Company.Id.Value), await Hand.Warehouse(code, Stop));
    }

    private async Task<decimal> Free(int product, params int[] places) =>
        (await Inventory.Figures(places, [new OdooId<Product>(product)], Stop))[new OdooId<Product>(product)].Free;

    /// <summary>Odoo's own clock, by what was written there last.</summary>
    private async Task<DateTimeOffset> Newest(int[] places)
    {
        var seen = await Inventory.Since(DateTimeOffset.UnixEpoch, places, Stop);
        return seen.Count == 0 ? DateTimeOffset.UnixEpoch : seen.Max(quant => quant.WrittenAt);
    }
}
