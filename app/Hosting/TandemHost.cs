using Tandem.App.Install;
using Tandem.App.Operate;
using Tandem.Grains;
using Tandem.Grains.Ledger;
using Tandem.Grains.Orders;
using Tandem.Grains.Settings;
using Tandem.Odoo;
using Tandem.Shopify;

namespace Tandem.App.Hosting;

/// <summary>Puts Tandem together: ledger, platforms, silo and web parts, from settings alone.</summary>
public static class TandemHost
{
    /// <summary>So long a server that is asked to stop finishes or hands on what it has; orchestrators kill it after half a minute, and what another dead server held up is taken over anyway.</summary>
    private static readonly TimeSpan DrainsWithin = TimeSpan.FromSeconds(25);

    /// <summary>Adds everything; the caller may change settings and registrations before it builds.</summary>
    /// <param name="dispatch">Whether this process works on signals.</param>
    public static WebApplicationBuilder AddTandem(this WebApplicationBuilder builder, bool dispatch = true)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddTandemDefaults();
        builder.Services.AddTandemLedger(builder.Configuration);
        builder.Services.AddTandemShopify(builder.Configuration);
        builder.Services.AddTandemOdoo();
        builder.Services.AddTandemGrains(builder.Configuration, dispatch);
        builder.Services.AddTandemCommands();
        builder.AddTandemSilo();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = DrainsWithin);
        return builder;
    }

    /// <summary>The whole server, ready to run.</summary>
    /// <exception cref="SettingsException">Anything is wrong with the settings.</exception>
    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        QuietLog.Add(builder.Configuration);
        SettingsCheck.Require(builder.Configuration, AppSettings.Sections, AppSettings.OfServer);
        builder.AddTandem().AddTandemWeb();
        var log = StartLog.Keep(builder);
        var app = builder.Build();
        log.Watch(app);
        app.MapTandem();
        return app;
    }

    private static void AddTandemCommands(this IServiceCollection services)
    {
        services.AddSingleton<OrderDryRun>();
        services.AddSingleton<ShopConnecting>();
        services.AddSingleton<ConnectCommand>();
        services.AddSingleton<StatusCommand>();
        services.AddSingleton<FlowsCommand>();
        services.AddSingleton<HistoryCommand>();
        services.AddSingleton<PassWatch>();
        services.AddSingleton<SyncCommand>();
        services.AddSingleton<ProductsCommand>();
        services.AddSingleton<FieldsCommand>();
        services.AddSingleton<StockCommand>();
        services.AddSingleton<ProductSyncCommand>();
    }

    /// <summary>What a person who sets nothing gets: one SQLite file in the working directory.</summary>
    private static void AddTandemDefaults(this WebApplicationBuilder builder)
    {
        if (string.IsNullOrWhiteSpace(builder.Configuration.GetConnectionString("Tandem")))
            builder.Configuration.AddInMemoryCollection([new("ConnectionStrings:Tandem", "tandem.db")]);
    }
}
