using Tandem.Grains.Ledger;
using Tandem.Grains.Shops;
using Tandem.Sync;
using Tandem.Sync.Reconciliation;
using Tandem.Sync.Records;

namespace Tandem.Reconciler;

/// <summary>Hands records on to their own loops, which the decisions let be mended at once; whether they were, the next night says.</summary>
internal sealed class Mending(IInbox inbox, IStockLevels levels, TimeProvider time)
{
    private const string Topic = "reconciler/mend";

    /// <returns>How many records were handed on.</returns>
    public async Task<int> Hand(ShopBook book, IReadOnlyList<Finding> open, CancellationToken stop)
    {
        var allowed = book.Rules.Decisions.Reconciliation.Heal;
        if (allowed.Count == 0) return 0;
        var records = open.Where(finding => Healing.Of(finding) is { } field && allowed.Contains(field)).Select(finding => finding.Record).Distinct().ToList();
        // A location looks only at levels that may have changed; its loop forgot nothing yet of those that somebody changed behind its back.
        foreach (var stocked in book.Stocked.Where(stocked => records.Contains(RecordKey.Location(book.Shop, stocked.Location)))) await levels.MarkAll(book.Shop, stocked.Location, stop);
        var now = time.GetUtcNow();
        await inbox.AppendAll([.. records.Select(record => $"{Topic}:{record.Id}:{Guid.CreateVersion7(now):N}").Zip(records, (stamp, record) => new Signal(record, SignalSource.Reconciler, stamp, stamp, Topic, now))], stop);
        return records.Count;
    }
}
