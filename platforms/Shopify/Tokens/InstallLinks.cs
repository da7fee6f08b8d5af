using Microsoft.Extensions.Options;
using Tandem.Sync;

namespace Tandem.Shopify.Tokens;

/// <summary>Where a shop's people grant the app its access.</summary>
public sealed class InstallLinks(IOptions<ShopifyOptions> options)
{
    /// <summary>Shopify asks again for what the app asks for by its configuration and the shop has not granted.</summary>
    public Uri Again(ShopDomain shop) => options.Value.Endpoint(shop, $"/admin/oauth/install?client_id={Uri.EscapeDataString(options.Value.ClientId)}");

    /// <summary>Shopify asks for these scopes and sends a code to the address given.</summary>
    /// <param name="state">Comes back with the code.</param>
    public Uri Authorize(ShopDomain shop, IEnumerable<string> scopes, string redirect, string state) => options.Value.Endpoint(
        shop,
        $"/admin/oauth/authorize?client_id={Uri.EscapeDataString(options.Value.ClientId)}&scope={Uri.EscapeDataString(string.Join(',', scopes))}&redirect_uri={Uri.EscapeDataString(redirect)}&state={Uri.EscapeDataString(state)}");
}
