using Tandem.Shopify.Admin;
using Tandem.Sync;

namespace Tandem.Shopify.Shops;

/// <summary>Reads shops through their Admin API.</summary>
internal sealed class ShopReader(IShopifyAdmin admin) : IShops
{
    public Task<ShopFacts> Read(ShopDomain shop, CancellationToken cancellationToken) =>
        admin.Run(shop, ShopDocuments.Shop, [], cancellationToken);
}
