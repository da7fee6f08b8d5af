using System.Diagnostics;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Tandem.App.Hosting;
using Tandem.App.Setup;
using Tandem.Grains.Ledger;
using Tandem.Sandbox.Odoo;
using Tandem.Sandbox.Shopify;
using Tandem.Sandbox.Shopify.Shops;
using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Records;

namespace Tandem.Sandbox.House;

/// <summary>Everything in one process: a practice Shopify with one shop, a practice Odoo, and Tandem between them.</summary>
public sealed class PracticeHouse : IAsyncDisposable
{
    private readonly string? ownFile;

    private readonly PracticeSides sides;

    private PracticeHouse(PracticeSides sides, WebApplication app, string? ownFile, IReadOnlyDictionary<string, string?> settings) => (this.sides, App, this.ownFile, Settings) = (sides, app, ownFile, settings);

    /// <summary>With which another process of Tandem's works between the same sides, on the same ledger.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; }

    /// <exception cref="InvalidOperationException">An outside Odoo takes part.</exception>
    public PracticeOdoo Odoo => sides.Odoo ?? throw new InvalidOperationException($"The Odoo of this house is not a practice one: {Access}.");

    /// <summary>How the Odoo is reached, whichever takes part.</summary>
    public OdooAccess Access => sides.Access;

    public PracticeShopify Shopify => sides.Shopify;

    public PracticeShop Shop => sides.Shop;

    public WebApplication App { get; }

    /// <summary>Where Tandem listens.</summary>
    public Uri AppAddress { get; private set; } = null!;

    public static async Task<PracticeHouse> Start(PracticeHouseOptions options, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(options);
        var sides = await PracticeSides.Start(options, stop);
        var ownFile = options.Ledger is null ? Path.Combine(Path.GetTempPath(), $"tandem-practice-{Guid.NewGuid():N}.db") : null;
        var settings = sides.Settings(options.Ledger ?? ownFile!);
        var app = Host(options, settings);
        var house = new PracticeHouse(sides, app, ownFile, settings);
        await app.StartAsync(stop);
        house.AppAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        sides.Shopify.WebhookAddress = new Uri(house.AppAddress, "/webhooks");
        sides.Shopify.AppAddress = house.AppAddress;
        return house;
    }

    /// <summary>What the shop's people decide about the Odoo that takes part.</summary>
    public Task<ShopDecisions> Decisions(CancellationToken stop) => sides.Decisions(stop);

    /// <summary>Waits until nothing moves any more: no signal waits, and no record of the shop is worked on or tried again.</summary>
    /// <param name="patience">So long at most.</param>
    public async Task Settled(TimeSpan patience, CancellationToken stop)
    {
        var (inbox, standings, shop) = (App.Services.GetRequiredService<IInbox>(), App.Services.GetRequiredService<IStandings>(), ShopDomain.Parse(Shop.Domain));
        var started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < patience)
        {
            await Shopify.Settled();
            var waits = (await inbox.Backlogs(stop)).Any(backlog => backlog.Signals > 0);
            if (!waits && (await standings.Counts(shop, null, stop)).Keys.All(kind => kind is not (StandingKind.Working or StandingKind.Retrying))) return;
            await Task.Delay(50, stop);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await App.StopAsync();
        await App.DisposeAsync();
        await sides.DisposeAsync();
        if (ownFile is null) return;
        foreach (var file in new[] { ownFile, ownFile + "-wal", ownFile + "-shm" }) File.Delete(file);
    }

    private static WebApplication Host(PracticeHouseOptions options, IReadOnlyDictionary<string, string?> settings)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, EnvironmentName = "Production" });
        builder.Configuration.AddInMemoryCollection([.. settings, new("Cluster:SiloPort", "0"), new("Cluster:GatewayPort", "0"), .. options.Settings]);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, options.AppPort));
        builder.WebHost.UseSetting("urls", "");
        if (!options.Logs) builder.Logging.ClearProviders();
        builder.AddTandem().AddTandemWeb();
        builder.Services.AddTandemSetup();
        options.Services?.Invoke(builder.Services);
        var app = builder.Build();
        app.MapTandem();
        return app;
    }
}
