using System.Collections.Concurrent;
using Tandem.Grains.Ledger;
using Tandem.Sync;

namespace Tandem.Grains.Dispatch;

/// <summary>Goes round the shops without any of them holding up the others: one whose Odoo or Shopify is slow is passed by until its turn before is over.</summary>
/// <param name="atOnce">So many shops at the same time.</param>
internal sealed class ShopRounds(int atOnce) : IDisposable
{
    private readonly SemaphoreSlim free = new(atOnce);
    private readonly ConcurrentDictionary<ShopDomain, Task> underWay = new();

    public int UnderWay => underWay.Count;

    /// <summary>Begins the work for each shop that has none under way; waits for room, and for none of the work.</summary>
    /// <param name="work">Answers for its own failures.</param>
    public async Task Go(IReadOnlyList<ConnectedShop> shops, Func<ConnectedShop, Task> work, CancellationToken stop)
    {
        foreach (var shop in shops.Where(shop => !underWay.ContainsKey(shop.Shop)))
        {
            await free.WaitAsync(stop);
            // Noted before it can be over.
            var noted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            underWay[shop.Shop] = Turn(shop, work, noted.Task);
            noted.SetResult();
        }
    }

    /// <summary>What is under way has ended.</summary>
    public Task Over() => Task.WhenAll(underWay.Values);

    public void Dispose() => free.Dispose();

    private async Task Turn(ConnectedShop shop, Func<ConnectedShop, Task> work, Task noted)
    {
        await noted;
        try
        {
            await work(shop);
        }
        finally
        {
            underWay.TryRemove(shop.Shop, out _);
            free.Release();
        }
    }
}
