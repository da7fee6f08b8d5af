using System.Collections.Concurrent;
using Tandem.Sync;

namespace Tandem.Shopify.Tokens;

/// <summary>One asynchronous lock for each shop, inside this process.</summary>
internal sealed class ShopLocks
{
    private readonly ConcurrentDictionary<ShopDomain, SemaphoreSlim> locks = new();

    public async Task<IDisposable> Enter(ShopDomain shop, CancellationToken cancellationToken)
    {
        var gate = locks.GetOrAdd(shop, static _ => new SemaphoreSlim(1, 1));
        await gate.WaitAsync(cancellationToken);
        return new Held(gate);
    }

    private sealed class Held(SemaphoreSlim gate) : IDisposable
    {
        private SemaphoreSlim? held = gate;

        public void Dispose() => Interlocked.Exchange(ref held, null)?.Release();
    }
}
