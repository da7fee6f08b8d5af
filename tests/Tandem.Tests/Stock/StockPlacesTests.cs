using Tandem.Sandbox.Shopify.Orders;
using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Failures;
using Tandem.Sync.Records;
using Xunit;

namespace Tandem.Tests.Stock;

/// <summary>Odoo 18, which refuses to look below a place that was deleted, and below the others that are named with it.</summary>
public sealed class StockHouseOn18 : StockHouse
{
    protected override int OdooVersion => 18;
}

public sealed class StockPlacesTests(StockHouseOn18 house) : IClassFixture<StockHouseOn18>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_place_that_was_deleted_stops_its_own_location_alone()
    {
        await house.Furnished();
        var shelf = house.Odoo.Add("stock.location", new Dictionary<string, object?> { ["name"] = "Shelf", ["usage"] = "internal", ["location_id"] = house.Places[StockHouse.Town].Stock });
        await house.Furnished(inventory => inventory with { Locations = [inventory.Locations[0], new StockedLocation(new LocationId(StockHouse.Town), [new OdooReference(null, shelf)])] });
        var (variant, product) = await house.Goods("shelf", 4m);
        await house.Polled();
        Assert.Equal(4, house.Shown(variant).Main);

        house.Odoo.Delete("stock.location", shelf);
        await house.Hand.Count(product, house.Places[StockHouse.Main].Stock, 6m, Stop);
        await house.Polled();

        Assert.Equal(6, house.Shown(variant).Main);
        var blocker = Story.House.TheBlockerOf(await house.Stands(StockHouse.Town));
        Assert.Equal((BlockerCode.LocationUnmapped, "inventory.locations"), (blocker.Code, blocker.Setting));
        Assert.Contains("deleted", blocker.Sentence, StringComparison.Ordinal);
        Assert.IsType<Standing.InStep>(await house.Stands(StockHouse.Main));

        // Named anew, it goes on.
        await house.Hand.Count(product, house.Places[StockHouse.Town].Stock, 2m, Stop);
        await house.Furnished();
        await house.Polled();
        Assert.Equal((6, 2), house.Shown(variant));
    }

    [Fact]
    public async Task A_location_that_was_deleted_in_Shopify_is_told_and_the_others_go_on()
    {
        await house.Furnished();
        await house.Shop.Open(7011, "Stall", Stop);
        (long Id, string Warehouse)[] locations = [(StockHouse.Main, "WH"), (StockHouse.Town, "TOWN"), (7011, "TOWN")];
        await house.Decide(decisions => decisions with
        {
            Fulfillments = new FulfillmentDecision { Locations = [.. locations.Select(location => new LocationDecision(new LocationId(location.Id), new OdooReference(location.Warehouse, null), Ships.Nobody))] },
            Inventory = new InventoryDecision { Locations = [.. locations.Select(location => new StockedLocation(new LocationId(location.Id), []))] },
        });
        var (variant, product) = await house.Goods("stall", 4m);
        await house.Polled();
        await house.Shop.DeleteLocation(7011, Stop);
        await house.Rested();

        var blocker = Story.House.TheBlockerOf(await house.Stands(7011));
        Assert.Equal((BlockerCode.LocationUnmapped, "inventory.locations"), (blocker.Code, blocker.Setting));
        Assert.StartsWith("Shopify has no location 7011 any more, so its stock is not written; the other locations go on.", blocker.Sentence, StringComparison.Ordinal);
        await house.Hand.Count(product, house.Places[StockHouse.Main].Stock, 7m, Stop);
        await house.Polled();
        Assert.Equal(7, house.Shown(variant).Main);
    }
}
