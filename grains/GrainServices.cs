using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Tandem.Grains.Customers;
using Tandem.Grains.Dispatch;
using Tandem.Grains.History;
using Tandem.Grains.Ledger;
using Tandem.Grains.Listings;
using Tandem.Grains.Locations;
using Tandem.Grains.Lots;
using Tandem.Grains.Orders;
using Tandem.Grains.Pacing;
using Tandem.Grains.Products;
using Tandem.Grains.Shops;
using Tandem.Grains.Telemetry;
using Tandem.Odoo.Pacing;
using Tandem.Shopify.Admin;
using Tandem.Shopify.Tokens;

namespace Tandem.Grains;

/// <summary>Registers what the actors need besides the ledger and the platforms.</summary>
public static class GrainServices
{
    /// <param name="dispatch">Whether this process works on signals; a command that only looks does not.</param>
    public static IServiceCollection AddTandemGrains(this IServiceCollection services, IConfiguration configuration, bool dispatch = true)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddOptions<DispatchOptions>().Bind(configuration.GetSection("Dispatch"));
        services.AddSingleton(Worker.New());
        services.AddSingleton<ITokenStore, TokenStore>();
        services.AddSingleton<ShopBookReader>().AddSingleton<SameOdoo>();
        services.AddSingleton<IShopBooks, ShopBooks>();
        services.AddSingleton<OrderRecords>().AddSingleton<LotsUnderWay>();
        services.AddSingleton<FlowGuard>();
        services.AddSingleton<CodeCarriers>().AddSingleton<RuleLinks>().AddSingleton<WaitingOrders>().AddSingleton<ProductLook>().AddSingleton<CatalogueMatch>().AddSingleton<LinkDiary>().AddSingleton<HandLinks>();
        services.AddSingleton<OrderSweep>().AddSingleton<CustomerSweep>().AddSingleton<CustomerLook>().AddSingleton<HistoryFeed>().AddSingleton<HistoryPreview>();
        services.AddSingleton<DeliveryPoll>().AddSingleton<IOdooPoll>(provider => provider.GetRequiredService<DeliveryPoll>());
        services.AddSingleton<StockPoll>().AddSingleton<IOdooPoll>(provider => provider.GetRequiredService<StockPoll>());
        services.AddSingleton<ListingPoll>().AddSingleton<IOdooPoll>(provider => provider.GetRequiredService<ListingPoll>());
        services.AddSingleton<ListingMaking>().AddSingleton<TemplateMaking>().AddSingleton<LateReading>().AddSingleton<VariantMaking>().AddSingleton<ProductFlow>().AddSingleton<ListingTaking>();
        services.AddSingleton<RecordFieldPoll>().AddSingleton<IOdooPoll>(provider => provider.GetRequiredService<RecordFieldPoll>());
        services.AddSingleton<MatchPoll>().AddSingleton<IOdooPoll>(provider => provider.GetRequiredService<MatchPoll>());
        services.AddSingleton<StockDryRun>().AddSingleton<ListingDryRun>().AddSingleton<CatalogueLook>().AddSingleton<StockAudit>().AddSingleton<ListingAudit>();
        if (dispatch)
        {
            services.AddSingleton<AbandonedWork>().AddSingleton<Pulse>().AddSingleton<WorkInHand>().AddSingleton<Waking>().AddSingleton<ShopShare>();
            services.AddSingleton<LedgerCensus>().AddHostedService<LedgerGauges>();
            services.AddOptions<ClusterPlace>().Bind(configuration.GetSection(ClusterPlace.Section));
            services.Replace(ServiceDescriptor.Singleton<IOdooTurns, SharedTurns>()).Replace(ServiceDescriptor.Singleton<IShopPoints, SharedPoints>());
            services.AddHostedService<SoleServer>().AddHostedService<Heartbeat>();
            services.AddHostedService<Dispatcher>();
            services.AddHostedService<Sweeper>();
            services.AddHostedService<Poller>();
            services.AddSingleton<OdooReturns>().AddHostedService(provider => provider.GetRequiredService<OdooReturns>());
            services.AddHostedService<HistoryFeeder>();
        }

        return services;
    }
}
