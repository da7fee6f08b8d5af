using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using Tandem.Odoo;

namespace Tandem.Load;

/// <summary>Counts calls to Odoo, and what they take, by listening to the client's own measure.</summary>
internal sealed class OdooCallCount : IDisposable
{
    private readonly MeterListener listener = new();
    private readonly ConcurrentDictionary<string, (int Count, double Seconds)> counts = new(StringComparer.Ordinal);
    private int total;

    public OdooCallCount()
    {
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if (instrument.Meter.Name == OdooTelemetry.Name) listening.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<double>((_, seconds, tags, _) =>
        {
            Interlocked.Increment(ref total);
            foreach (var tag in tags)
                if (tag is { Key: "odoo.call", Value: string name }) counts.AddOrUpdate(name, (1, seconds), (_, sum) => (sum.Count + 1, sum.Seconds + seconds));
        });
        listener.Start();
    }

    /// <summary>What all of them took, waiting for their turn included.</summary>
    public TimeSpan Took => TimeSpan.FromSeconds(counts.Values.Sum(count => count.Seconds));

    public int Total => Volatile.Read(ref total);

    public override string ToString() => string.Join(", ", counts.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Key} {c.Value.Count} of {1000 * c.Value.Seconds / c.Value.Count:0} ms")));

    public void Dispose() => listener.Dispose();
}
