using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tandem.Grains.Ledger;
using Tandem.Grains.Shops;
using Tandem.Reconciler;
using Tandem.Shopify.Bulk;
using Tandem.Shopify.Orders;
using Tandem.Sync;
using Tandem.Sync.Products;
using Tandem.Sync.Sales;

namespace Tandem.Load;

/// <summary>Reads what a night reads, by the same clients and in the same portions, and compares nothing: <c>night-floor SHOP [depth]</c>, a process of its own.</summary>
internal static class NightFloor
{
    private const int OrdersAtOnce = 25;
    private const int VariantsAtOnce = 100;
    private const int LevelsAtOnce = 500;
    private const int InDepthAtOnce = 4;

    public static async Task<int> Run(IReadOnlyList<string> arguments, CancellationToken stop)
    {
        await using var services = ReconcilerHost.Build(ReconcilerHost.Settings([]), logging => logging.ClearProviders());
        var shop = ShopDomain.Parse(arguments[0]);
        if (await services.GetRequiredService<IShopBooks>().Open(shop, stop) is not ShopBookOpening.Open { Book: var book }) return 1;
        var began = TimeProvider.System.GetTimestamp();
        var orders = await Orders(services, book, arguments.Contains("depth"), stop);
        var ofOrders = TimeProvider.System.GetElapsedTime(began);
        var (products, levels) = await Goods(services, book, stop);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"floor: {orders} orders in {ofOrders.TotalSeconds:0.0} s, {products} products and {levels} levels in {(TimeProvider.System.GetElapsedTime(began) - ofOrders).TotalSeconds:0.0} s, {Environment.WorkingSet / 1024 / 1024} MB"));
        return 0;
    }

    private static async Task<int> Orders(ServiceProvider services, ShopBook book, bool depth, CancellationToken stop)
    {
        var from = TimeProvider.System.GetUtcNow().AddDays(-35);
        var placed = new List<OrderId>();
        await foreach (var order in services.GetRequiredService<IOrderSnapshots>().PlacedSinceOrOpen(book.Shop, from, stop)) placed.Add(order.Id);
        var booked = new List<OdooId<SaleOrder>>();
        await foreach (var order in book.Booked.CreatedSince(from, stop)) booked.Add(order.Id);
        foreach (var some in booked.Chunk(OrdersAtOnce))
        {
            var read = await book.Life.ReadAll(some, stop);
            await book.Life.Names.Of([.. read.SelectMany(one => one.Order.Lines).Select(line => line.Id)], stop);
            if (depth) await book.Booked.Identities([.. read.SelectMany(one => new[] { one.Order.Partner, one.Order.InvoicePartner, one.Order.ShippingPartner }).OfType<OdooId<Partner>>().Distinct()], stop);
        }

        var shopify = services.GetRequiredService<IShopOrders>();
        if (depth) await Parallel.ForEachAsync(placed, new ParallelOptions { MaxDegreeOfParallelism = InDepthAtOnce, CancellationToken = stop }, async (order, stopped) => await shopify.Read(book.Shop, order, stopped));
        return placed.Count;
    }

    private static async Task<(int Products, int Levels)> Goods(ServiceProvider services, ShopBook book, CancellationToken stop)
    {
        var (snapshots, products, levels) = (services.GetRequiredService<ICatalogueSnapshots>(), 0, 0);
        ProductLink[] links = [.. (await services.GetRequiredService<IProductLinks>().All(book.Shop, stop)).Values];
        await foreach (var _ in snapshots.Products(book.Shop, book.Rules.Decisions.CustomFields, book.CarriesImages, stop)) products++;
        foreach (var some in links.Chunk(VariantsAtOnce)) await book.Templates.Read([.. some.Select(link => link.OdooProduct)], stop);
        foreach (var some in links.Chunk(VariantsAtOnce)) products += (await book.Catalogue.Read([.. some.Select(link => link.OdooProduct)], stop)).Count;
        await snapshots.Levels(book.Shop, book.Rules.Decisions.Inventory.Write, [.. book.Stocked.Select(place => place.Location)], stop);
        foreach (var place in book.Stocked)
            foreach (var some in links.Chunk(LevelsAtOnce))
                levels += (await book.Stock.Figures(place.Places!, [.. some.Select(link => link.OdooProduct)], stop)).Count;
        return (products, levels);
    }
}
