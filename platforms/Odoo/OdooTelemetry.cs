using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Tandem.Odoo;

/// <summary>Traces and measures of calls to Odoo: model and method, never what was said.</summary>
public static class OdooTelemetry
{
    public const string Name = "Tandem.Odoo";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);
    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>("tandem.odoo.call.duration", "s", "Time Odoo took for one call.");

    internal static Activity? Start(OdooCall call) => Source.StartActivity(call.Name, ActivityKind.Client);

    internal static void Record(OdooCall call, TimeSpan took, string outcome) => Duration.Record(
        took.TotalSeconds,
        new KeyValuePair<string, object?>("odoo.call", call.Name),
        new KeyValuePair<string, object?>("outcome", outcome));
}
