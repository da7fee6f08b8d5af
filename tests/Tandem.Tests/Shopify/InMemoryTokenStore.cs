using System.Collections.Concurrent;
using Tandem.Shopify.Tokens;
using Tandem.Sync;

namespace Tandem.Tests.Shopify;

/// <summary>A token store that several clients ("processes") of one test share.</summary>
internal sealed class InMemoryTokenStore : ITokenStore
{
    private readonly Lock gate = new();
    private readonly Dictionary<ShopDomain, StoredTokens> tokens = [];
    private readonly ConcurrentDictionary<ShopDomain, Lease> leases = new();

    public Task<StoredTokens?> Read(ShopDomain shop, CancellationToken cancellationToken)
    {
        lock (gate) return Task.FromResult(tokens.GetValueOrDefault(shop));
    }

    public Task<bool> Save(ShopDomain shop, ShopTokenSet set, long expectedVersion, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if ((tokens.GetValueOrDefault(shop)?.Version ?? 0) != expectedVersion) return Task.FromResult(false);
            tokens[shop] = new StoredTokens(set, expectedVersion + 1);
            return Task.FromResult(true);
        }
    }

    /// <summary>Versions that Shopify refused for good.</summary>
    public ConcurrentBag<long> Refused { get; } = [];

    public Task Refuse(ShopDomain shop, long version, CancellationToken cancellationToken)
    {
        Refused.Add(version);
        return Task.CompletedTask;
    }

    public Task<IAsyncDisposable?> AcquireRefreshLease(ShopDomain shop, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        var lease = new Lease(leases, shop);
        return Task.FromResult<IAsyncDisposable?>(leases.TryAdd(shop, lease) ? lease : null);
    }

    private sealed class Lease(ConcurrentDictionary<ShopDomain, Lease> leases, ShopDomain shop) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            leases.TryRemove(new(shop, this));
            return ValueTask.CompletedTask;
        }
    }
}
