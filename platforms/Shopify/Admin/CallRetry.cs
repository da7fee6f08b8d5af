using Tandem.Shopify.Failures;

namespace Tandem.Shopify.Admin;

/// <summary>Whether one call tries again by itself, and when: decided here, done by the caller.</summary>
internal static class CallRetry
{
    private const int MostTries = 4;

    /// <param name="tries">Times this call was sent.</param>
    /// <param name="waited">Time already spent waiting inside this call.</param>
    /// <returns>The wait before the next try; null when the failure goes to the caller.</returns>
    public static TimeSpan? Decide(ShopifyFailure failure, bool repeatable, int tries, TimeSpan waited, CallPatience patience)
    {
        var wait = failure switch
        {
            // A throttled call was not carried out, so even a mutation may follow it.
            ShopifyFailure.Throttled throttled => throttled.Wait,
            ShopifyFailure.ServerError server when repeatable && tries < MostTries => server.Advice ?? Backoff(tries, patience.Backoff),
            ShopifyFailure.Unreachable when repeatable && tries < MostTries => Backoff(tries, patience.Backoff),
            _ => (TimeSpan?)null,
        };
        return wait is { } time && waited + time <= patience.Total ? time : null;
    }

    private static TimeSpan Backoff(int tries, TimeSpan first) => first * Math.Pow(2, tries - 1);
}

/// <param name="Total">The longest that one call waits in all.</param>
/// <param name="Backoff">Wait after the first failed try; doubled after each.</param>
internal readonly record struct CallPatience(TimeSpan Total, TimeSpan Backoff);
