using System.Globalization;
using Tandem.App.Operate;
using Tandem.App.Setup;
using Tandem.Grains.Ledger;
using Tandem.Sandbox.House;
using Tandem.Sandbox.Shopify.Orders;
using Tandem.Sandbox.Stories;
using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Failures;
using Tandem.Sync.Records;
using Xunit;

namespace Tandem.Tests.Stock;

/// <summary>Stock from Odoo to Shopify, by location, through the whole of Tandem.</summary>
public sealed class StockTests(StockHouse house) : IClassFixture<StockHouse>, IAsyncLifetime
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await house.Furnished();
        await house.Polled();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task What_changes_in_a_warehouse_is_written_once_at_its_location_and_our_own_write_causes_no_second_one()
    {
        var (variant, product) = await house.Goods("echo", 12m);
        await house.Hand.Count(product, house.Places[StockHouse.Town].Stock, 3m, Stop);
        await house.Polled();
        Assert.Equal((12, 3), house.Shown(variant));

        var (before, told) = (house.Mutations, house.Shopify.Deliveries.Count(delivery => delivery.Topic == "inventory_levels/update"));
        await house.Hand.Count(product, house.Places[StockHouse.Main].Stock, 7m, Stop);
        await house.Polled();
        Assert.Equal((7, 3), house.Shown(variant));
        Assert.Equal(before + 1, house.Mutations);
        // The write came back as a webhook, and Odoo shows the same quant in the next looks too.
        Assert.True(house.Shopify.Deliveries.Count(delivery => delivery.Topic == "inventory_levels/update") > told);
        for (var look = 0; look < 3; look++) Assert.Equal(0, await house.Polled());
        Assert.Equal(before + 1, house.Mutations);
    }

    [Fact]
    public async Task A_look_with_nothing_new_costs_Odoo_one_call_and_every_third_one_two()
    {
        // What was written just now is told for good when Odoo's second is over.
        while (await Cost() > 1) await Task.Delay(200, Stop);
        var looks = new List<long>();
        for (var look = 0; look < 6; look++) looks.Add(await Cost());

        Assert.Equal([1, 1, 1, 1, 2, 2], looks.Order());

        async Task<long> Cost()
        {
            house.Odoo.Calls.Clear();
            await house.Polled();
            return house.Odoo.Calls.Total;
        }
    }

    [Fact]
    public async Task What_somebody_sold_meanwhile_is_read_again_and_told_and_Odoo_s_figure_is_written()
    {
        var (variant, product) = await house.Goods("stale", 10m);
        await house.Polled();
        house.Shop.Stock.Change(variant.Id, StockHouse.Main, -2);
        await house.Hand.Count(product, house.Places[StockHouse.Main].Stock, 9m, Stop);

        await house.Polled();

        Assert.Equal(9, house.Shown(variant).Main);
        Assert.Contains(await house.Told(StockHouse.Main), sentence => sentence.StartsWith($"{variant.Sku} showed 8 at Main warehouse, where Tandem had last seen 10", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_deleted_variant_is_listed_and_does_not_hold_up_the_others()
    {
        var (gone, first) = await house.Goods("gone", 4m);
        var (stays, second) = await house.Goods("stays", 4m);
        await house.Polled();
        house.Shop.Remove(gone.Id);
        await house.Hand.Count(first, house.Places[StockHouse.Main].Stock, 5m, Stop);
        await house.Hand.Count(second, house.Places[StockHouse.Main].Stock, 6m, Stop);

        await house.Polled();

        Assert.Equal(6, house.Shown(stays).Main);
        var blocker = Story.House.TheBlockerOf(await house.Stands(StockHouse.Main));
        Assert.Equal(BlockerCode.StockNotWritten, blocker.Code);
        Assert.Contains(gone.Sku!, blocker.Sentence, StringComparison.Ordinal);
        using var said = new StringWriter(CultureInfo.InvariantCulture);
        Assert.Equal(1, await house.Get<StockCommand>().Show(house.Domain, json: false, said, Stop));
        Assert.Contains("Main warehouse (7001)", said.ToString(), StringComparison.Ordinal);
        Assert.Contains(gone.Sku!, said.ToString(), StringComparison.Ordinal);

        await house.Get<IProductLinks>().Remove(house.Domain, new VariantId(gone.Id), Stop);
        using var synced = new StringWriter(CultureInfo.InvariantCulture);
        Assert.True(await house.Get<StockCommand>().Sync(house.Domain, "Main warehouse", synced, synced, Stop) == 0, synced.ToString());
    }

    [Fact]
    public async Task Less_than_nothing_shows_as_nothing_and_a_pack_shows_whole_packs()
    {
        var (variant, product) = await house.Goods("negative", 4m);
        await house.Polled();
        var link = (await house.Get<IProductLinks>().Of(house.Domain, [new VariantId(variant.Id)], Stop))[new VariantId(variant.Id)];
        await house.Get<IProductLinks>().Put(house.Domain, [link with { Units = 6m }], Stop);
        await house.Hand.Count(product, house.Places[StockHouse.Main].Stock, 20m, Stop);
        await house.Polled();
        Assert.Equal(3, house.Shown(variant).Main);

        var quant = house.Odoo.Records("stock.quant").First(one => Convert.ToInt32(one["product_id"], CultureInfo.InvariantCulture) == product);
        house.Odoo.Change("stock.quant", Story.House.Id(quant), new Dictionary<string, object?> { ["quantity"] = -3m });
        await house.Polled();
        Assert.Equal(0, house.Shown(variant).Main);
    }

    [Fact]
    public async Task What_is_not_stocked_is_left_alone_or_stocked_as_decided()
    {
        var (variant, product) = await house.Goods("unstocked");
        house.Shop.Stock.Unstock(variant.Id, StockHouse.Town);
        await house.Hand.Count(product, house.Places[StockHouse.Town].Stock, 8m, Stop);
        await house.Polled();
        Assert.Null(house.Shown(variant).Town);

        await house.Furnished(inventory => inventory with { NotStocked = NotStocked.Activate });
        await house.Polled();
        Assert.Equal(8, house.Shown(variant).Town);
    }

    [Fact]
    public async Task A_deactivated_location_waits_at_once_and_the_other_goes_on()
    {
        var (variant, product) = await house.Goods("closed", 4m);
        await house.Polled();
        await house.Shop.Activate(StockHouse.Town, active: false, Stop);
        await house.Rested();

        var blocker = Story.House.TheBlockerOf(await house.Stands(StockHouse.Town));
        Assert.Equal((BlockerCode.LocationUnmapped, "inventory.locations"), (blocker.Code, blocker.Setting));
        Assert.Contains("“Shop in town” was deactivated in Shopify", blocker.Sentence, StringComparison.Ordinal);
        await house.Hand.Count(product, house.Places[StockHouse.Main].Stock, 5m, Stop);
        await house.Hand.Count(product, house.Places[StockHouse.Town].Stock, 2m, Stop);
        await house.Polled();
        Assert.Equal((5, 0), house.Shown(variant));

        await house.Shop.Activate(StockHouse.Town, active: true, Stop);
        await house.Rested();
        Assert.Equal((5, 2), house.Shown(variant));
    }

    [Fact]
    public async Task A_location_that_was_opened_waits_until_it_is_decided_and_a_renamed_one_goes_on_under_its_new_name()
    {
        var (variant, product) = await house.Goods("opened", 4m);
        await house.Polled();
        await house.Shop.Open(7009, "Pop-up", Stop);
        await house.Shop.Rename(StockHouse.Town, "Shop by the river", Stop);
        await house.Hand.Count(product, house.Places[StockHouse.Main].Stock, 5m, Stop);
        await house.Hand.Count(product, house.Places[StockHouse.Town].Stock, 2m, Stop);
        await house.Polled();

        var blocker = Story.House.TheBlockerOf(await house.Stands(7009));
        Assert.Equal((BlockerCode.LocationUnmapped, "inventory.locations"), (blocker.Code, blocker.Setting));
        Assert.Contains("the location “Pop-up” (7009), of which nothing is decided", blocker.Sentence, StringComparison.Ordinal);
        Assert.Equal((5, 2), house.Shown(variant));
        var town = (await house.Standings.Find(RecordKey.Location(house.Domain, new LocationId(StockHouse.Town)), Stop))!;
        Assert.Equal("Shop by the river", town.ShopifyName);

        await house.Shop.DeleteLocation(7009, Stop);
        await house.Rested();
        Assert.IsType<Standing.ExcludedByRule>(await house.Stands(7009));
        await house.Shop.Rename(StockHouse.Town, "Shop in town", Stop);
    }

    [Fact]
    public async Task What_a_long_transaction_writes_under_an_old_time_is_found_by_the_next_look()
    {
        var (variant, product) = await house.Goods("late", 4m);
        await house.Polled();
        var quant = house.Odoo.Records("stock.quant").First(one => Convert.ToInt32(one["product_id"], CultureInfo.InvariantCulture) == product);
        house.Odoo.ChangeLate("stock.quant", Story.House.Id(quant), new Dictionary<string, object?> { ["quantity"] = 9m }, TimeSpan.FromMinutes(10));
        await house.Polled();
        Assert.Equal(9, house.Shown(variant).Main);

        house.Odoo.Delete("stock.quant", Story.House.Id(quant));
        await house.Polled();
        Assert.Equal(0, house.Shown(variant).Main);
    }

    [Fact]
    public async Task An_archived_warehouse_waits_at_its_location_and_the_other_goes_on()
    {
        var (variant, product) = await house.Goods("archive", 4m);
        await house.Polled();
        house.Odoo.Change("stock.warehouse", house.Places[StockHouse.Town].Warehouse, new Dictionary<string, object?> { ["active"] = false });
        await house.Hand.Count(product, house.Places[StockHouse.Main].Stock, 5m, Stop);
        await house.Polled();

        Assert.Equal(5, house.Shown(variant).Main);
        Assert.Contains("was archived", Story.House.TheBlockerOf(await house.Stands(StockHouse.Town)).Sentence, StringComparison.Ordinal);

        house.Odoo.Change("stock.warehouse", house.Places[StockHouse.Town].Warehouse, new Dictionary<string, object?> { ["active"] = true });
        await house.Furnished();
        using var said = new StringWriter(CultureInfo.InvariantCulture);
        await house.Get<StockCommand>().Sync(house.Domain, "7002", said, said, Stop);
        Assert.True(await house.Stands(StockHouse.Town) is not Standing.BlockedBy { Blockers: [{ Code: BlockerCode.LocationUnmapped }] }, said.ToString());
    }

    [Fact]
    public async Task A_location_that_Shopify_does_not_have_is_refused_before_anything_is_applied()
    {
        var decided = house.Decisions with
        {
            Fulfillments = new FulfillmentDecision { Locations = [new LocationDecision(new LocationId(9999), new OdooReference("WH", null), Ships.Nobody)] },
            Inventory = new InventoryDecision { Locations = [new StockedLocation(new LocationId(9999), [])] },
        };
        var outcome = await house.Get<SetupApply>().Apply(house.Domain, DecisionsFile.Write(decided), "a test", Stop);

        Assert.False(outcome.InForce);
        var finding = Assert.Single(outcome.Report.Findings, finding => finding.Kind == FindingKind.Error);
        Assert.Equal("inventory.locations[0].location", finding.Setting);
        Assert.Contains("Shopify has no location 9999", finding.What, StringComparison.Ordinal);
        Assert.Contains("7001 (“Main warehouse”)", finding.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dry_run_says_what_would_be_written_and_writes_nothing()
    {
        var (variant, product) = await house.Goods("dry", 4m);
        await house.Polled();
        await house.Hand.Count(product, house.Places[StockHouse.Main].Stock, 6m, Stop);
        using var said = new StringWriter(CultureInfo.InvariantCulture);

        Assert.Equal(0, await house.Get<StockCommand>().DryRun(house.Domain, "main warehouse", said, said, Stop));
        Assert.Contains($"{variant.Sku}: 4 → 6", said.ToString(), StringComparison.Ordinal);
        Assert.Equal(4, house.Shown(variant).Main);
    }

    [Fact]
    public async Task Places_are_added_up_and_a_buffer_is_kept_back_at_each_location()
    {
        var (variant, product) = await house.Goods("places", 5m);
        await house.Hand.Count(product, house.Places[StockHouse.Town].Stock, 4m, Stop);
        await house.Furnished(inventory => inventory with
        {
            Buffer = 2,
            Locations = [new StockedLocation(new LocationId(StockHouse.Main), [new OdooReference("WH/Stock", null), new OdooReference(null, house.Places[StockHouse.Town].Stock)]), inventory.Locations[1]],
        });
        await house.Polled();

        Assert.Equal((7, 2), house.Shown(variant));
    }

    [Fact]
    public async Task A_paused_flow_writes_nothing_and_loses_nothing()
    {
        var (variant, product) = await house.Goods("paused", 4m);
        await house.Polled();
        var flows = house.Get<IFlows>();
        await flows.Pause(house.Domain, Flow.Inventory, "a test", "Stocktaking.", Stop);
        await house.Hand.Count(product, house.Places[StockHouse.Main].Stock, 9m, Stop);
        Assert.Equal(0, await house.Polled());
        Assert.Equal(4, house.Shown(variant).Main);

        await flows.Resume(house.Domain, Flow.Inventory, "a test", "Done.", Stop);
        await house.Polled();
        Assert.Equal(9, house.Shown(variant).Main);
    }
}

public sealed class StockStoryTests
{
    [Theory]
    [InlineData(18)]
    [InlineData(19)]
    public async Task Each_location_shows_what_Odoo_has_after_every_step_of_the_story(int version)
    {
        using var told = new StringWriter(CultureInfo.InvariantCulture);

        Assert.True(await StockStory.Run(new PracticeHouseOptions { OdooVersion = version, Settings = new Dictionary<string, string?> { ["Dispatch:Idle"] = "00:00:00.100" } }, told, TestContext.Current.CancellationToken) == 0, told.ToString());
    }
}
