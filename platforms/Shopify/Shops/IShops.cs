using Tandem.Shopify.Failures;
using Tandem.Sync;

namespace Tandem.Shopify.Shops;

/// <summary>What shops say about themselves.</summary>
public interface IShops
{
    /// <exception cref="ShopifyException">Shopify did not answer with it.</exception>
    Task<ShopFacts> Read(ShopDomain shop, CancellationToken cancellationToken);
}
