using Tandem.Sandbox.Odoo;
using Tandem.Sandbox.Shopify;
using Tandem.Sandbox.Shopify.Orders;
using Tandem.Sandbox.Shopify.Shops;
using Tandem.Sync.Decisions;

namespace Tandem.Sandbox.House;

/// <summary>The two sides without Tandem between them: a practice Shopify with one shop, and a practice Odoo or one from outside.</summary>
public sealed class PracticeSides : IAsyncDisposable
{
    private PracticeSides(PracticeOdoo? odoo, OdooAccess access, PracticeShopify shopify, PracticeShop shop) =>
        (Odoo, Access, Shopify, Shop) = (odoo, access, shopify, shop);

    /// <summary>Null where an outside Odoo takes part.</summary>
    public PracticeOdoo? Odoo { get; }

    public OdooAccess Access { get; }

    public PracticeShopify Shopify { get; }

    public PracticeShop Shop { get; }

    public static async Task<PracticeSides> Start(PracticeHouseOptions options, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(options);
        var odoo = options.OutsideOdoo is null ? await PracticeOdoo.Start(new PracticeOdooOptions { Version = options.OdooVersion, Currency = options.Currency, Pace = options.OdooPace, Manufacturing = options.Manufacturing }, stop) : null;
        if (odoo is not null) PracticeGoods.Fill(odoo);
        var access = options.OutsideOdoo ?? new OdooAccess(odoo!.Address, odoo.Database, odoo.User, odoo.ApiKey);
        var shopify = await Sandbox.Admin.PracticeAdmin.Start(
            new PracticeShopifyOptions { EchoWrites = true, Port = options.AdminPort, BucketSize = options.ShopifyBudget, RestoreRate = options.ShopifyBudget / 20 },
            odoo is null ? null : new PracticeShelf(odoo), stop);
        var shop = shopify.AddShop(new ShopDescription(options.Shop) { Currency = options.Currency, FirstOrderNumber = options.FirstOrderNumber, Variants = DemoOrders.Catalogue });
        return new PracticeSides(odoo, access, shopify, shop);
    }

    /// <summary>What the shop's people decide about the Odoo that takes part.</summary>
    public async Task<ShopDecisions> Decisions(CancellationToken stop)
    {
        if (Odoo is not null) return PracticeDecisions.Of(Shop.Domain, Odoo);
        using var view = new OdooView(Access);
        return PracticeDecisions.OfOutside(Shop.Domain, Access, await view.Company(stop));
    }

    /// <summary>Tandem's settings between these sides.</summary>
    /// <param name="ledger">A SQLite file or a PostgreSQL connection string.</param>
    public IReadOnlyDictionary<string, string?> Settings(string ledger) => new Dictionary<string, string?>
    {
        ["ConnectionStrings:Tandem"] = ledger,
        ["Shopify:ClientId"] = Shopify.ClientId,
        ["Shopify:ClientSecret"] = Shopify.ClientSecret,
        ["Shopify:ShopUrl"] = Shopify.ShopUrlTemplate,
        ["Shopify:AdminUrl"] = Shopify.Address,
        ["Shopify:AppBridgeUrl"] = Shopify.Address + "/practice/app-bridge.js",
        ["Shopify:PolarisUrl"] = Shopify.Address + "/practice/polaris.js",
        ["Odoo:AllowPrivateNetworks"] = "true",
    };

    public async ValueTask DisposeAsync()
    {
        await Shopify.DisposeAsync();
        if (Odoo is not null) await Odoo.DisposeAsync();
    }
}
