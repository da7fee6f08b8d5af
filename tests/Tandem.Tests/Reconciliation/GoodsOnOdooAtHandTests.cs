using System.Globalization;
using Microsoft.Extensions.Options;
using Tandem.Grains.Dispatch;
using Tandem.Grains.Ledger;
using Tandem.Grains.Listings;
using Tandem.Grains.Locations;
using Tandem.Grains.Products;
using Tandem.Odoo;
using Tandem.Odoo.Records;
using Tandem.Reconciler;
using Tandem.Sandbox.House;
using Tandem.Sandbox.Shopify.Orders;
using Tandem.Shopify.Bulk;
using Tandem.Shopify.Products;
using Tandem.Shopify.Stock;
using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Products;
using Tandem.Sync.Reconciliation;
using Tandem.Sync.Records;
using Tandem.Tests.Life;
using Xunit;

namespace Tandem.Tests.Reconciliation;

/// <summary>A shop at the Odoo at hand whose products and stock are carried; Odoo is asked when a test says so.</summary>
public sealed class GoodsAtHandHouse : AtHandHouse
{
    protected override IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>(base.Settings)
    {
        ["Dispatch:PollStockEvery"] = "00:00:00", ["Dispatch:PollProductsEvery"] = "00:00:00", ["Dispatch:LookForMatchEvery"] = "00:00:00",
    };

    protected override ShopDecisions Decide(ShopDecisions decisions)
    {
        ArgumentNullException.ThrowIfNull(decisions);
        var decided = base.Decide(decisions);
        return decided with
        {
            Products = decided.Products with { Listings = new ListingDecision { Owners = new[] { ListingField.Title, ListingField.Price, ListingField.Barcode, ListingField.Status, ListingField.Image }.ToDictionary(field => field, _ => FieldOwner.Odoo) } },
            Inventory = new InventoryDecision { Locations = [new StockedLocation(new LocationId(ShippingHouse.Main), [])] },
        };
    }
}

