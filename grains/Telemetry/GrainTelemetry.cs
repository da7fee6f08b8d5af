using System.Diagnostics;
using System.Diagnostics.Metrics;
using Tandem.Grains.Ledger;
using Tandem.Sync;
using Tandem.Sync.Records;
using Activity = System.Diagnostics.Activity;

namespace Tandem.Grains.Telemetry;

/// <summary>Traces and measures of signals and passes; tagged with shops, kinds and outcomes, never with what was said.</summary>
public static class GrainTelemetry
{
    public const string Name = "Tandem.Grains";

    /// <summary>From a quarter of a second to a day.</summary>
    private static readonly double[] LatencyBounds = [0.25, 0.5, 1, 2, 5, 10, 30, 60, 300, 1800, 7200, 86_400];

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);
    private static readonly Counter<long> Signals = Meter.CreateCounter<long>("tandem.signals", "{signal}", "Signals by source, stored or known already.");
    private static readonly Counter<long> Passes = Meter.CreateCounter<long>("tandem.passes", "{pass}", "Passes over records by where the record stood afterwards.");
    private static readonly Histogram<double> Latency = Meter.CreateHistogram(
        "tandem.latency", "s", "From the signal, or from the change in Odoo, until both sides agreed.", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = LatencyBounds });

    /// <summary>Shopify spoke and Odoo followed, or the other way round.</summary>
    internal enum Direction
    {
        ToOdoo,
        ToShopify,
    }

    /// <summary>The pass over a claimed record, in the trace of its oldest signal; null when nobody watches.</summary>
    internal static Activity? Pass(Claim claim, SignalSource source)
    {
        var heard = claim.Traces.Select(trace => ActivityContext.TryParse(trace, null, isRemote: true, out var context) ? context : default).Where(context => context != default).ToList();
        var activity = Source.StartActivity("pass", ActivityKind.Consumer, heard.FirstOrDefault(), links: heard.Skip(1).Select(context => new ActivityLink(context)));
        return Tagged(activity, claim.Record)?.SetTag("tandem.source", Words.Of(source)).SetTag("tandem.signals", claim.Signals.Count);
    }

    /// <summary>A pass over a record whose time has come, which is a trace of its own.</summary>
    internal static Activity? Retry(RecordKey record) => Tagged(Source.StartActivity("retry", ActivityKind.Consumer, default(ActivityContext)), record);

    /// <summary>A call that an actor received.</summary>
    internal static Activity? Received(string call, string? parent) => Source.StartActivity(call, ActivityKind.Internal, parent);

    internal static void Count(Signal signal, Appended appended) => Signals.Add(
        1, Tag("shop", signal.Record.Shop.Value), Tag("source", Words.Of(signal.Source)), Tag("outcome", Words.Of(appended)));

    internal static void Count(RecordKey record, Standing standing, StandingKind kind) => Passes.Add(
        1, Tag("shop", record.Shop.Value), Tag("kind", RecordKey.Name(record.Kind)), Tag("flow", Flows.Name(FlowOf(record, standing))), Tag("standing", Words.Of(kind)));

    internal static void Took(ShopDomain shop, Direction direction, TimeSpan time) =>
        Latency.Record(Math.Max(0, time.TotalSeconds), Tag("shop", shop.Value), Tag("direction", Words.Of(direction)));

    private static Flow FlowOf(RecordKey record, Standing standing) => standing switch
    {
        Standing.BlockedBy { Blockers: [{ } first, ..] } => first.Flow,
        Standing.HeldByPausedFlow held => held.Flow,
        _ => Flows.Moving(record.Kind),
    };

    private static Activity? Tagged(Activity? activity, RecordKey record) =>
        activity?.SetTag("tandem.shop", record.Shop.Value).SetTag("tandem.kind", RecordKey.Name(record.Kind)).SetTag("tandem.record", record.Id);

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);
}
