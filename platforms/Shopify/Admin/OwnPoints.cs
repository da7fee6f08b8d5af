using System.Collections.Concurrent;
using Tandem.Sync;

namespace Tandem.Shopify.Admin;

/// <summary>The budgets of the shops that this process talks to, as it alone knows them.</summary>
public sealed class OwnPoints(TimeProvider time) : IShopPoints
{
    private readonly ConcurrentDictionary<ShopDomain, ShopPace> paces = new();

    public Task<PointsTaken> Take(ShopDomain shop, string document, CancellationToken cancellation)
    {
        var pace = paces.GetOrAdd(shop, static (_, clock) => new ShopPace(clock), time);
        var reserved = pace.Reserve(document);
        return Task.FromResult(new PointsTaken(reserved.Wait, said => pace.Settle(reserved, said), pace.Hold));
    }
}
