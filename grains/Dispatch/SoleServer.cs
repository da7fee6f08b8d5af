using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Tandem.Grains.Ledger;

namespace Tandem.Grains.Dispatch;

/// <summary>Refuses to be a second cluster on one database: two servers that do not know of each other would both be the single writer of a record.</summary>
internal sealed class SoleServer(LedgerDatabase database, AbandonedWork work, LeaseClock clock, Worker worker, TimeProvider time, IOptions<ClusterPlace> place) : IHostedLifecycleService
{
    /// <summary>Longer than a dead server's lease lasts.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <exception cref="LedgerMismatchException">Another server works on this database and cannot be joined.</exception>
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        // By a clock that is ahead, whoever lives would seem dead.
        await clock.Look(cancellationToken);
        while (await Refusal(cancellationToken) is { } sentence)
        {
            if (time.GetElapsedTime(started) > Patience) throw new LedgerMismatchException(sentence);
            await Task.Delay(TimeSpan.FromMilliseconds(500), time, cancellationToken);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Says which living server this one cannot form a cluster with; null when there is none.</summary>
    internal async Task<string?> Refusal(CancellationToken stop) =>
        (await work.Living(stop)).Select(name => new Worker(name)).FirstOrDefault(other => other.Name != worker.Name && !other.IsDead && !CanJoin(other)) is { } stranger ? Sentence(stranger) : null;

    private bool CanJoin(Worker other) => !database.Dialect.OneWriter && (place.Value.IsPublished || other.Machine == worker.Machine);

    private string Sentence(Worker other) => database.Dialect.OneWriter
        ? $"Another server ({other.Name}) works on this SQLite file, which carries one. Stop it, or move to PostgreSQL for several."
        : $"Another server, on the machine {other.Machine}, works on this database, and the two cannot reach each other. Set Cluster:Address on each to an address that the others reach, such as 10.0.0.5 (Cluster__Address), or stop the other one.";
}
