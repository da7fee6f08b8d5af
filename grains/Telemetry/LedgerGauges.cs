using System.Data.Common;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tandem.Grains.Dispatch;
using Tandem.Grains.Ledger;

namespace Tandem.Grains.Telemetry;

/// <summary>Shows what stands in the ledger as metrics: counted in one process at a time, and only while somebody listens.</summary>
internal sealed partial class LedgerGauges : BackgroundService
{
    private const string Lease = "ledger-gauges";
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(15);

    /// <summary>Counting takes at most so small a part of the time, however long the tables are.</summary>
    private const int Rest = 20;

    private readonly LedgerCensus census;
    private readonly ILeases leases;
    private readonly Worker worker;
    private readonly TimeProvider time;
    private readonly ILogger<LedgerGauges> logger;
    private readonly Meter meter = new(GrainTelemetry.Name);
    private readonly List<Instrument> instruments;
    private volatile CensusCount? last;

    public LedgerGauges(LedgerCensus census, ILeases leases, Worker worker, TimeProvider time, ILogger<LedgerGauges> logger)
    {
        (this.census, this.leases, this.worker, this.time, this.logger) = (census, leases, worker, time, logger);
        instruments =
        [
            Gauge("tandem.records", "{record}", "Records by where they stand.", count => count.Records),
            Gauge("tandem.blockers", "{cause}", "What records wait for, by code.", count => count.Blockers),
            Gauge("tandem.flows.paused", "{flow}", "Flows that are paused.", count => count.Paused),
            Gauge("tandem.findings", "{finding}", "Open findings of the nightly comparison.", count => count.Findings),
            Gauge("tandem.inbox.waiting", "{signal}", "Signals that wait in the inbox.", count => count.Waiting),
            Gauge("tandem.inbox.age", "s", "Age of the oldest signal that waits.", count => count.Age),
            Gauge("tandem.webhook.age", "s", "Time since the last webhook of a shop.", count => count.Silence),
        ];
    }

    public override void Dispose()
    {
        meter.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var started = time.GetTimestamp();
            try
            {
                await Look(stoppingToken);
            }
            catch (Exception failure) when (failure is DbException or TimeoutException)
            {
                // What was counted before is not true any more.
                last = null;
                LogNotCounted(failure.Message);
            }

            var rest = time.GetElapsedTime(started) * Rest;
            await Task.Delay(rest > Every ? rest : Every, time, stoppingToken);
        }
    }

    /// <summary>Counts anew, where somebody listens and no other process counts.</summary>
    internal async Task Look(CancellationToken stop) =>
        last = instruments.Exists(instrument => instrument.Enabled) && await leases.Take(Lease, worker.Name, Every * 3, stop) ? await census.Take(stop) : null;

    private ObservableGauge<double> Gauge(string name, string unit, string description, Func<CensusCount, IEnumerable<Measurement<double>>> read) =>
        meter.CreateObservableGauge(name, () => last is { } count ? read(count) : [], unit, description);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The ledger could not be counted for metrics ({Reason})")]
    private partial void LogNotCounted(string reason);
}
