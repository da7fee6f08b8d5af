using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Tandem.Grains.Ledger;

/// <summary>Registers the ledger.</summary>
public static class LedgerServices
{
    /// <summary>The stores on the database that <c>ConnectionStrings:Tandem</c> names, migrated before anything is served.</summary>
    /// <exception cref="FormatException">The connection string names no database that Tandem knows.</exception>
    public static IServiceCollection AddTandemLedger(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(new LedgerDatabase(Dialect.Of(configuration.GetConnectionString("Tandem"))));
        services.AddSingleton<Migrations>().AddSingleton<KeysAtHand>();
        services.AddHostedService<MigrateBeforeServing>();
        services.AddOptions<InboxOptions>().Bind(configuration.GetSection("Inbox"));
        services.AddOptions<RetentionOptions>().Bind(configuration.GetSection("Retention"));
        services.AddSingleton<WebhookTimes>().AddSingleton<InboxWriter>().AddSingleton<InboxClaims>().AddSingleton<IInbox, Inbox>();
        services.AddSingleton<IStandings, Standings>().AddSingleton<IActivity, Activity>().AddSingleton<IFlows, LedgerFlows>();
        services.AddSingleton<IProductLinks, ProductLinks>().AddSingleton<IProductMatches, ProductMatches>().AddSingleton<IStockLevels, StockLevels>().AddSingleton<IProductFields, ProductFields>();
        services.AddSingleton<IShops, Shops>().AddSingleton<IDecisionStore, DecisionStore>();
        services.AddSingleton<IFindings, Findings>().AddSingleton<IAlerts, Alerts>();
        services.AddSingleton<IHistoryImports, HistoryImports>();
        services.AddSingleton<ICompared, Compared>();
        services.AddSingleton<IOdooSights, OdooSights>();
        services.AddSingleton<ISetupDrafts, SetupDrafts>().AddSingleton<ILaunches, Launches>().AddSingleton<IStaff, StaffRows>();
        services.AddSingleton<LeaseClock>().AddSingleton<SharedTime>().AddSingleton<ILeases, Leases>().AddSingleton<ISecrets, Secrets>().AddSingleton<ITokens, Tokens>();
        services.AddSingleton<IPrivacyRequests, PrivacyRequests>().AddSingleton<IHoldings, Holdings>().AddSingleton<IErasure, Erasure>().AddSingleton<IHandMarks, HandMarks>().AddSingleton<IFigures, Figures>();
        services.AddSingleton<ShopRetentions>().AddSingleton<LedgerUpkeep>().AddHostedService(provider => provider.GetRequiredService<LedgerUpkeep>());
        return services.AddKeysInLedger(configuration);
    }

    private static IServiceCollection AddKeysInLedger(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<SecretsOptions>().Bind(configuration.GetSection("Secrets"));
        services.AddSingleton<RingKeys>();
        services.AddDataProtection().SetApplicationName("Tandem");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider => new ConfigureOptions<KeyManagementOptions>(
            options =>
            {
                options.XmlRepository = new DataKeys(provider.GetRequiredService<LedgerDatabase>());
                var keys = provider.GetRequiredService<RingKeys>();
                options.XmlEncryptor = keys.Current is null ? null : new RingSeal(keys);
            }));
        services.AddSingleton<ISecretBox, SecretBox>();
        return services;
    }
}
