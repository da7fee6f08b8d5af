using Tandem.Sync.Failures;

namespace Tandem.Shopify.Failures;

/// <summary>The closed set of ways in which a call to Shopify fails.</summary>
public abstract partial record ShopifyFailure
{
    private ShopifyFailure(Attempted attempted) => Attempted = attempted;

    public Attempted Attempted { get; init; }

    /// <summary>What happened, to which shop and record, and what to do.</summary>
    public abstract string Sentence { get; }

    public abstract FailureClass Class { get; }

    /// <summary>How long to wait before trying again; null when waiting alone does not help.</summary>
    public virtual TimeSpan? RetryAfter => null;

    /// <summary>The blocker that this failure is, for a record that cannot move because of it.</summary>
    public abstract BlockerCode Code { get; }

    /// <summary>This failure in the form that a record's standing shows.</summary>
    public Blocker ToBlocker() => new(Code, Subject, Sentence, Role.Technical, HealsWithTime: RetryAfter is not null);

    /// <summary>What waits for the same remedy: the shop, unless a failure is about less.</summary>
    protected virtual string Subject => Attempted.Shop.Value;

    private string Trace => Attempted.RequestId is { } id ? $" (Shopify request {id})" : "";
}
