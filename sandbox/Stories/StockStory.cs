using System.Globalization;
using Tandem.App.Setup;
using Tandem.Grains.Dispatch;
using Tandem.Grains.Ledger;
using Tandem.Grains.Products;
using Tandem.Odoo;
using Tandem.Sandbox.House;
using Tandem.Sandbox.Shopify.Orders;
using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Records;

namespace Tandem.Sandbox.Stories;

/// <summary><c>story stock</c>: a receipt, orders, a count, a transfer, and a sale in both systems at the same moment; both sides are shown by location after each.</summary>
public sealed class StockStory
{
    private const long Main = 7001;
    private const long Town = 7002;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly VariantDescription[] Goods = [DemoOrders.Mug, DemoOrders.Teapot];

    private readonly PracticeHouse house;
    private readonly TextWriter output;
    private readonly CancellationToken stop;
    private readonly StockHand hand;
    private readonly Dictionary<long, (int Warehouse, int Stock, int View)> places = [];
    private readonly Dictionary<long, int> products = [];
    private bool right = true;

    private StockStory(PracticeHouse house, TextWriter output, CancellationToken stop)
    {
        (this.house, this.output, this.stop) = (house, output, stop);
        // Who works in the warehouse may more than Tandem's user.
        hand = new StockHand(Service<IOdooClients>().For(new OdooConnection(house.Odoo.Address, house.Odoo.Database, "admin", new OdooSecret("admin"))));
    }

    private ShopDomain Domain => ShopDomain.Parse(house.Shop.Domain);

    /// <returns>0 only when each location showed what Odoo had after each step, and nothing was written twice.</returns>
    public static async Task<int> Run(PracticeHouseOptions options, TextWriter output, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(output);
        await using var house = await PracticeHouse.Start(options with { Settings = new Dictionary<string, string?>(options.Settings) { ["Dispatch:PollStockEvery"] = "00:00:00" } }, stop);
        if (!await HouseSetup.ConnectAndApply(house, output, stop)) return 1;
        var story = new StockStory(house, output, stop);
        if (!await story.Furnish()) return 1;
        await story.Tell();
        await output.WriteLineAsync();
        await output.WriteLineAsync(story.right ? "Each location shows what Odoo has, after every step." : "They differ: see the steps marked with !.");
        return story.right ? 0 : 1;
    }

    private async Task<bool> Furnish()
    {
        var first = await hand.Warehouse("WH", stop);
        await hand.Open("Shop in town", "TOWN", first.Company, stop);
        var second = await hand.Warehouse("TOWN", stop);
        (places[Main], places[Town]) = ((first.Id, first.Stock, first.View), (second.Id, second.Stock, second.View));
        var decided = await Service<SetupApply>().Apply(Domain, DecisionsFile.Write(With(await house.Decisions(stop))), "the practice house", stop);
        if (!decided.InForce) await output.WriteLineAsync(ReportText.Plain(decided.Report));
        await Service<CatalogueMatch>().Run(Domain, dryRun: false, stop);
        foreach (var variant in Goods) products[variant.Id] = await hand.Product(variant.Sku!, stop);
        return decided.InForce;
    }

    private async Task Tell()
    {
        var (mug, teapot) = (products[DemoOrders.Mug.Id], products[DemoOrders.Teapot.Id]);
        await hand.Receive(mug, places[Main].Warehouse, places[Main].Stock, 20m, stop);
        await hand.Receive(teapot, places[Main].Warehouse, places[Main].Stock, 5m, stop);
        await Show("a receipt: 20 mugs and 5 teapots");
        await Sell(2);
        await Sell(1);
        await Show("two orders, of 2 mugs and of 1");
        await hand.Count(teapot, places[Main].Stock, 4m, stop);
        await Show("a count: one teapot was broken");
        await hand.Carry(mug, places[Main].Warehouse, places[Main].Stock, places[Town].Stock, 6m, stop);
        await Show("a transfer: 6 mugs to the shop in town");
        // Somebody buys in the online shop at the moment in which a colleague takes some from the shelf.
        var order = house.Shop.Place(Mugs(3));
        await hand.Count(mug, places[Main].Stock, 10m, stop);
        await Service<StockPoll>().Run(Domain, stop);
        await house.Shop.Webhooks.Deliver(order, "orders/create", null, stop);
        await Show("a sale in both systems at the same moment");
        await hand.Count(teapot, places[Main].Stock, 0m, stop);
        await Show("a count: no teapot is left");
    }

    private async Task Sell(int units) => await house.Shop.Webhooks.Deliver(house.Shop.Place(Mugs(units)), "orders/create", null, stop);

    private static OrderDescription Mugs(int units) => new()
    {
        Lines = [new LineDescription(DemoOrders.Mug.ProductTitle, DemoOrders.Mug.Price, units) { Variant = DemoOrders.Mug }], Customer = DemoOrders.Ada,
    };

    private static ShopDecisions With(ShopDecisions decisions) => decisions with
    {
        Fulfillments = new FulfillmentDecision
        {
            Locations = [new LocationDecision(new LocationId(Main), new OdooReference("WH", null), Ships.Nobody), new LocationDecision(new LocationId(Town), new OdooReference("TOWN", null), Ships.Nobody)],
        },
        Inventory = new InventoryDecision { Locations = [new StockedLocation(new LocationId(Main), []), new StockedLocation(new LocationId(Town), [])] },
    };

    private async Task Show(string what)
    {
        await house.Settled(Patience, stop);
        await Service<StockPoll>().Run(Domain, stop);
        await house.Settled(Patience, stop);
        var lines = new List<string>();
        var equal = true;
        foreach (var location in places.Keys)
            foreach (var variant in Goods)
            {
                var odoo = await hand.Free(products[variant.Id], places[location].View, stop);
                var shopify = house.Shop.Stock.Available(variant.Id, location);
                equal &= shopify == Math.Max(0m, Math.Floor(odoo));
                lines.Add(string.Create(CultureInfo.InvariantCulture, $"    {(location == Main ? "Main warehouse" : "Shop in town"),-15} {variant.Sku,-12} Odoo {odoo:0} free   Shopify {shopify} available"));
            }

        right &= equal;
        await output.WriteLineAsync();
        await output.WriteLineAsync($"{(equal ? " " : "!")} {what}");
        foreach (var line in lines) await output.WriteLineAsync(line);
    }

    private T Service<T>() where T : notnull => house.App.Services.GetRequiredService<T>();
}
