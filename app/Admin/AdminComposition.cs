using Microsoft.Extensions.DependencyInjection.Extensions;
using Tandem.App.Install;
using Tandem.App.Privacy;
using Tandem.App.Setup;
using Tandem.Grains.Listings;
using Tandem.Grains.Orders;
using Tandem.Grains.Products;
using Tandem.Shopify.Tokens;

namespace Tandem.App.Admin;

/// <summary>How the host takes the embedded pages in; it provides the ledger and <see cref="IOdooConnections"/> besides.</summary>
public static class AdminComposition
{
    public static IServiceCollection AddTandemAdmin(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<AdminSettings>()
            .Bind(configuration.GetSection("Shopify"))
            .Configure(settings => settings.PublicUrl = configuration.GetValue<Uri?>("Tandem:PublicUrl"));
        services.TryAddSingleton<InstallLinks>();
        services.TryAddSingleton<IAdminReadings, LedgerReadings>();
        services.TryAddSingleton<LinkDiary>();
        services.TryAddSingleton<IAdminActions, LedgerActions>();
        services.TryAddSingleton<HandDesk>();
        services.TryAddSingleton<OrderFinder>();
        services.TryAddSingleton<ListingTaking>();
        services.TryAddSingleton<IProductDesk, ProductDesk>();
        services.AddTandemSetup();
        services.TryAddSingleton<StepViews>();
        services.TryAddSingleton<OrderDryRun>();
        services.TryAddSingleton<PilotDesk>();
        services.TryAddSingleton<LaunchDesk>();
        services.TryAddSingleton<CustomerFile>();
        services.Configure<Microsoft.AspNetCore.Http.Features.FormOptions>(options => options.ValueCountLimit = ReadableInput.MostFields);
        services.AddSessionTokens();
        services.AddTransient<IStartupFilter, LanguageOfRequest>();
        services.AddRazorComponents();
        return services;
    }

    /// <summary>Maps <c>/app</c> and what is under it.</summary>
    public static IEndpointRouteBuilder MapTandemAdmin(this IEndpointRouteBuilder routes)
    {
        ArgumentNullException.ThrowIfNull(routes);
        AdminEndpoints.Map(routes);
        return routes;
    }
}
