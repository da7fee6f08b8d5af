using System.Globalization;
using Tandem.Sync.Failures;

namespace Tandem.Shopify.Failures;

/// <content>Failures of one call.</content>
public abstract partial record ShopifyFailure
{
    /// <summary>The shop's budget of calls was used up for longer than Tandem waits inside one call.</summary>
    public sealed record Throttled(Attempted At, TimeSpan Wait) : ShopifyFailure(At)
    {
        public override string Sentence => string.Create(
            CultureInfo.InvariantCulture,
            $"Shopify asked Tandem to slow down while {Attempted}: it tries again by itself in {Math.Ceiling(Wait.TotalSeconds)} s.{Trace}");
        public override FailureClass Class => FailureClass.Transient;
        public override TimeSpan? RetryAfter => Wait;
        public override BlockerCode Code => BlockerCode.ShopUnavailable;
    }

    /// <summary>HTTP 430: Shopify took the call for an attack.</summary>
    public sealed record SecurityRejected(Attempted At) : ShopifyFailure(At)
    {
        public override string Sentence =>
            $"Shopify's protection rejected {Attempted}: Tandem leaves the shop alone for an hour and tries again; if it stays, ask Shopify's support.{Trace}";
        public override FailureClass Class => FailureClass.Transient;
        public override TimeSpan? RetryAfter => TimeSpan.FromHours(1);
        public override BlockerCode Code => BlockerCode.ShopUnavailable;
    }

    /// <summary>HTTP 5xx, or an internal error inside an answer.</summary>
    public sealed record ServerError(Attempted At, string Reason, TimeSpan? Advice = null) : ShopifyFailure(At)
    {
        public override string Sentence => $"Shopify failed while {Attempted} ({Reason}): Tandem tries again by itself.{Trace}";
        public override FailureClass Class => FailureClass.Transient;
        public override TimeSpan? RetryAfter => Advice ?? TimeSpan.FromSeconds(10);
        public override BlockerCode Code => BlockerCode.ShopUnavailable;
    }

    /// <summary>No answer came: no connection, or none in time.</summary>
    public sealed record Unreachable(Attempted At, string Reason) : ShopifyFailure(At)
    {
        public override string Sentence => $"Shopify could not be reached while {Attempted} ({Reason}): Tandem tries again by itself; if it stays, check this machine's way to the internet.";
        public override FailureClass Class => FailureClass.Transient;
        public override TimeSpan? RetryAfter => TimeSpan.FromSeconds(10);
        public override BlockerCode Code => BlockerCode.ShopUnavailable;
    }

    /// <summary>The record is not in the shop.</summary>
    public sealed record NotFound(Attempted At) : ShopifyFailure(At)
    {
        public override string Sentence =>
            $"Shopify found nothing while {Attempted}: it was deleted there, or is older than 60 days and the app lacks read_all_orders.{Trace}";
        public override FailureClass Class => FailureClass.Blocked;
        public override BlockerCode Code => BlockerCode.DeletedInShopify;
        protected override string Subject => Attempted.Purpose;
    }

    /// <summary>A mutation was refused in its payload.</summary>
    public sealed record UserErrors(Attempted At, IReadOnlyList<UserError> Errors) : ShopifyFailure(At)
    {
        public override string Sentence =>
            $"Shopify refused {Attempted}: {string.Join("; ", Errors.Select(e => e.Field is null ? e.Message : $"{e.Field}: {e.Message}"))}.{Trace}";
        public override FailureClass Class => FailureClass.Blocked;
        public override BlockerCode Code => BlockerCode.ShopifyRefused;
        protected override string Subject => Attempted.Purpose;
    }

    /// <summary>The question itself was refused: ours to mend.</summary>
    /// <param name="ErrorCode">Such as <c>undefinedField</c> or <c>MAX_COST_EXCEEDED</c>; null when Shopify gives none.</param>
    public sealed record QueryRefused(Attempted At, string? ErrorCode, string Message) : ShopifyFailure(At)
    {
        public override string Sentence =>
            $"Shopify refused the question for {Attempted} ({ErrorCode ?? "no code"}: {Message.TrimEnd('.')}): this is a fault in Tandem, report it.{Trace}";
        public override FailureClass Class => FailureClass.Defect;
        public override BlockerCode Code => BlockerCode.Defect;
    }

    /// <summary>The answer is not what Shopify documents: HTML, truncated, a needed field absent, a filter ignored.</summary>
    public sealed record BadAnswer(Attempted At, string Reason) : ShopifyFailure(At)
    {
        public override string Sentence =>
            $"Shopify's answer while {Attempted} cannot be used: {Reason.TrimEnd('.')}. Nothing was done; if it stays, report it.{Trace}";
        public override FailureClass Class => FailureClass.Defect;
        public override BlockerCode Code => BlockerCode.Defect;
        protected override string Subject => Attempted.Purpose;
    }

    /// <summary>A bulk operation did not come to a file that can be relied on.</summary>
    public sealed record BulkUnusable(Attempted At, string Reason) : ShopifyFailure(At)
    {
        public override string Sentence => $"Shopify's bulk operation for {Attempted} cannot be used: {Reason.TrimEnd('.')}. Nothing was taken from it.{Trace}";
        public override FailureClass Class => FailureClass.Transient;
        public override TimeSpan? RetryAfter => TimeSpan.FromMinutes(10);
        public override BlockerCode Code => BlockerCode.ShopUnavailable;
    }
}
