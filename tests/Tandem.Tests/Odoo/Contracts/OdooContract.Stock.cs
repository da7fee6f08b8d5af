using Tandem.Odoo;
using Tandem.Odoo.Failures;
using Tandem.Odoo.Records;
using Tandem.Odoo.Sales;
using Tandem.Odoo.Stock;
using Tandem.Sandbox.House;
using Tandem.Sync;
using Tandem.Sync.Pickings;
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

    [Theory]
    [InlineData("pick_ship", 1)]
    [InlineData("pick_pack_ship", 2)]
    public async Task Goods_that_were_picked_or_packed_and_wait_for_the_next_step_are_there_and_free_no_more(string steps, int earlier)
    {
        var code = $"P{World.Tag[..3]}{earlier}".ToUpperInvariant();
        var warehouse = new OdooId<Warehouse>(await World.Create("stock.warehouse", ("name", $"{steps} {World.Tag}"), ("code", code), ("company_id", World.Profile.Company.Id), ("delivery_steps", steps)));
        var house = await Hand.Warehouse(code, Stop);
        var product = await World.Create("product.product", ("name", $"Picked {World.Tag}"), ("type", "consu"), ("is_storable", true), ("taxes_id", Array.Empty<int>()));
        await Hand.Count(product, house.Stock, 10m, Stop);
        var draft = World.Draft(steps, World.Line($"{steps}_1", 3, 1m) with { Product = new OdooId<Product>(product) }) with { Warehouse = warehouse };
        var order = Assert.IsType<DraftOutcome.There>(await World.Orders.LoadDraft(draft, World.Partners, confirmed: false, Stop)).Order;
        await World.Confirmation(World.Odoo).Confirm(order, Stop);
        Assert.Equal((7m, 10m), await FreeAndThere());

        // In the packing zone or at the output three lie that belong to the order.
        for (var step = 0; step < earlier; step++)
        {
            var next = Assert.Single((await Pickings.OpenOf(order, Stop)).Earlier, picking => picking.State == PickingState.Ready);
            await World.Odoo.Invoke("stock.picking", "button_validate", [next.Id.Value], World.Context, Stop);
            Assert.Equal((7m, 10m), await FreeAndThere());
        }

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
    public async Task A_glance_changes_with_every_write_and_is_explained_by_what_was_written()
    {
        var (product, first, second) = await StockedProduct("glance");
        int[] places = [first.View, second.View];
        var from = await Newest(places) - TimeSpan.FromSeconds(1);
        var before = await Explained();

        await Hand.Count(product, first.Stock, 10m, Stop);
        var counted = await Explained();
        Assert.NotEqual(before, counted);

        // As much there as before, in all.
        await Hand.Carry(product, first.Id, first.Stock, second.Stock, 3m, Stop);
        Assert.NotEqual(counted, await Explained());
        Assert.True((await Inventory.GlimpseOfMoves(from, planned: false, Stop)).Rows <= (await Inventory.GlimpseOfMoves(from, planned: true, Stop)).Rows);

        // Others may work in the same warehouses: what counts is a glance that stood still while the rows were read.
        async Task<WrittenGlimpse> Explained()
        {
            for (var tries = 1; ; tries++)
            {
                var glimpse = await Inventory.Glimpse(from, places, Stop);
                var agrees = glimpse.Agrees(await Inventory.Since(from, places, Stop));
                if (glimpse != await Inventory.Glimpse(from, places, Stop) && tries < 20) continue;
                Assert.True(agrees);
                return glimpse;
            }
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

    [Fact]
    public async Task A_place_that_was_deleted_is_told_from_those_that_exist_whether_or_not_Odoo_refuses_to_look_below_it()
    {
        async Task<int> Shelf(bool active) => await World.Create(
            "stock.location", ("name", $"Shelf {World.Tag}"), ("usage", "internal"), ("active", active), ("location_id", World.Profile.Warehouses[0].StockLocation));
        var (kept, archived, deleted) = (await Shelf(true), await Shelf(false), await Shelf(true));
        await World.Odoo.Call(new OdooCall("stock.location", "unlink") { Ids = [deleted], Context = World.Context }, Stop);

        Assert.Equal([kept, archived], (await Inventory.Existing([kept, archived, deleted], Stop)).Order());
        Assert.Equal(0, (await Inventory.Glimpse(DateTimeOffset.UnixEpoch, [kept, archived], Stop)).Rows);
        if ((await World.Odoo.Session(Stop)).Version.Major >= 19) Assert.Equal(0, (await Inventory.Glimpse(DateTimeOffset.UnixEpoch, [kept, deleted], Stop)).Rows);
        else Assert.IsType<OdooFailure.RecordMissing>((await Assert.ThrowsAsync<OdooException>(() => Inventory.Glimpse(DateTimeOffset.UnixEpoch, [kept, deleted], Stop))).Failure);
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
