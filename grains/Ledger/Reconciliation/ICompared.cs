using Tandem.Sync;
using Tandem.Sync.Reconciliation;

namespace Tandem.Grains.Ledger;

/// <summary>An order that was found in agreement, with the mark of what was compared.</summary>
/// <param name="Excluded">The rule that leaves it out; null when it is booked.</param>
public sealed record ComparedOrder(OrderId Order, string Mark, string? Excluded)
{
    /// <summary>What was paid of it on both sides then, which is still so while its mark is the same.</summary>
    public IReadOnlyList<JournalSum> Payments { get; init; } = [];
}

/// <summary>What the reconciler itself compared in depth and found in agreement; nothing of live work's memory.</summary>
public interface ICompared
{
    /// <summary>Those of the orders that were compared at or after a time.</summary>
    Task<IReadOnlyDictionary<OrderId, ComparedOrder>> Of(ShopDomain shop, IReadOnlyCollection<OrderId> orders, DateTimeOffset from, CancellationToken cancellationToken);

    /// <summary>Keeps what was compared now, over what was kept before.</summary>
    Task Keep(ShopDomain shop, DateTimeOffset at, IReadOnlyList<ComparedOrder> orders, CancellationToken cancellationToken);

    /// <summary>Forgets what was compared before a time.</summary>
    Task Forget(ShopDomain shop, DateTimeOffset before, CancellationToken cancellationToken);
}
