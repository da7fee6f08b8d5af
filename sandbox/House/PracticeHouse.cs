using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Tandem.App.Hosting;
using Tandem.App.Setup;
using Tandem.Sandbox.Odoo;
using Tandem.Sandbox.Shopify;
using Tandem.Sandbox.Shopify.Shops;

namespace Tandem.Sandbox.House;

/// <summary>Everything in one process: a practice Shopify with one shop, a practice Odoo, and Tandem between them.</summary>
public sealed class PracticeHouse : IAsyncDisposable
{
    private readonly string? ownFile;

    private PracticeHouse(PracticeOdoo odoo, PracticeShopify shopify, PracticeShop shop, WebApplication app, string? ownFile) =>
        (Odoo, Shopify, Shop, App, this.ownFile) = (odoo, shopify, shop, app, ownFile);

    public PracticeOdoo Odoo { get; }

    public PracticeShopify Shopify { get; }

    public PracticeShop Shop { get; }

    public WebApplication App { get; }

    /// <summary>Where Tandem listens.</summary>
    public Uri AppAddress { get; private set; } = null!;

    public static async Task<PracticeHouse> Start(PracticeHouseOptions options, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(options);
        var odoo = await PracticeOdoo.Start(new PracticeOdooOptions { Version = options.OdooVersion, Currency = "GBP" }, stop);
        PracticeGoods.Fill(odoo);
        var shopify = await Sandbox.Admin.PracticeAdmin.Start(new PracticeShopifyOptions { EchoWrites = true, Port = options.AdminPort }, stop);
        var shop = shopify.AddShop(new ShopDescription(options.Shop) { Variants = DemoCatalogue });
        var ownFile = options.Ledger is null ? Path.Combine(Path.GetTempPath(), $"tandem-practice-{Guid.NewGuid():N}.db") : null;
        var app = Host(options, shopify, options.Ledger ?? ownFile!);
        var house = new PracticeHouse(odoo, shopify, shop, app, ownFile);
        await app.StartAsync(stop);
        house.AppAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        shopify.WebhookAddress = new Uri(house.AppAddress, "/webhooks");
        shopify.AppAddress = house.AppAddress;
        return house;
    }

    public async ValueTask DisposeAsync()
    {
        await App.StopAsync();
        await App.DisposeAsync();
        await Shopify.DisposeAsync();
        await Odoo.DisposeAsync();
        if (ownFile is null) return;
        foreach (var file in new[] { ownFile, ownFile + "-wal", ownFile + "-shm" }) File.Delete(file);
    }

    private static IReadOnlyList<Shopify.Orders.VariantDescription> DemoCatalogue => Sandbox.Shopify.Orders.DemoOrders.Catalogue;

    private static WebApplication Host(PracticeHouseOptions options, PracticeShopify shopify, string ledger)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, EnvironmentName = "Production" });
        builder.Configuration.AddInMemoryCollection(
        [
            new("ConnectionStrings:Tandem", ledger),
            new("Shopify:ClientId", shopify.ClientId),
            new("Shopify:ClientSecret", shopify.ClientSecret),
            new("Shopify:ShopUrl", shopify.ShopUrlTemplate),
            new("Shopify:AdminUrl", shopify.Address),
            new("Shopify:AppBridgeUrl", shopify.Address + "/practice/app-bridge.js"),
            new("Shopify:PolarisUrl", shopify.Address + "/practice/polaris.js"),
            new("Odoo:AllowPrivateNetworks", "true"),
            .. options.Settings,
        ]);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, options.AppPort));
        builder.WebHost.UseSetting("urls", "");
        if (!options.Logs) builder.Logging.ClearProviders();
        builder.AddTandem().AddTandemWeb();
        builder.Services.AddTandemSetup();
        var app = builder.Build();
        app.MapTandem();
        return app;
    }
}
