using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Tandem.App.Operate;
using Tandem.App.Setup;
using Tandem.Grains.Ledger;
using Tandem.Grains.Shops;
using Tandem.Odoo;
using Tandem.Odoo.Records;
using Tandem.Sandbox.House;
using Tandem.Sandbox.Shopify.Orders;
using Tandem.Sandbox.Shopify.Shops;
using Tandem.Shopify.Products;
using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Products;
using Tandem.Sync.Records;
using Tandem.Sync.Sales;
using Xunit;

namespace Tandem.Tests.Life;

/// <summary>The whole of Tandem between a practice shop and the Odoo at hand: a real one where <c>TANDEM_ODOO_*</c> names it, else the practice Odoo 18.</summary>
public class AtHandHouse : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private readonly int first = Random.Shared.Next(100_000, 900_000_000);
    private PracticeHouse? house;

    public PracticeShop Shop => house!.Shop;

    public OdooAccess Access => house!.Access;

    private ShopDomain Domain => ShopDomain.Parse(Shop.Domain);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        house = await PracticeHouse.Start(new PracticeHouseOptions
        {
            Shop = $"life-{first}.myshopify.com",
            Currency = "USD",
            OdooVersion = 18,
            Manufacturing = true,
            FirstOrderNumber = first,
            OutsideOdoo = OdooAccess.OfEnvironment(),
            Settings = Settings,
        }, Stop);
        using var said = new StringWriter(CultureInfo.InvariantCulture);
        Assert.True(await Get<ConnectCommand>().Run(Domain, said, said, Stop) == 0, said.ToString());
        Environment.SetEnvironmentVariable(PracticeDecisions.SecretVariable, house.Access.Secret);
        var outcome = await Get<SetupApply>().Apply(Domain, DecisionsFile.Write(Decide(await house.Decisions(Stop))), "a test", Stop);
        Assert.True(outcome.InForce, ReportText.Plain(outcome.Report));
    }

    public async ValueTask DisposeAsync()
    {
        if (house is not null) await house.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    public T Get<T>() where T : notnull => house!.App.Services.GetRequiredService<T>();

    /// <summary>A paid order of three lines and two taxes, by somebody who has not ordered before.</summary>
    public PracticeOrder Place(PaymentDescription? payment = null) => Shop.Place(TexasOrders.Of(Random.Shared.NextInt64(1, long.MaxValue / 4)) with
    {
        Payments = [payment ?? new PaymentDescription { Gateway = PayingHouse.Gateway }],
    });

    /// <summary>A paid order of packs of six of a product that Odoo has, linked by hand.</summary>
    public async Task<PracticeOrder> PlacePacks(int packs, decimal price)
    {
        var like = TexasOrders.Of(Random.Shared.NextInt64(1, long.MaxValue / 4));
        var single = (await (await Book()).Catalogue.WithCodes(ProductIdentity.InternalReference, [like.Lines[0].Variant!.Sku!], Stop))[0];
        var pack = new VariantDescription(46_000_000_000_000 + first, $"PACK-{first}", "Pack of six", price);
        Shop.Add(pack);
        var seen = (await Get<IShopVariants>().Read(Domain, [new VariantId(pack.Id)], Stop))[0];
        await Get<IProductLinks>().Put(Domain, [HandMatching.Link(seen, single, 6m, ("a test", TimeProvider.System.GetUtcNow()))], Stop);
        return Shop.Place(like with
        {
            Lines = [like.Lines[0] with { Title = pack.ProductTitle, Price = price, Quantity = packs, Variant = pack }],
            Payments = [new PaymentDescription { Gateway = PayingHouse.Gateway }],
        });
    }

    /// <summary>A paid order of one kit of two of a product that Odoo has.</summary>
    public async Task<PracticeOrder> PlaceKit()
    {
        // Bills of materials are an administrator's; an outside Odoo is reached as one anyway.
        var odoo = Get<IOdooClients>().For(OdooAccess.OfEnvironment()?.Connection ?? house!.Access.Connection with { User = "admin", Secret = new OdooSecret("admin") });
        var like = TexasOrders.Of(Random.Shared.NextInt64(1, long.MaxValue / 4));
        var part = (await (await Book()).Catalogue.WithCodes(ProductIdentity.InternalReference, [like.Lines[0].Variant!.Sku!], Stop))[0];
        var kit = new VariantDescription(46_100_000_000_000 + first, $"KIT-{first}", "Kit of two", 20m);
        var product = await odoo.Create("product.product", new Dictionary<string, object?> { ["name"] = kit.ProductTitle, ["default_code"] = kit.Sku, ["type"] = "consu", ["taxes_id"] = Array.Empty<int>() }, OdooContext.Plain, Stop);
        var template = (await odoo.Read("product.product", [product], ["product_tmpl_id"], OdooContext.Plain, Stop))[0].Link("product_tmpl_id")!.Value.Id;
        await odoo.Create("mrp.bom", new Dictionary<string, object?>
        {
            ["product_tmpl_id"] = template, ["type"] = "phantom",
            ["bom_line_ids"] = new object[] { new object[] { 0, 0, new Dictionary<string, object?> { ["product_id"] = part.Id.Value, ["product_qty"] = 2 } } },
        }, OdooContext.Plain, Stop);
        Shop.Add(kit);
        return Shop.Place(like with
        {
            Lines = [like.Lines[0] with { Title = kit.ProductTitle, Price = 20m, Variant = kit }],
            Payments = [new PaymentDescription { Gateway = PayingHouse.Gateway }],
        });
    }

    /// <summary>Has the order looked at and waits until it is settled.</summary>
    public async Task<Standing> Synced(PracticeOrder order)
    {
        using var said = new StringWriter(CultureInfo.InvariantCulture);
        await Get<SyncCommand>().Run(Domain, order.Number.ToString(CultureInfo.InvariantCulture), new SyncWish(false, false), said, said, Stop);
        var watch = System.Diagnostics.Stopwatch.StartNew();
        RecordStanding? last = null;
        while (watch.Elapsed < Patience)
        {
            last = await Get<IStandings>().Find(RecordKey.Order(Domain, new OrderId(order.Number)), Stop);
            var waits = (await Get<IInbox>().Backlogs(Stop)).Any(backlog => backlog.Signals > 0);
            if (!waits && last is { Standing: not (Standing.Working or Standing.RetryingAt) }) return last.Standing;
            await Task.Delay(50, Stop);
        }

        throw new TimeoutException($"Order {order.Name} stands {last?.Standing.ToString() ?? "nowhere"} after {Patience}.");
    }

    /// <summary>Waits until nothing moves any more.</summary>
    public Task Quiet() => house!.Settled(Patience, Stop);

    /// <summary>The order as it stands in Odoo, with everything that came of it.</summary>
    public async Task<SaleProgress> Progress(PracticeOrder order)
    {
        var standing = await Get<IStandings>().Find(RecordKey.Order(Domain, new OrderId(order.Number)), Stop);
        return (await (await Book()).Life.Read(new OdooId<SaleOrder>(checked((int)standing!.Odoo!.Id)), Stop))!;
    }

    public async Task<ShopBook> Book() => Assert.IsType<ShopBookOpening.Open>(await Get<IShopBooks>().Open(Domain, Stop)).Book;

    protected virtual IReadOnlyDictionary<string, string?> Settings =>
        new Dictionary<string, string?> { ["Dispatch:SweepEvery"] = "00:00:00", ["Dispatch:PollEvery"] = "00:00:00", ["Dispatch:Idle"] = "00:00:00.100" };

    protected virtual ShopDecisions Decide(ShopDecisions decisions) => decisions with
    {
        Taxes = decisions.Taxes,
        Orders = decisions.Orders with { LineProducts = decisions.Orders.LineProducts with { Adjustment = decisions.Orders.LineProducts.Custom ?? decisions.Orders.LineProducts.Shipping } },
        Payments = new PaymentDecision { Invoice = InvoiceWhen.OnPayment, Gateways = [.. new[] { PayingHouse.Gateway, "cash" }.Select(gateway => new GatewayDecision(gateway, null, new OdooReference("Bank", null)))], CashRounding = new OdooReference(TillHouse.RoundingAccount, null) },
        Refunds = new RefundDecision { Returns = ReturnPolicy.Receive },
        Fulfillments = new FulfillmentDecision { Locations = [new LocationDecision(new LocationId(ShippingHouse.Main), new OdooReference("WH", null), Ships.Odoo)] },
    };
}
