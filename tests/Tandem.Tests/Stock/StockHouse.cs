using System.Globalization;
using Tandem.Grains.Dispatch;
using Tandem.Grains.Ledger;
using Tandem.Grains.Products;
using Tandem.Odoo;
using Tandem.Sandbox.House;
using Tandem.Sandbox.Shopify.Orders;
using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Records;
using Tandem.Tests.Story;
using Xunit;

namespace Tandem.Tests.Stock;

/// <summary>A shop with two locations, whose stock is that of two warehouses; Odoo is asked when a test says so.</summary>
public class StockHouse : Story.House
{
    public const long Main = 7001;
    public const long Town = 7002;
    private int made;

    protected override IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?> { ["Dispatch:PollStockEvery"] = "00:00:00", ["Dispatch:PollEvery"] = "00:00:00" };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public StockHand Hand { get; private set; } = null!;

    /// <summary>The warehouses' stock places, by location.</summary>
    public IReadOnlyDictionary<long, (int Warehouse, int Stock, int View)> Places { get; private set; } = null!;

    /// <summary>Opens the second warehouse and has stock told to both locations.</summary>
    public async Task Furnished(Func<InventoryDecision, InventoryDecision>? change = null)
    {
        if (Hand is null)
        {
            Hand = new StockHand(Get<IOdooClients>().For(new OdooConnection(Odoo.Address, Odoo.Database, "admin", new OdooSecret("admin"))));
            var first = await Hand.Warehouse("WH", Stop);
            await Hand.Open("Shop in town", "TOWN", first.Company, Stop);
            var second = await Hand.Warehouse("TOWN", Stop);
            Places = new Dictionary<long, (int, int, int)> { [Main] = (first.Id, first.Stock, first.View), [Town] = (second.Id, second.Stock, second.View) };
        }

        var inventory = new InventoryDecision { Locations = [new StockedLocation(new LocationId(Main), []), new StockedLocation(new LocationId(Town), [])] };
        await Decide(decisions => decisions with
        {
            Fulfillments = new FulfillmentDecision
            {
                Locations = [new LocationDecision(new LocationId(Main), new OdooReference("WH", null), Ships.Nobody), new LocationDecision(new LocationId(Town), new OdooReference("TOWN", null), Ships.Nobody)],
            },
            Inventory = change?.Invoke(inventory) ?? inventory,
        });
    }

    /// <summary>A variant and its Odoo product, linked, with so much in the main warehouse.</summary>
    public async Task<(VariantDescription Variant, int Product)> Goods(string word, decimal inMain = 0m)
    {
        var number = Interlocked.Increment(ref made);
        var variant = new VariantDescription(45_800_000_000_000 + (number * 16), $"STOCK-{word}-{number}", $"Thing {number}", 10m);
        Shop.Add(variant);
        var product = Odoo.Add("product.product", new Dictionary<string, object?>
        {
            ["name"] = variant.ProductTitle, ["default_code"] = variant.Sku, ["type"] = "consu", ["is_storable"] = true,
            ["list_price"] = variant.Price, ["taxes_id"] = new List<object?>(), ["supplier_taxes_id"] = new List<object?>(),
        });
        if (inMain != 0m) await Hand.Count(product, Places[Main].Stock, inMain, Stop);
        await Get<CatalogueMatch>().Run(Domain, dryRun: false, Stop);
        return (variant, product);
    }

    /// <summary>Asks Odoo now, and waits until both locations have come to rest.</summary>
    public async Task<int> Polled()
    {
        var marked = await Get<StockPoll>().Run(Domain, Stop);
        await Rested();
        return marked;
    }

    public async Task Rested()
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        while (watch.Elapsed < TimeSpan.FromSeconds(90))
        {
            await Shopify.Settled();
            var waits = (await Get<IInbox>().Backlogs(Stop)).Any(backlog => backlog.Signals > 0);
            if (!waits && (await Standings.Counts(Domain, null, Stop)).Keys.All(kind => kind is not (StandingKind.Working or StandingKind.Retrying))) return;
            await Task.Delay(25, Stop);
        }

        throw new TimeoutException("The locations did not come to rest.");
    }

    public async Task<Standing> Stands(long location) => (await Standings.Find(RecordKey.Location(Domain, new LocationId(location)), Stop))!.Standing;

    /// <summary>What Shopify shows in both locations.</summary>
    public (int? Main, int? Town) Shown(VariantDescription variant) => (Shop.Stock.Available(variant.Id, Main), Shop.Stock.Available(variant.Id, Town));

    /// <summary>How often stock was written, in calls.</summary>
    public int Mutations => Shopify.Faults.Count("inventorySetQuantities");

    public async Task<IReadOnlyList<string>> Told(long location) =>
        [.. (await Get<IActivity>().Of(RecordKey.Location(Domain, new LocationId(location)), new Page(200), Stop)).Select(entry => entry.Sentence)];
}
