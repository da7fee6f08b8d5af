using Tandem.Sync.Failures;

namespace Tandem.Shopify.Failures;

/// <content>Failures that concern the whole shop or Tandem's right to enter it.</content>
public abstract partial record ShopifyFailure
{
    /// <summary>No token is stored for the shop.</summary>
    public sealed record TokenMissing(Attempted At) : ShopifyFailure(At)
    {
        public override string Sentence =>
            $"Tandem holds no token for {Attempted.Shop}, so {Attempted.Purpose} was not tried: open the app in the shop's Shopify admin, or run 'connect {Attempted.Shop}'.";
        public override FailureClass Class => FailureClass.Blocked;
        public override BlockerCode Code => BlockerCode.ShopifyTokenMissing;
    }

    /// <summary>HTTP 401 even with a renewed token, or the renewal itself was refused.</summary>
    public sealed record TokenRefused(Attempted At, string Reason) : ShopifyFailure(At)
    {
        public override string Sentence =>
            $"Shopify refused Tandem's token while {Attempted}: {Reason}. Open the app in the shop's Shopify admin, or run 'connect {Attempted.Shop}', to give it a new one.{Trace}";
        public override FailureClass Class => FailureClass.Blocked;
        public override BlockerCode Code => BlockerCode.ShopifyTokenMissing;
    }

    /// <summary>Another process is renewing the shop's token and did not finish in time.</summary>
    public sealed record TokenBusy(Attempted At) : ShopifyFailure(At)
    {
        public override string Sentence =>
            $"The token of {Attempted.Shop} is being renewed elsewhere and was not ready for {Attempted.Purpose}: Tandem tries again by itself.";
        public override FailureClass Class => FailureClass.Transient;
        public override TimeSpan? RetryAfter => TimeSpan.FromSeconds(30);
        public override BlockerCode Code => BlockerCode.ShopUnavailable;
    }

    /// <summary>HTTP 402: the shop's Shopify bill is unpaid.</summary>
    public sealed record ShopFrozen(Attempted At) : ShopifyFailure(At)
    {
        public override string Sentence =>
            $"Shopify has frozen {Attempted.Shop} because its bill is unpaid, so {Attempted.Purpose} is impossible: settle the bill in the Shopify admin; Tandem goes on by itself.{Trace}";
        public override FailureClass Class => FailureClass.Blocked;
        public override TimeSpan? RetryAfter => TimeSpan.FromHours(1);
        public override BlockerCode Code => BlockerCode.ShopUnavailable;
    }

    /// <summary>HTTP 403 without a scope being named.</summary>
    public sealed record Forbidden(Attempted At, string Reason) : ShopifyFailure(At)
    {
        public override string Sentence =>
            $"Shopify forbade {Attempted}: {Reason}. Check in the Shopify admin that the app is installed and approved for this.{Trace}";
        public override FailureClass Class => FailureClass.Blocked;
        public override BlockerCode Code => BlockerCode.ShopifyRefused;
    }

    /// <summary>HTTP 404: no shop lives at that address any more.</summary>
    public sealed record ShopGone(Attempted At) : ShopifyFailure(At)
    {
        public override string Sentence =>
            $"Shopify knows no shop at {Attempted.Shop}, so {Attempted.Purpose} is impossible: check the shop's permanent domain and that the shop is open.{Trace}";
        public override FailureClass Class => FailureClass.Blocked;
        public override BlockerCode Code => BlockerCode.ShopUnavailable;
    }

    /// <summary>HTTP 423: Shopify has locked the shop.</summary>
    public sealed record Locked(Attempted At) : ShopifyFailure(At)
    {
        public override string Sentence =>
            $"Shopify has locked {Attempted.Shop}, so {Attempted.Purpose} is impossible: ask Shopify's support to unlock it; Tandem goes on by itself.{Trace}";
        public override FailureClass Class => FailureClass.Blocked;
        public override TimeSpan? RetryAfter => TimeSpan.FromHours(1);
        public override BlockerCode Code => BlockerCode.ShopUnavailable;
    }

    /// <summary>The token lacks a scope, or the app lacks an approval, for a field that is needed.</summary>
    /// <param name="Field">Path in the answer without indexes, such as <c>order.customer</c>.</param>
    /// <param name="Scope">Such as <c>read_customers</c>; null when Shopify names none.</param>
    public sealed record ScopeMissing(Attempted At, string Field, string? Scope, string Message) : ShopifyFailure(At)
    {
        public override string Sentence =>
            $"Shopify denied Tandem the field {Field} while {Attempted} ({Message.TrimEnd('.')}): grant the app {Grant} and open it once in the Shopify admin.{Trace}";
        public override FailureClass Class => FailureClass.Blocked;
        public override BlockerCode Code => BlockerCode.ShopifyScopeMissing;
        protected override string Subject => Scope ?? Field;
        private string Grant => Scope is null ? "the access or the approval it names" : $"the scope {Scope}";
    }

    /// <summary>The configured API version is served no more.</summary>
    public sealed record ApiVersionGone(Attempted At, string Version) : ShopifyFailure(At)
    {
        public override string Sentence =>
            $"Shopify no longer serves API version {Version}, so {Attempted} failed: install a newer Tandem, or set Shopify:ApiVersion to a version it is made for.{Trace}";
        public override FailureClass Class => FailureClass.Defect;
        public override BlockerCode Code => BlockerCode.Defect;
    }
}
