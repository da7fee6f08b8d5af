using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Tandem.Odoo;

/// <summary>Traces and measures of calls to Odoo: model and method, never what was said.</summary>
public static class OdooTelemetry
{
    public const string Name = "Tandem.Odoo";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);
    private static readonly double[] Bounds = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 120];

    private static readonly Histogram<double> Duration = Meter.CreateHistogram(
        "tandem.odoo.call.duration", "s", "Time Odoo took for one call.", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = Bounds });

    private static readonly UpDownCounter<long> Inside = Meter.CreateUpDownCounter<long>("tandem.odoo.calls.inside", "{call}", "Calls under way at one Odoo.");
    private static readonly UpDownCounter<long> Waiting = Meter.CreateUpDownCounter<long>("tandem.odoo.calls.waiting", "{call}", "Calls that wait for their turn at one Odoo.");
    private static readonly Gauge<long> Slots = Meter.CreateGauge<long>("tandem.odoo.slots", "{call}", "Calls at once that one Odoo bears, as its pace has found out.");
    private static readonly Counter<long> Repeats = Meter.CreateCounter<long>("tandem.odoo.repeats", "{call}", "Calls that were sent again because that is safe.");
    private static readonly Counter<long> Prevented = Meter.CreateCounter<long>("tandem.odoo.duplicates.prevented", "{call}", "Calls whose answer was lost and that were not made twice, because the records show their effect.");

    internal static Activity? Start(OdooCall call, string server) => Source.StartActivity(call.Name, ActivityKind.Client)?.SetTag("odoo.server", server);

    internal static void Record(OdooCall call, string server, TimeSpan took, string outcome) =>
        Duration.Record(took.TotalSeconds, Server(server), new("odoo.call", call.Name), new("outcome", outcome));

    internal static void Enters(string server) => Inside.Add(1, Server(server));

    internal static void Leaves(string server) => Inside.Add(-1, Server(server));

    internal static void Bears(string server, int slots) => Slots.Record(slots, Server(server));

    internal static void Waits(string server, int more) => Waiting.Add(more, Server(server));

    internal static void Repeated(OdooCall call, string server, string failure) => Repeats.Add(1, Server(server), new("odoo.call", call.Name), new("failure", failure));

    internal static void NotTwice() => Prevented.Add(1);

    private static KeyValuePair<string, object?> Server(string server) => new("odoo.server", server);
}
