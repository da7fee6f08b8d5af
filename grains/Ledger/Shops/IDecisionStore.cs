using Tandem.Sync;
using Tandem.Sync.Records;

namespace Tandem.Grains.Ledger;

/// <summary>Each shop's decisions document; every version is kept with who saved it and when.</summary>
public interface IDecisionStore
{
    /// <summary>The version in force, with the flows that are paused; null when nothing was decided yet.</summary>
    Task<SavedDecisions?> Current(ShopDomain shop, CancellationToken cancellationToken);

    /// <summary>Saves the next version; null when somebody else saved since the caller read.</summary>
    /// <param name="readVersion">The version that the caller changed; 0 when there was none.</param>
    /// <param name="document">JSON.</param>
    Task<SavedDecisions?> Save(ShopDomain shop, long readVersion, string document, string by, CancellationToken cancellationToken);

    /// <summary>All versions, newest first.</summary>
    Task<IReadOnlyList<SavedDecisions>> History(ShopDomain shop, CancellationToken cancellationToken);
}

/// <summary>One version of a shop's decisions.</summary>
/// <param name="Version">1 for the first.</param>
/// <param name="Document">JSON.</param>
public sealed record SavedDecisions(long Version, string Document, DateTimeOffset SavedAt, string SavedBy)
{
    /// <summary>The shop's flows that were paused when this was read.</summary>
    public IReadOnlySet<Flow> Paused { get; init; } = Flows.None;
}
