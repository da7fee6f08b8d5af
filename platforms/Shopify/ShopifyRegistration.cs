using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Tandem.Shopify.Admin;
using Tandem.Shopify.Bulk;
using Tandem.Shopify.Fulfillments;
using Tandem.Shopify.Orders;
using Tandem.Shopify.Products;
using Tandem.Shopify.Shops;
using Tandem.Shopify.Stock;
using Tandem.Shopify.Tokens;

namespace Tandem.Shopify;

/// <summary>Puts the Shopify client into a host.</summary>
public static class ShopifyRegistration
{
    /// <summary>Adds the client; the host adds the <see cref="ITokenStore"/>.</summary>
    public static IServiceCollection AddTandemShopify(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddOptions<ShopifyOptions>().Bind(configuration.GetSection(ShopifyOptions.Section));
        services.TryAddSingleton(TimeProvider.System);
        services.AddHttpClient(ShopifyHttp.Client)
            .ConfigureHttpClient((provider, client) =>
                client.Timeout = provider.GetRequiredService<IOptions<ShopifyOptions>>().Value.AnswerTimeout)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                AutomaticDecompression = System.Net.DecompressionMethods.All,
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            })
            // The default loggers write addresses and headers; the client has log lines of its own.
            .RemoveAllLoggers();
        services.AddSingleton<OwnPoints>();
        services.TryAddSingleton<IShopPoints>(provider => provider.GetRequiredService<OwnPoints>());
        services.AddSingleton<AdminEndpoint>();
        services.AddSingleton<TokenEndpoint>();
        services.AddSingleton<InstallLinks>();
        services.AddSingleton<IShopTokens, ShopTokens>();
        services.AddSingleton<IShopifyAdmin, ShopifyAdmin>();
        services.AddSingleton<IShopOrders, ShopOrders>();
        services.AddSingleton<BulkDownload>().AddSingleton<BulkReading>();
        services.AddSingleton<IOrderSnapshots, OrderSnapshots>().AddSingleton<ICatalogueSnapshots, CatalogueSnapshots>();
        services.AddSingleton<IShopFulfillments, ShopFulfillments>();
        services.AddSingleton<IShopVariants, ShopVariants>();
        services.AddSingleton<IShopListings, ShopListings>();
        services.AddSingleton<IShopListingImages, ShopListingImages>();
        services.AddSingleton<IShopOrderFields, ShopOrderFields>();
        services.AddSingleton<IShopStock, ShopStock>();
        services.AddSingleton<IShops, ShopReader>();
        return services;
    }
}
