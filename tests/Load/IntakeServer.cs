using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tandem.App.Webhooks;
using Tandem.Grains.Ledger;
using Tandem.Sync;

namespace Tandem.Load;

/// <summary>Where webhooks go, of which shop, signed with what.</summary>
internal sealed record IntakeTarget(Uri Address, string Shop, string Secret)
{
    public byte[] Key { get; } = System.Text.Encoding.UTF8.GetBytes(Secret);
}

/// <summary>The webhook endpoint on Kestrel over one database.</summary>
internal sealed class IntakeServer : IAsyncDisposable
{
    private const string Secret = "hush";
    private const string Shop = "alpha.myshopify.com";
    private readonly WebApplication app;

    private IntakeServer(string name, WebApplication app) => (Name, this.app) = (name, app);

    public string Name { get; }

    public IntakeTarget Target => new(new Uri(app.Urls.Single()), Shop, Secret);

    public static async Task<IntakeServer> Start(string name, string connectionString, Action<InboxOptions> inbox, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:Tandem"] = connectionString,
            ["Shopify:ClientSecret"] = Secret,
        });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddTandemLedger(builder.Configuration).AddWebhooks().Configure(inbox);
        var app = builder.Build();
        app.MapWebhooks();
        await app.StartAsync(cancellationToken);
        await app.Services.GetRequiredService<IShops>().Connect(ShopDomain.Parse(Shop), cancellationToken);
        return new IntakeServer(name, app);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
