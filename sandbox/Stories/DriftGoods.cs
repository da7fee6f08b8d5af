using System.Globalization;
using Tandem.Grains.Dispatch;
using Tandem.Grains.Products;
using Tandem.Odoo;
using Tandem.Sandbox.House;
using Tandem.Sandbox.Shopify.Orders;
using Tandem.Sandbox.Shopify.Shops;
using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Reconciliation;
using Tandem.Sync.Records;

namespace Tandem.Sandbox.Stories;

/// <summary>The goods of <c>story drift</c>: as many products as there are differences to plant and some more, at two locations, in step on both sides.</summary>
internal sealed class DriftGoods
{
    private const int Spare = 3;
    private const int InMain = 20;
    private const int InTown = 5;
    private readonly PracticeHouse house;
    private readonly Dictionary<long, int> places = [];
    private readonly List<GoodsGround> grounds = [];

    private DriftGoods(PracticeHouse house) => this.house = house;

    /// <summary>The stock location in Odoo of each location of the shop.</summary>
    public IReadOnlyDictionary<long, int> Places => places;

    private ShopDomain Domain => ShopDomain.Parse(house.Shop.Domain);

    /// <summary>Furnishes both sides; nothing is decided yet.</summary>
    public static async Task<DriftGoods> Furnish(PracticeHouse house, CancellationToken stop)
    {
        var goods = new DriftGoods(house);
        var hand = new StockHand(house.App.Services.GetRequiredService<IOdooClients>().For(new OdooConnection(house.Odoo.Address, house.Odoo.Database, "admin", new OdooSecret("admin"))));
        var first = await hand.Warehouse("WH", stop);
        await hand.Open("Shop in town", "TOWN", first.Company, stop);
        (goods.places[GoodsDrifts.Main], goods.places[GoodsDrifts.Town]) = (first.Stock, (await hand.Warehouse("TOWN", stop)).Stock);
        goods.Fill();
        return goods;
    }

    /// <summary>Odoo owns what is carried, and its stock is told at both locations.</summary>
    public static ShopDecisions With(ShopDecisions decisions)
    {
        ArgumentNullException.ThrowIfNull(decisions);
        return decisions with
        {
            Products = decisions.Products with
            {
                Listings = new ListingDecision { Owners = new[] { ListingField.Title, ListingField.Price, ListingField.Barcode, ListingField.Weight, ListingField.Status, ListingField.Image }.ToDictionary(field => field, _ => FieldOwner.Odoo) },
            },
            Fulfillments = new FulfillmentDecision
            {
                Locations =
                [
                    new LocationDecision(new LocationId(GoodsDrifts.Main), new OdooReference("WH", null), Ships.Nobody),
                    new LocationDecision(new LocationId(GoodsDrifts.Town), new OdooReference("TOWN", null), Ships.Nobody),
                ],
            },
            Inventory = new InventoryDecision
            {
                Locations = [new StockedLocation(new LocationId(GoodsDrifts.Main), []), new StockedLocation(new LocationId(GoodsDrifts.Town), [])], NotStocked = NotStocked.Activate,
            },
        };
    }

    /// <summary>Has the live loop carry over whatever changed in Odoo.</summary>
    public async Task Carry(Func<Task> settled, CancellationToken stop)
    {
        await house.App.Services.GetRequiredService<CatalogueMatch>().Run(Domain, dryRun: false, stop);
        for (var look = 0; look < 2; look++)
        {
            await house.App.Services.GetRequiredService<StockPoll>().Run(Domain, stop);
            await house.App.Services.GetRequiredService<ListingPoll>().Run(Domain, stop);
            await settled();
        }
    }

    /// <summary>Plants one of every kind.</summary>
    public IReadOnlyList<PlantedGoods> Plant() => Plant(GoodsDrifts.All.Zip(grounds));

    /// <summary>Plants so many at random, each on goods of its own; the spare ones are left alone.</summary>
    public IReadOnlyList<PlantedGoods> Plant(Random random, int many)
    {
        ArgumentNullException.ThrowIfNull(random);
        var shuffled = grounds.SkipLast(Spare).ToArray();
        random.Shuffle(shuffled);
        return Plant(shuffled.Take(many).Select(ground => (GoodsDrifts.All[random.Next(GoodsDrifts.All.Count)], ground)));
    }

    /// <summary>Sets everything back to how it was furnished, on both sides.</summary>
    public void Restore()
    {
        foreach (var ground in grounds)
        {
            house.Shop.Remove(ground.Variant.Id + GoodsDrifts.Beside);
            house.Shop.Add(ground.Variant);
            house.Odoo.Change("product.product", ground.Product, new Dictionary<string, object?>
            {
                ["active"] = true, ["name"] = ground.Variant.ProductTitle, ["default_code"] = ground.Variant.Sku, ["list_price"] = ground.Variant.Price, ["barcode"] = false, ["weight"] = 0m, ["image_1920"] = false,
            });
            Level(ground, GoodsDrifts.Main, InMain);
            Level(ground, GoodsDrifts.Town, InTown);
        }
    }

