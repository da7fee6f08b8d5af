using Tandem.Sync.Reconciliation;
using Tandem.Sync.Records;

namespace Tandem.Reconciler;

/// <summary>What comparing products, or stock, came to.</summary>
internal sealed record GoodsOutcome
{
    public List<Finding> Findings { get; } = [];

    /// <summary>Records that were compared to the end.</summary>
    public HashSet<RecordKey> Compared { get; } = [];

    /// <summary>What could not be compared, in sentences.</summary>
    public List<string> Unseen { get; } = [];

    /// <summary>Why something was read one by one instead of as a whole list.</summary>
    public List<string> Slowly { get; } = [];

    /// <summary>Variants, or stock levels, that were compared.</summary>
    public int Count { get; set; }

    /// <summary>Fields of products that were compared.</summary>
    public int Fields { get; set; }
}
