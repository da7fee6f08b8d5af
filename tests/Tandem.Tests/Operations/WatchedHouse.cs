using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Tandem.App.Telemetry;
using Tandem.Grains.Telemetry;
using Tandem.Tests.Story;
using Xunit;

namespace Tandem.Tests.Operations;

/// <summary>A house that Prometheus scrapes, and whose traces and instruments somebody hears.</summary>
public sealed class WatchedHouse : House
{
    private readonly ConcurrentQueue<Activity> spans = new();
    private readonly ConcurrentDictionary<string, Instrument> instruments = new();
    private readonly ActivityListener traces;
    private readonly MeterListener meters;

    public WatchedHouse()
    {
        traces = new ActivityListener
        {
            ShouldListenTo = source => source.Name.StartsWith("Tandem.", StringComparison.Ordinal),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(traces);
        meters = new MeterListener { InstrumentPublished = (instrument, _) => instruments[instrument.Name] = instrument };
        meters.Start();
    }

    protected override IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?> { ["Telemetry:Prometheus"] = "http://127.0.0.1:0" };

    /// <summary>What ended so far.</summary>
    public IReadOnlyCollection<Activity> Spans => spans;

    /// <summary>Everything that Tandem measures.</summary>
    public IEnumerable<Instrument> Instruments => instruments.Values.Where(instrument => instrument.Meter.Name.StartsWith("Tandem.", StringComparison.Ordinal));

    /// <summary>What Prometheus gets, after the ledger was counted.</summary>
    public async Task<string> Scraped()
    {
        var stop = TestContext.Current.CancellationToken;
        await Services.GetServices<IHostedService>().OfType<LedgerGauges>().Single().Look(stop);
        using var http = new HttpClient();
        return await http.GetStringAsync(new Uri(Get<MetricsPort>().Listens, "/metrics"), stop);
    }
}
