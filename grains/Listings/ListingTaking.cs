using Tandem.Grains.Ledger;
using Tandem.Sync;
using Tandem.Sync.Records;

namespace Tandem.Grains.Listings;

/// <summary>Takes a person's word that the owners' values of open fields count, and has the products looked at.</summary>
public sealed class ListingTaking(IProductFields fields, IInbox inbox, TimeProvider time)
{
    /// <param name="product">Null for all products.</param>
    /// <returns>How many fields.</returns>
    public async Task<int> Take(ShopDomain shop, ProductId? product, string by, CancellationToken stop)
    {
        var taken = await fields.Take(shop, product, stop);
        if (taken == 0) return 0;
        var now = time.GetUtcNow();
        var products = product is { } one ? [one] : await fields.OpenProducts(shop, stop);
        await inbox.AppendAll(
            [.. products.Select(each => $"take:{by}:{each}:{Guid.CreateVersion7(now):N}").Zip(products, (stamp, each) => new Signal(RecordKey.Product(shop, each), SignalSource.Person, stamp, stamp, "person/take", now))], stop);
        return taken;
    }
}
