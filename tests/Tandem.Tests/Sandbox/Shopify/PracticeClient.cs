using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Shopify;
using Tandem.Shopify.Tokens;
using Tandem.Sync;
using Tandem.Tests.Shopify;

namespace Tandem.Tests.Sandbox.Shopify;

/// <summary>The app's own Shopify client, on a practice shop.</summary>
internal static class PracticeClient
{
    /// <param name="bulkSeconds">How long a bulk operation may take; a busy machine takes long for any.</param>
    public static async Task<ServiceProvider> Of(Practising practice, int bulkSeconds = 60)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Shopify:ShopUrl"] = practice.Shopify.ShopUrlTemplate,
            ["Shopify:ClientId"] = practice.Shopify.ClientId,
            ["Shopify:ClientSecret"] = practice.Shopify.ClientSecret,
            ["Shopify:Backoff"] = "00:00:00.010",
            ["Shopify:Patience"] = "00:00:05",
            ["Shopify:BulkLook"] = "00:00:00.010",
            ["Shopify:BulkPatience"] = TimeSpan.FromSeconds(bulkSeconds).ToString(),
        };
        var tokens = new InMemoryTokenStore();
        await tokens.Save(ShopDomain.Parse(practice.Shop.Domain), new ShopTokenSet(new AccessToken(practice.Token, DateTimeOffset.MaxValue), new TokenRenewal.Refresh("none", null), []), 0, default);
        var services = new ServiceCollection().AddLogging();
        services.AddTandemShopify(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        services.AddSingleton<ITokenStore>(tokens);
        return services.BuildServiceProvider();
    }
}
