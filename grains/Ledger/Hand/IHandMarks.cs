using Tandem.Sync;
using Tandem.Sync.Records;

namespace Tandem.Grains.Ledger;

/// <summary>What people decided about single records by hand, as it holds now; the story of it is activity.</summary>
public interface IHandMarks
{
    /// <summary>Marks a record, together with the entry that says so.</summary>
    Task Put(RecordKey record, HandMark mark, ActivityEntry entry, CancellationToken cancellationToken);

    /// <summary>Null for a record that nobody marked.</summary>
    Task<HandMark?> Find(RecordKey record, CancellationToken cancellationToken);

    /// <summary>Takes a mark away; false when there was none.</summary>
    /// <param name="entry">Written with it; null where the pass that lifts it tells so itself.</param>
    Task<bool> Remove(RecordKey record, ActivityEntry? entry, CancellationToken cancellationToken);

    /// <summary>Every marked record of a shop.</summary>
    Task<IReadOnlyDictionary<RecordKey, HandMark>> Of(ShopDomain shop, CancellationToken cancellationToken);
}
