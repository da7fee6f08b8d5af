using System.Diagnostics;
using System.Diagnostics.Metrics;
using Tandem.Sync;

namespace Tandem.Shopify;

/// <summary>Traces and measures of calls to Shopify: shop and document, never what was said.</summary>
public static class ShopifyTelemetry
{
    public const string SourceName = "Tandem.Shopify";

    internal static readonly ActivitySource Source = new(SourceName);

    private static readonly double[] Bounds = [0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
    private static readonly Meter Meter = new(SourceName);
    private static readonly Gauge<double> Points = Meter.CreateGauge<double>("tandem.shopify.points", "{point}", "Points left in a shop's bucket after the last call.");

    private static readonly Histogram<double> Duration = Meter.CreateHistogram(
        "tandem.shopify.call.duration", "s", "Time of one call to Shopify, with its waits and tries.", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = Bounds });

    internal static void Left(ShopDomain shop, double points) => Points.Record(points, new KeyValuePair<string, object?>("shop", shop.Value));

    internal static void Record(ShopDomain shop, string document, TimeSpan took, string outcome) => Duration.Record(
        took.TotalSeconds, new("shop", shop.Value), new("document", document), new("outcome", outcome));
}
