using System.Collections.Concurrent;
using Tandem.Grains.Ledger;
using Tandem.Sync;
using Tandem.Sync.Records;

namespace Tandem.Load;

/// <summary>Looks into the ledger on behalf of all who wait for an order, so that looking costs the same however many wait.</summary>
internal sealed class OrdersWatch(LedgerDatabase ledger, IStandings standings, ShopDomain shop)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(50);
    private readonly ConcurrentDictionary<string, TaskCompletionSource> awaited = new();

    /// <summary>Completes soon after the ledger says that the order is in step.</summary>
    public async Task InStep(OrderId order, CancellationToken stop)
    {
        var key = RecordKey.Order(shop, order);
        var seen = awaited.GetOrAdd(key.Id, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        try
        {
            await seen.Task.WaitAsync(Patience, stop);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"Order {order} is not in step: {(await standings.Find(key, stop))?.Standing}.");
        }
        finally
        {
            awaited.TryRemove(key.Id, out _);
        }
    }

    public async Task Go(CancellationToken stop)
    {
        var settled = $"select record from standing where shop = @Shop and kind = @Kind and standing = @InStep and record {ledger.Dialect.OneOf("Records")}";
        while (!stop.IsCancellationRequested)
        {
            var records = awaited.Keys.ToArray();
            var terms = new { Shop = shop.Value, Kind = RecordKey.Name(RecordKind.Order), InStep = "in_step", Records = records };
            if (records.Length > 0)
                foreach (var found in await ledger.Query<string>(settled, terms, stop))
                    if (awaited.TryGetValue(found, out var seen)) seen.TrySetResult();
            await Task.Delay(Every, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
