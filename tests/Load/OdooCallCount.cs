using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Tandem.Odoo;

namespace Tandem.Load;

/// <summary>Counts calls to Odoo by listening to the client's own measure.</summary>
internal sealed class OdooCallCount : IDisposable
{
    private readonly MeterListener listener = new();
    private readonly ConcurrentDictionary<string, int> counts = new(StringComparer.Ordinal);
    private int total;

    public OdooCallCount()
    {
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if (instrument.Meter.Name == OdooTelemetry.Name) listening.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<double>((_, _, tags, _) =>
        {
            Interlocked.Increment(ref total);
            foreach (var tag in tags)
                if (tag is { Key: "odoo.call", Value: string name }) counts.AddOrUpdate(name, 1, (_, count) => count + 1);
        });
        listener.Start();
    }

    public int Total => Volatile.Read(ref total);

    public override string ToString() => string.Join(", ", counts.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => $"{c.Key} {c.Value}"));

    public void Dispose() => listener.Dispose();
}
