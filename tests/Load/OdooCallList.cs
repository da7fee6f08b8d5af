using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using Tandem.Odoo;

namespace Tandem.Load;

/// <summary>The calls to Odoo in the sequence in which they ended, each with its time.</summary>
internal sealed class OdooCallList : IDisposable
{
    private readonly MeterListener listener = new();
    private readonly ConcurrentQueue<(string Name, double Seconds)> calls = new();

    public OdooCallList()
    {
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if (instrument.Meter.Name == OdooTelemetry.Name) listening.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<double>((_, seconds, tags, _) =>
        {
            foreach (var tag in tags)
                if (tag is { Key: "odoo.call", Value: string name }) calls.Enqueue((name, seconds));
        });
        listener.Start();
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{calls.Count} calls, {1000 * calls.Sum(call => call.Seconds):0} ms: ") + string.Join(", ", calls.Select(call => string.Create(CultureInfo.InvariantCulture, $"{call.Name} {1000 * call.Seconds:0}")));

    public void Dispose() => listener.Dispose();
}