/// <summary>Products and stock that the live sync carried from the Odoo at hand: nothing is accused, and what a person changes there is, exactly.</summary>
public sealed class GoodsOnOdooAtHandTests(GoodsAtHandHouse house) : IClassFixture<GoodsAtHandHouse>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Goods_that_live_sync_carried_agree_and_changes_by_hand_are_found_exactly()
    {
        var odoo = house.Get<IOdooClients>().For(OdooAccess.OfEnvironment()?.Connection ?? house.Access.Connection with { User = "admin", Secret = new OdooSecret("admin") });
        var (hand, number) = (new StockHand(odoo), Random.Shared.Next(100_000, 900_000_000));
        var variant = new VariantDescription(47_000_000_000_000 + (number * 16L), string.Create(CultureInfo.InvariantCulture, $"NIGHT-{number}"), $"Night thing {number}", 12m);
        var warehouse = await hand.Warehouse("WH", Stop);
        var product = await odoo.Create("product.product", new Dictionary<string, object?>
        {
            ["name"] = variant.ProductTitle, ["default_code"] = variant.Sku, ["type"] = "consu", ["is_storable"] = true, ["list_price"] = 12m, ["taxes_id"] = Array.Empty<int>(),
        }, OdooContext.Plain, Stop);
        await hand.Count(product, warehouse.Stock, 7m, Stop);
        house.Shop.Add(variant);
        var shop = (await house.Book()).Shop;
        await house.Get<CatalogueMatch>().Run(shop, dryRun: false, Stop);
        await Carried(shop);

        Assert.Empty(await Told(variant));

        await odoo.Write("product.product", [product], new Dictionary<string, object?> { ["list_price"] = 15m, ["name"] = "Renamed by hand", ["image_1920"] = Picture }, OdooContext.Plain, Stop);
        await hand.Count(product, warehouse.Stock, 3m, Stop);
        house.Shop.Stock.Change(variant.Id, ShippingHouse.Main, -1, tell: false);
        var told = await Told(variant);

        var image = Assert.Single(told, finding => finding.Field == "image");
        Assert.Equal((FindingKind.Differs, "nothing"), (image.Kind, image.Shopify));
        Assert.StartsWith("image ", image.Odoo, StringComparison.Ordinal);
        Assert.Equal(
            [
                (RecordKind.Location, FindingKind.Differs, $"stock of {variant.Sku} (variant {variant.Id})", "6", "3"),
                (RecordKind.Product, FindingKind.Differs, $"price of {variant.Sku} (variant {variant.Id})", "12", "15"),
                (RecordKind.Product, FindingKind.Differs, "title", variant.ProductTitle, "Renamed by hand"),
            ],
            told.Except([image]).Select(finding => (finding.Record.Kind, finding.Kind, finding.Field, finding.Shopify, finding.Odoo)).OrderBy(finding => finding.Field, StringComparer.Ordinal).OrderBy(finding => finding.Item1 == RecordKind.Location ? 0 : 1));

        await Carried(shop);
        Assert.Empty(await Told(variant));
    }

    [Fact]
    public async Task Very_many_variants_without_a_link_are_matched_as_few_are()
    {
        var odoo = house.Get<IOdooClients>().For(OdooAccess.OfEnvironment()?.Connection ?? house.Access.Connection with { User = "admin", Secret = new OdooSecret("admin") });
        var number = Random.Shared.Next(100_000, 900_000_000);
        var product = await odoo.Create("product.product", new Dictionary<string, object?> { ["name"] = "Sought thing", ["default_code"] = $"SOUGHT-{number}", ["type"] = "consu" }, OdooContext.Plain, Stop);
        CatalogueVariant Variant(int index, string code) => new(new VariantId(48_000_000_000_000 + number + index), new ProductId(48_000_000_000_000 + number + index), "Sought thing", code, null, true, new InventoryItemId(48_000_000_000_000 + number + index), ListingStatus.Active);
        var sought = Variant(0, $"SOUGHT-{number}");
        CatalogueVariant[] others = [.. Enumerable.Range(1, 150).Select(index => Variant(index, $"NOWHERE-{number}-{index}"))];

        var (few, many) = (await Matched([sought]), await Matched([sought, .. others]));

        Assert.Equal(product, few[sought.Id].OdooProduct?.Value);
        Assert.Equal((few[sought.Id].State, few[sought.Id].OdooProduct), (many[sought.Id].State, many[sought.Id].OdooProduct));
        Assert.All(others, other => Assert.Equal(MatchState.Unmatched, many[other.Id].State));
    }

    private async Task<Dictionary<VariantId, MatchRow>> Matched(CatalogueVariant[] variants)
    {
        var match = new MatchInPieces(await house.Book(), house.Get<IProductLinks>());
        Assert.Empty(await match.Add(variants, Stop));
        return (await match.Rest(Stop)).Where(row => row.Variant is not null).ToDictionary(row => row.Variant!.Value);
    }

    /// <summary>One red dot.</summary>
    private const string Picture = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4z8DwHwAFAAH/iZk9HQAAAABJRU5ErkJggg==";

    /// <summary>Has the live loop carry over what changed in Odoo, all of it.</summary>
    private async Task Carried(ShopDomain shop)
    {
        await house.Get<IStockLevels>().MarkAll(shop, new LocationId(ShippingHouse.Main), Stop);
        var now = TimeProvider.System.GetUtcNow();
        foreach (var record in (await house.Get<IProductLinks>().All(shop, Stop)).Values.Select(link => RecordKey.Product(shop, link.Product)).Append(RecordKey.Location(shop, new LocationId(ShippingHouse.Main))))
        {
            var stamp = Guid.CreateVersion7(now).ToString("N");
            await house.Get<IInbox>().Append(new Signal(record, SignalSource.Reconciler, stamp, stamp, "a test", now), null, Stop);
        }

        await house.Quiet();
    }

    private async Task<List<Finding>> Told(VariantDescription variant)
    {
        var second = new SecondLook(Options.Create(new ReconcilerOptions { GoodsLookAgainAfter = TimeSpan.FromMilliseconds(10) }), TimeProvider.System);
        var book = await house.Book();
        var products = await new ProductNight(
            house.Get<ICatalogueSnapshots>(), house.Get<IShopVariants>(), house.Get<ListingAudit>(), house.Get<CatalogueLook>(), house.Get<IProductLinks>(), house.Get<IInbox>(), second)
            .Compare(book, new HashSet<string>(), new HashSet<RecordKey>(), _ => { }, Stop);
        var stock = await new StockNight(house.Get<ICatalogueSnapshots>(), house.Get<IShopStock>(), house.Get<StockAudit>(), house.Get<IProductLinks>(), second).Compare(book, _ => { }, Stop);
        Assert.Empty(products.Unseen.Concat(stock.Unseen).Concat(products.Slowly).Concat(stock.Slowly));
        Assert.True(products.Fields > 0 && stock.Count > 0);
        return
        [
            .. products.Findings.Where(finding => finding.Record == RecordKey.Product(book.Shop, new ProductId(variant.ProductId))),
            .. stock.Findings.Where(finding => finding.Field.Contains(variant.Sku!, StringComparison.Ordinal)),
        ];
    }
}
