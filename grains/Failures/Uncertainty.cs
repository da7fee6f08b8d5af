using Tandem.Odoo.Failures;
using Tandem.Shopify.Failures;

namespace Tandem.Grains.Failures;

/// <summary>Shopify was asked for something that is not asked for twice, and did not say whether it was done.</summary>
/// <param name="settles">How long it may still be carried out.</param>
public sealed class UnansweredException(ShopifyFailure failure, TimeSpan settles) : Exception(failure?.Sentence)
{
    public ShopifyFailure Failure { get; } = failure!;

    public TimeSpan Settles { get; } = settles;
}

/// <summary>Tells for how long a call that failed may still take effect.</summary>
public static class Uncertainty
{
    /// <summary>Null where the call has ended for certain, or where it may be made again as it is.</summary>
    public static TimeSpan? After(Exception failure) => failure switch
    {
        OdooException { Failure: OdooFailure.UnknownOutcome unknown } => unknown.Settles,
        UnansweredException unanswered => unanswered.Settles,
        _ => null,
    };
}
