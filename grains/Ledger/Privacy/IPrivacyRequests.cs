using Tandem.Sync;
using Tandem.Sync.Privacy;

namespace Tandem.Grains.Ledger;

/// <summary>What Shopify passed on about people's data, kept until long after it is done.</summary>
public interface IPrivacyRequests
{
    /// <summary>Completes when the request is committed; the same delivery again adds nothing.</summary>
    Task Keep(PrivacyAsk ask, CancellationToken cancellationToken);

    /// <summary>A shop's requests, the newest first.</summary>
    Task<IReadOnlyList<PrivacyRequest>> Of(ShopDomain shop, CancellationToken cancellationToken);

    /// <summary>Customers' questions that nobody has answered yet, the oldest first.</summary>
    Task<IReadOnlyList<PrivacyRequest>> Unanswered(ShopDomain shop, CancellationToken cancellationToken);

    /// <summary>Null when this shop has no such request.</summary>
    Task<PrivacyRequest?> Find(ShopDomain shop, long id, CancellationToken cancellationToken);

    /// <summary>Erasures of all shops that are not carried out yet, the oldest first.</summary>
    Task<IReadOnlyList<PrivacyRequest>> Erasures(CancellationToken cancellationToken);

    /// <summary>Notes what came of a request; what was done first stays.</summary>
    /// <param name="forget">By what the customer is found is forgotten, in this and in every other request about the same customer.</param>
    Task Settle(PrivacyRequest request, string by, string outcome, bool forget, CancellationToken cancellationToken);

    /// <summary>Forgets by what customers are found in requests settled before one moment or received before another.</summary>
    Task Forget(DateTimeOffset settledBefore, DateTimeOffset receivedBefore, CancellationToken cancellationToken);
}

/// <summary>One request.</summary>
/// <param name="Traces">By what the customer is found; ids alone once the rest is forgotten.</param>
/// <param name="DoneAt">When it was answered or carried out; null while it is not.</param>
public sealed record PrivacyRequest(
    long Id, ShopDomain Shop, PrivacyTopic Topic, CustomerTraces Traces, bool Forgotten, DateTimeOffset ReceivedAt, DateTimeOffset? DoneAt, string? DoneBy, string? Outcome)
{
    /// <summary>The law and Shopify leave so long.</summary>
    public DateTimeOffset DueAt => ReceivedAt.AddDays(30);
}
