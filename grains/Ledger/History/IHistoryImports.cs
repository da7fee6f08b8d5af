using Tandem.Sync;

namespace Tandem.Grains.Ledger;

/// <summary>Imports of orders that were placed before: one of a shop at a time, kept so that each goes on after whatever ended it.</summary>
public interface IHistoryImports
{
    /// <summary>The shop's last import; null when there was none.</summary>
    Task<HistoryImport?> Latest(ShopDomain shop, CancellationToken cancellationToken);

    /// <summary>The imports that are under way, in all shops.</summary>
    Task<IReadOnlyList<HistoryImport>> Running(CancellationToken cancellationToken);

    /// <summary>False while another import of the shop runs or is stopped halfway.</summary>
    /// <param name="total">How many orders Shopify counts in that time.</param>
    Task<bool> Start(ShopDomain shop, PlacedBetween time, int total, string by, CancellationToken cancellationToken);

    /// <summary>False when none runs.</summary>
    Task<bool> Stop(ShopDomain shop, CancellationToken cancellationToken);

    /// <summary>False when none is stopped.</summary>
    Task<bool> Resume(ShopDomain shop, CancellationToken cancellationToken);

    /// <summary>Ends a stopped import for good; what it brought in stays. False when none is stopped.</summary>
    Task<bool> Drop(ShopDomain shop, CancellationToken cancellationToken);

    /// <summary>A page is in the inbox; false when the import was stopped or moved on meanwhile.</summary>
    /// <param name="next">Shopify's cursor of the next page; null when that was the last.</param>
    Task<bool> Advance(HistoryImport import, string? next, int listed, int known, CancellationToken cancellationToken);

    /// <summary>How many orders that an import found still wait in the inbox.</summary>
    Task<int> Waiting(ShopDomain shop, CancellationToken cancellationToken);
}

/// <summary>A stretch of time, both ends included.</summary>
public sealed record PlacedBetween(DateTimeOffset From, DateTimeOffset To);

/// <summary>One import.</summary>
/// <param name="After">Shopify's cursor of the last page that is in the inbox; null before the first.</param>
/// <param name="Listed">Orders that Shopify has listed so far.</param>
/// <param name="Known">Of these, the ones that Tandem had met before.</param>
/// <param name="RunsSince">When it last began to run.</param>
/// <param name="ListedBefore">How many were listed then.</param>
public sealed record HistoryImport(
    long Id, ShopDomain Shop, PlacedBetween Time, HistoryState State, int Total, string? After, int Listed, int Known,
    DateTimeOffset StartedAt, string StartedBy, DateTimeOffset RunsSince, int ListedBefore);

public enum HistoryState
{
    Running,
    Stopped,

    /// <summary>Every order of the time is known or waits in the inbox.</summary>
    Listed,

    /// <summary>A person ended it before that.</summary>
    Dropped,
}
