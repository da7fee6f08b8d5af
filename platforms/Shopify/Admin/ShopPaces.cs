using System.Collections.Concurrent;
using Tandem.Sync;

namespace Tandem.Shopify.Admin;

/// <summary>The budgets of all shops that this process talks to.</summary>
internal sealed class ShopPaces(TimeProvider time)
{
    private readonly ConcurrentDictionary<ShopDomain, ShopPace> paces = new();

    public ShopPace Of(ShopDomain shop) => paces.GetOrAdd(shop, static (_, clock) => new ShopPace(clock), time);
}
