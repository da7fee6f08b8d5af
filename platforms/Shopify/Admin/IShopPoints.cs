using Tandem.Sync;

namespace Tandem.Shopify.Admin;

/// <summary>What of a shop's budget a call may take: one budget for each shop, of this process or of all that share their work.</summary>
public interface IShopPoints
{
    /// <summary>Takes a document's cost out of the shop's budget.</summary>
    Task<PointsTaken> Take(ShopDomain shop, string document, CancellationToken cancellation);
}

/// <summary>Points set aside for one call.</summary>
/// <param name="Wait">How long to wait before sending.</param>
/// <param name="Settle">Told what the answer said, once the call has ended; null where it said nothing.</param>
/// <param name="Hold">Told for how long the shop wants nothing sent.</param>
public sealed record PointsTaken(TimeSpan Wait, Action<QueryCost?> Settle, Action<TimeSpan> Hold);
