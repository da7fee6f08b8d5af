using System.Collections.Concurrent;
using Tandem.Grains.Ledger;
using Tandem.Sync.Records;

namespace Tandem.Grains.Dispatch;

/// <summary>What this process works on, and whether the ledger may name it for more than that: the database was away when it took something, or when it gave something back.</summary>
internal sealed class WorkInHand(AbandonedWork abandoned, Worker worker)
{
    private readonly ConcurrentDictionary<RecordKey, int> underWay = new();
    private volatile bool doubtful;

    public void Begin(RecordKey record) => underWay.AddOrUpdate(record, 1, (_, passes) => passes + 1);

    /// <param name="untold">The ledger may not have been told so.</param>
    public void End(RecordKey record, bool untold)
    {
        // One record may be in hand twice, for its signals and for its retry.
        if (underWay.AddOrUpdate(record, 0, (_, passes) => passes - 1) <= 0) underWay.TryRemove(KeyValuePair.Create(record, 0));
        // Only now: who looks must not find it in hand still.
        if (untold) Doubt();
    }

    /// <summary>The ledger may hold a record in this process's name that this process does not know of.</summary>
    public void Doubt() => doubtful = true;

    /// <summary>Between two takes: gives back what is held and not in hand. Answers how many records that were.</summary>
    public async Task<int> Settle(CancellationToken stop)
    {
        if (!doubtful) return 0;
        doubtful = false;
        try
        {
            return await abandoned.GiveBack(worker.Name, [.. underWay.Keys], stop);
        }
        catch
        {
            doubtful = true;
            throw;
        }
    }
}
