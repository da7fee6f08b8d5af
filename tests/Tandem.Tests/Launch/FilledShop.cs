using Tandem.Grains.Ledger;
using Tandem.Sandbox.House;
using Tandem.Sandbox.Shopify.Orders;
using Tandem.Sandbox.Shopify.Shops;
using Tandem.Sandbox.Stories;
using Tandem.Sync;
using Tandem.Sync.Records;
using Tandem.Tests.Admin;

namespace Tandem.Tests.Launch;

/// <summary>A shop in which every page has something to show: set up, an order of the pilot in step, one that waits for a tax, a compared catalogue, a finding, and an import.</summary>
internal sealed record FilledShop(PracticeShop Shop, PageVisitor Visitor, NewMerchant Merchant, PracticeOrder Order, long Blocked, long Product, long Variant)
{
    /// <summary>An order that Shopify does not hold: nothing brings it in step by itself.</summary>
    private const long Waiting = 9_000_000_000_001;

    private static readonly LocationId Location = new(7001);

    public ShopDomain Domain => ShopDomain.Parse(Shop.Domain);

    public IReadOnlyList<(string Name, string Path)> Pages => AppPages.Of(("location", Location.Value), ("order", Order.Number), ("blocked", Blocked), ("product", Product), ("variant", Variant));

    public static async Task<FilledShop> Open(LaunchHouse launch)
    {
        var stop = LaunchHouse.Stop;
        var (shop, visitor, merchant) = await launch.Installed();
        var domain = ShopDomain.Parse(shop.Domain);
        var order = shop.Place(DemoOrders.Simple());
        await merchant.Decide(stop);
        await merchant.Try(order, stop);
        await launch.Get<IStandings>().Set(RecordKey.Order(domain, new OrderId(Waiting)), new Standing.BlockedBy([SampleShops.Tax("#9001")]), new RecordFacts("#9001"), null, stop);
        await SampleNights.Fill(launch.House.App.Services, domain, TimeProvider.System.GetUtcNow());
        await launch.Get<IHistoryImports>().Start(domain, new PlacedBetween(TimeProvider.System.GetUtcNow().AddDays(-90), TimeProvider.System.GetUtcNow()), 12, "Ada Martin", stop);
        await visitor.Visit("/app/products", stop);
        await visitor.Send("/app/products/compare", new Dictionary<string, string?>(), stop);
        for (var tries = 0; await launch.Get<IProductMatches>().SeenAt(domain, stop) is null; tries++)
        {
            if (tries > 600) throw new TimeoutException("The catalogues were not compared within a minute.");
            await Task.Delay(100, stop);
        }

        var row = (await launch.Get<IProductMatches>().List(domain, new MatchFilter(null, DemoOrders.Mug.Sku), new Page(1), stop))[0];
        await launch.Get<IStockLevels>().MarkAll(domain, Location, stop);
        var due = await launch.Get<IStockLevels>().Due(domain, Location, null, 10, stop);
        await launch.Get<IStockLevels>().Settle(domain, Location, [.. due.Take(2).Select((level, index) => new SettledLevel(level.Variant, 5, index == 0 ? LevelState.InStep : LevelState.Waiting, index == 0 ? null : "Odoo keeps no stock of it.", level.Due))], stop);
        return new FilledShop(shop, visitor, merchant, order, Waiting, row.Product!.Value.Value, row.Variant!.Value.Value);
    }
}
