using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tandem.Grains;
using Tandem.Grains.Ledger;
using Tandem.Grains.Orders;
using Tandem.Grains.Settings;
using Tandem.Odoo;
using Tandem.Shopify;

namespace Tandem.Reconciler;

/// <summary>Puts the reconciler together from settings alone: ledger and platforms, no silo and no web.</summary>
public static class ReconcilerHost
{
    /// <summary>What a person who sets nothing gets is the app's own SQLite file in the working directory.</summary>
    public static ServiceProvider Build(IConfiguration configuration, Action<ILoggingBuilder> logging)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(logging);
        var services = new ServiceCollection();
        services.AddSingleton(configuration);
        services.AddLogging(logging);
        services.AddTandemLedger(configuration).AddTandemShopify(configuration).AddTandemOdoo().AddTandemGrains(configuration, dispatch: false);
        services.AddOptions<ReconcilerOptions>().Bind(configuration.GetSection("Reconciler"));
        services.AddOptions<MailOptions>().Bind(configuration.GetSection("Mail"));
        services.AddSingleton<OrderAudit>().AddSingleton<SecondLook>().AddSingleton<OrderNight>().AddSingleton<ProductNight>().AddSingleton<StockNight>().AddSingleton<Mending>().AddSingleton<NightsBefore>().AddSingleton<PlacedOrders>().AddSingleton<Night>().AddSingleton<ReportMail>().AddSingleton<DecidedReaders>().AddSingleton<NightWatch>();
        services.AddOptions<AlertsOptions>().Bind(configuration.GetSection("Alerts"));
        services.AddSingleton<AlertKeys>().AddSingleton<AlertReading>().AddSingleton<AlertMail>().AddSingleton<AlertWatch>();
        return services.BuildServiceProvider();
    }

    /// <summary>What the reconciler reads.</summary>
    public static IReadOnlyList<SettingsSection> Sections { get; } =
        [.. CommonSettings.Sections, new("Reconciler", typeof(ReconcilerOptions)), new("Mail", typeof(MailOptions)), new("Alerts", typeof(AlertsOptions))];

    public static IConfiguration Settings(string[] args)
    {
        var settings = new ConfigurationManager();
        QuietLog.Add(settings);
        settings.AddJsonFile("appsettings.json", optional: true).AddEnvironmentVariables().AddCommandLine(args);
        if (string.IsNullOrWhiteSpace(settings.GetConnectionString("Tandem"))) settings["ConnectionStrings:Tandem"] = "tandem.db";
        return settings;
    }
}
