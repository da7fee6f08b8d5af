using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Grains.Dispatch;
using Tandem.Grains.Ledger;
using Tandem.Odoo;
using Tandem.Sandbox.House;
using Tandem.Sandbox.Shopify.Orders;
using Tandem.Sandbox.Shopify.Shops;
using Tandem.Sync;
using Tandem.App.Setup;
using Tandem.Sync.Decisions;
using Tandem.Sync.Products;

namespace Tandem.Load;

/// <summary>Ten thousand variants whose stock changes at two locations at once, from an empty bucket, against what the bucket allows.</summary>
internal static class Stock
{
    private const int Variants = 10_000;
    private const int MostMutations = 80;
    private const double MostOver = 1.15;
    private static readonly long[] Locations = [7001, 7002];

    public static async Task<int> Run(CancellationToken stop)
    {
        await using var house = await PracticeHouse.Start(new PracticeHouseOptions
        {
            Settings = new Dictionary<string, string?> { ["Dispatch:PollStockEvery"] = "00:00:00", ["Dispatch:PollEvery"] = "00:00:00", ["Dispatch:SweepEvery"] = "00:00:00", ["Dispatch:Idle"] = "00:00:00.050" },
        }, stop);
        if (!await HouseSetup.ConnectAndApply(house, TextWriter.Null, stop)) return 1;
        var quants = await Furnish(house, stop);
        await Polled(house, stop);
        if (Wrong(house, quants) is > 0 and var first) return Fail($"{first} levels are wrong before anything was measured");

        foreach (var quant in quants) house.Odoo.Change("stock.quant", quant.Id, new Dictionary<string, object?> { ["quantity"] = quant.After });
        house.Odoo.Calls.Clear();
        var (bucket, before) = (house.Shopify.BucketOf(house.Shop), house.Shopify.Faults.Count("inventorySetQuantities"));
        bucket.Drain();
        var (start, spent) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        await house.App.Services.GetRequiredService<StockPoll>().Run(ShopDomain.Parse(house.Shop.Domain), stop);
        var polled = Stopwatch.GetElapsedTime(start);
        await Rested(house, stop);
        var took = Stopwatch.GetElapsedTime(start);
        // It was never full, so what is missing of what came back was spent.
        var allowed = took - TimeSpan.FromSeconds(bucket.Available / bucket.Rate);
        var mutations = house.Shopify.Faults.Count("inventorySetQuantities") - before;
        var wrong = Wrong(house, [.. quants.Select(quant => quant with { Before = quant.After })]);
        Print($"{Variants * Locations.Length} changed levels: {mutations} mutations (at most {MostMutations} and one in a hundred), {house.Odoo.Calls.Total} calls of Odoo");
        Print($"wall {took.TotalSeconds:0.0} s, the bucket allows {allowed.TotalSeconds:0.0} s, ratio {took / allowed:0.00} (at most {MostOver:0.00}); {wrong} levels wrong");
        Print($"of that {polled.TotalSeconds:0.0} s until all were found and marked; {(Environment.CpuUsage.TotalTime - spent).TotalSeconds:0.0} s of this machine's processors, both practice servers included");

        return wrong == 0 && mutations <= MostMutations * 1.01 && took <= allowed * MostOver ? 0 : 1;
    }

    private static async Task<List<Quant>> Furnish(PracticeHouse house, CancellationToken stop)
    {
        var hand = new StockHand(house.App.Services.GetRequiredService<IOdooClients>().For(new OdooConnection(house.Odoo.Address, house.Odoo.Database, "admin", new OdooSecret("admin"))));
        var first = await hand.Warehouse("WH", stop);
        await hand.Open("Shop in town", "TOWN", first.Company, stop);
        int[] places = [first.Stock, (await hand.Warehouse("TOWN", stop)).Stock];
        var (links, quants) = (new List<ProductLink>(), new List<Quant>());
        for (var number = 1; number <= Variants; number++)
        {
            var variant = new VariantDescription(45_000_000_000_000 + (number * 16L), string.Create(CultureInfo.InvariantCulture, $"LOAD-{number}"), "Load", 1m);
            house.Shop.Add(variant);
            var product = house.Odoo.Add("product.product", new Dictionary<string, object?> { ["name"] = variant.Sku, ["default_code"] = variant.Sku, ["type"] = "consu", ["is_storable"] = true, ["taxes_id"] = new List<object?>() });
            foreach (var (index, place) in places.Index())
            {
                var (before, after) = (10m + (number % 7), 20m + (number % 11));
                quants.Add(new Quant(house.Odoo.Add("stock.quant", new Dictionary<string, object?> { ["product_id"] = product, ["location_id"] = place, ["quantity"] = before }), variant.Id, Locations[index], before, after));
            }

            links.Add(new ProductLink
            {
                Variant = new VariantId(variant.Id), OdooProduct = new OdooId<Product>(product), Product = new ProductId(variant.ProductId), InventoryItem = new InventoryItemId(StockRoom.ItemOf(variant.Id)),
                Origin = LinkOrigin.Rule, Seen = new LinkedCodes(variant.Sku, null, variant.Sku, null), By = "load", At = TimeProvider.System.GetUtcNow() - TimeSpan.FromHours(1),
            });
        }

        var shop = ShopDomain.Parse(house.Shop.Domain);
        await house.App.Services.GetRequiredService<IProductLinks>().Add(shop, links, stop);
        var decisions = await house.Decisions(stop);
        await house.App.Services.GetRequiredService<SetupApply>().Apply(shop, DecisionsFile.Write(decisions with
        {
            Fulfillments = new FulfillmentDecision { Locations = [.. Locations.Zip(["WH", "TOWN"], (location, code) => new LocationDecision(new LocationId(location), new OdooReference(code, null), Ships.Nobody))] },
            Inventory = new InventoryDecision { Locations = [.. Locations.Select(location => new StockedLocation(new LocationId(location), []))] },
        }), "load", stop);
        return quants;
    }

    private static async Task Polled(PracticeHouse house, CancellationToken stop)
    {
        await house.App.Services.GetRequiredService<StockPoll>().Run(ShopDomain.Parse(house.Shop.Domain), stop);
        await Rested(house, stop);
    }

    private static async Task Rested(PracticeHouse house, CancellationToken stop)
    {
        var (inbox, levels) = (house.App.Services.GetRequiredService<IInbox>(), house.App.Services.GetRequiredService<IStockLevels>());
        do
        {
            while ((await inbox.Backlogs(stop)).Any(backlog => backlog.Signals > 0)) await Task.Delay(20, stop);
        }
        while ((await levels.Counts(ShopDomain.Parse(house.Shop.Domain), stop)).Sum(count => count.Due) > 0);
    }

    private static int Wrong(PracticeHouse house, IReadOnlyCollection<Quant> quants) => quants.Count(quant => house.Shop.Stock.Available(quant.Variant, quant.Location) != (int)quant.Before);

    private static int Fail(string what)
    {
        Console.Error.WriteLine(what);
        return 1;
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private sealed record Quant(int Id, long Variant, long Location, decimal Before, decimal After);
}
