using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Tandem.App.Setup;
using Tandem.Grains.Dispatch;
using Tandem.Grains.Ledger;
using Tandem.Grains.Products;
using Tandem.Odoo;
using Tandem.Sandbox.House;
using Tandem.Sandbox.Shopify.Orders;
using Tandem.Sync;
using Tandem.Sync.Decisions;

namespace Tandem.Load;

/// <summary>How long a change in Odoo takes to show in Shopify while orders flow, polled as by default: <c>stock-delay [changes=60]</c>.</summary>
internal static class StockDelay
{
    private const long Location = 7001;
    private const int OrdersAMinute = 50;
    private const int Products = 20;
    private static readonly TimeSpan Over = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Every = new DispatchOptions().PollStockEvery;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static async Task<int> Run(IReadOnlyList<string> arguments, CancellationToken stop)
    {
        var changes = arguments.Number("changes", 60);
        await using var house = await PracticeHouse.Start(new PracticeHouseOptions { Currency = "USD", OdooPace = Sandbox.Odoo.MeasuredPace.Of(19) }, stop);
        if (!await HouseSetup.ConnectAndApply(house, TextWriter.Null, stop)) return 1;
        var goods = await Furnish(house, stop);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var orders = Sell(house, enough.Token);
        var delays = new List<Task<TimeSpan>>();
        for (var change = 0; change < changes; change++)
        {
            // At all moments between two looks.
            await Task.Delay(TimeSpan.FromMilliseconds(1000 + Random.Shared.Next(1500)), stop);
            delays.Add(Change(house, goods[change % Products], 100 + change, stop));
        }

        var times = (await Task.WhenAll(delays)).Order().ToList();
        await enough.CancelAsync();
        var placed = await orders;
        var most = Every + Over;
        var late = times[(int)Math.Ceiling(times.Count * 0.95) - 1];
        Print($"{placed} orders placed meanwhile, {OrdersAMinute} a minute; Odoo at the measured pace of a real one, looked at every {Every.TotalSeconds:0} s");
        Print($"{times.Count} changes in Odoo: half of them in Shopify within {times[times.Count / 2].TotalSeconds:0.0} s, 95 of 100 within {late.TotalSeconds:0.0} s (at most {most.TotalSeconds:0}), the last within {times[^1].TotalSeconds:0.0} s");
        return late <= most ? 0 : 1;
    }

    /// <summary>A product changes only when its last change has been seen: <see cref="Products"/> of them are more than change between two looks.</summary>
    private static async Task<TimeSpan> Change(PracticeHouse house, Good good, int quantity, CancellationToken stop)
    {
        await good.Turn.WaitAsync(stop);
        try
        {
            house.Odoo.Change("stock.quant", good.Quant, new Dictionary<string, object?> { ["quantity"] = (decimal)quantity });
            var start = Stopwatch.GetTimestamp();
            while (house.Shop.Stock.Available(good.Variant, Location) != quantity && Stopwatch.GetElapsedTime(start) < Patience) await Task.Delay(10, stop);
            return Stopwatch.GetElapsedTime(start);
        }
        finally
        {
            good.Turn.Release();
        }
    }

    private static async Task<int> Sell(PracticeHouse house, CancellationToken enough)
    {
        var placed = 0;
        try
        {
            using var timer = new PeriodicTimer(TimeSpan.FromMinutes(1.0 / OrdersAMinute));
            while (await timer.WaitForNextTickAsync(enough))
            {
                house.Shop.Place(TexasOrders.Of(placed % 25));
                placed++;
            }
        }
        catch (OperationCanceledException)
        {
            // Enough was sold.
        }

        return placed;
    }

    private static async Task<List<Good>> Furnish(PracticeHouse house, CancellationToken stop)
    {
        var shop = ShopDomain.Parse(house.Shop.Domain);
        var hand = new StockHand(house.App.Services.GetRequiredService<IOdooClients>().For(new OdooConnection(house.Odoo.Address, house.Odoo.Database, "admin", new OdooSecret("admin"))));
        var place = (await hand.Warehouse("WH", stop)).Stock;
        var goods = new List<Good>();
        for (var number = 1; number <= Products; number++)
        {
            var variant = new VariantDescription(45_000_000_000_000 + (number * 16L), string.Create(CultureInfo.InvariantCulture, $"DELAY-{number}"), "Delay", 1m);
            house.Shop.Add(variant);
            var product = house.Odoo.Add("product.product", new Dictionary<string, object?> { ["name"] = variant.Sku, ["default_code"] = variant.Sku, ["type"] = "consu", ["is_storable"] = true, ["taxes_id"] = new List<object?>() });
            goods.Add(new Good(variant.Id, house.Odoo.Add("stock.quant", new Dictionary<string, object?> { ["product_id"] = product, ["location_id"] = place, ["quantity"] = 10m }), new SemaphoreSlim(1)));
        }

        await house.App.Services.GetRequiredService<CatalogueMatch>().Run(shop, dryRun: false, stop);
        await house.App.Services.GetRequiredService<SetupApply>().Apply(shop, DecisionsFile.Write((await house.Decisions(stop)) with
        {
            Fulfillments = new FulfillmentDecision { Locations = [new LocationDecision(new LocationId(Location), new OdooReference("WH", null), Ships.Nobody)] },
            Inventory = new InventoryDecision { Locations = [new StockedLocation(new LocationId(Location), [])] },
        }), "load", stop);
        var start = Stopwatch.GetTimestamp();
        while (goods.Exists(good => house.Shop.Stock.Available(good.Variant, Location) != 10) && Stopwatch.GetElapsedTime(start) < Patience) await Task.Delay(100, stop);
        return goods;
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private sealed record Good(long Variant, int Quant, SemaphoreSlim Turn);
}