    /// <summary>Counts spare goods, and has Shopify show it at once.</summary>
    public void CountSpare(int units) => Level(grounds[^1], GoodsDrifts.Main, units);

    /// <summary>Renames spare goods on both sides.</summary>
    public void RenameSpare(string name)
    {
        house.Odoo.Change("product.product", grounds[^2].Product, new Dictionary<string, object?> { ["name"] = name });
        house.Shop.Add(grounds[^2].Variant with { ProductTitle = name });
    }

    private static List<PlantedGoods> Plant(IEnumerable<(GoodsDrift Drift, GoodsGround Ground)> chosen)
    {
        var planted = chosen.Select(one => new PlantedGoods(one.Drift, one.Ground)).ToList();
        foreach (var one in planted) one.Drift.Plant(one.Ground);
        return planted;
    }

    private void Level(GoodsGround ground, long location, int units)
    {
        ground.Count(location, units);
        house.Shop.Stock.Stock(StockRoom.ItemOf(ground.Variant.Id), location);
        house.Shop.Stock.Change(ground.Variant.Id, location, units - house.Shop.Stock.Available(ground.Variant.Id, location)!.Value, tell: false);
    }

    private void Fill()
    {
        var shelf = new PracticeShelf(house.Odoo);
        foreach (var variant in DemoOrders.Catalogue)
        {
            // A planted difference of an order moves the stock of what it sold, rightly; that stock is nobody's matter here.
            house.Shop.Add(variant with { Tracked = false });
            shelf.Count(variant.Sku!, places[GoodsDrifts.Main], 100_000m);
        }

        house.Odoo.Change("product.product", ProductOf(DemoOrders.Mug.Sku!), new Dictionary<string, object?> { ["barcode"] = DemoOrders.Mug.Barcode });
        for (var index = 0; index < GoodsDrifts.All.Count + Spare; index++)
        {
            var variant = new VariantDescription(46_000_000_000_000 + (index * 16), string.Create(CultureInfo.InvariantCulture, $"DRIFT-{index:00}"), string.Create(CultureInfo.InvariantCulture, $"Drifting thing {index}"), 10m + index);
            house.Shop.Add(variant);
            var product = house.Odoo.Add("product.product", new Dictionary<string, object?>
            {
                ["name"] = variant.ProductTitle, ["default_code"] = variant.Sku, ["type"] = "consu", ["is_storable"] = true, ["list_price"] = variant.Price,
                ["taxes_id"] = new List<object?>(), ["supplier_taxes_id"] = new List<object?>(),
            });
            shelf.Count(variant.Sku!, places[GoodsDrifts.Main], InMain);
            shelf.Count(variant.Sku!, places[GoodsDrifts.Town], InTown);
            grounds.Add(new GoodsGround(house, variant, product, places));
        }
    }

    private int ProductOf(string reference) => DriftGround.Number(house.Odoo.Records("product.product").First(product => (string?)product["default_code"] == reference)["id"]);
}

/// <summary>A difference that stands in both systems now.</summary>
internal sealed record PlantedGoods(GoodsDrift Drift, GoodsGround Ground)
{
    /// <summary>What has to be said of it, in words.</summary>
    public IReadOnlyList<string> Missed(IReadOnlyList<Finding> found, bool healed) =>
        [.. Expected(healed).Where(told => !found.Any(finding => Fits(told, finding))).Select(told => $"{Ground.Variant.Sku} ({Drift.What}): nothing was said as {told.Kind} of {told.Field}")];

    /// <summary>Whether a finding is one of those that have to be said of it.</summary>
    public bool Explains(Finding finding, bool healed) => Expected(healed).Any(told => Fits(told, finding));

    public bool Stays => Drift.Told.Any(told => !told.Heals);

    private IEnumerable<ToldOfGoods> Expected(bool healed) => Drift.Told.Where(told => !healed || !told.Heals);

    private bool Fits(ToldOfGoods told, Finding finding) =>
        finding.Record.Kind == told.Record && finding.Kind == told.Kind && finding.Field.Contains(told.Field, StringComparison.Ordinal)
        && (told.Record == RecordKind.Location ? finding.Field.Contains(Ground.Variant.Sku!, StringComparison.Ordinal) : IsOurs(finding.Record.Id));

    /// <summary>Its product, or one that was planted beside it.</summary>
    private bool IsOurs(string id) => long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var product) && product >= Ground.Variant.ProductId && product < Ground.Variant.ProductId + 16;
}
