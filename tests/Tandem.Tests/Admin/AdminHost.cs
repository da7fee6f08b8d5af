using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Tandem.App.Admin;
using Tandem.Grains.Ledger;
using Tandem.Sync;
using Xunit;

namespace Tandem.Tests.Admin;

/// <summary>The pages on loopback over a ledger of their own, filled with the orders of <see cref="SampleShops"/>.</summary>
public sealed class AdminHost : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("tandem-admin-").FullName;
    private WebApplication? app;

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));

    /// <summary>Settings besides the usual ones; set before the host starts.</summary>
    public Dictionary<string, string?> Settings { get; } = [];

    public Uri Address { get; private set; } = null!;

    public IServiceProvider Services => app!.Services;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:Tandem"] = Path.Combine(folder, "tandem.db"),
            ["Shopify:ClientId"] = TokenForge.ClientId,
            ["Shopify:ClientSecret"] = TokenForge.Secret,
            ["Shopify:PreviousClientSecret"] = TokenForge.PreviousSecret,
        }).AddInMemoryCollection(Settings);
        builder.Services.AddSingleton<TimeProvider>(Clock).AddSingleton<IOdooConnections, SampleOdoo>().AddSingleton<IProductDesk, SampleDesk>();
        builder.Services.AddTandemLedger(builder.Configuration).AddTandemAdmin(builder.Configuration);
        app = builder.Build();
        app.MapTandemAdmin();
        await app.StartAsync();
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        await SampleShops.Fill(Services, Clock);
    }

    /// <summary>A browser that follows no redirect, and speaks as App Bridge's fetch when it has a token.</summary>
    public HttpClient Client(string? token = null)
    {
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Address };
        if (token is not null) client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    public HttpClient As(string shop) => Client(TokenForge.Right(Clock.GetUtcNow(), shop));

    public async ValueTask DisposeAsync()
    {
        if (app is not null) await app.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private sealed class SampleOdoo : IOdooConnections
    {
        public Task<OdooConnection?> Of(ShopDomain shop, CancellationToken cancellationToken) => Task.FromResult(
            shop.Handle == "gamma" ? null : new OdooConnection(new Uri("https://erp.example.com"), "production", "Alpha Trading Ltd"));
    }
}
