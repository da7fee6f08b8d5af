using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tandem.Grains.Ledger;

namespace Tandem.Grains.Dispatch;

/// <summary>Shows the other processes that this one lives, and gives back what dead ones had taken; starts before the dispatcher and ends after it.</summary>
internal sealed partial class Heartbeat(
    AbandonedWork work, ILeases leases, LeaseClock clock, Worker worker, Pulse pulse, TimeProvider time, ILogger<Heartbeat> logger) : IHostedLifecycleService, IDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Until = TimeSpan.FromSeconds(8);

    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(3);

    private readonly CancellationTokenSource stopping = new();
    private Task? beating;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await Beat(cancellationToken);
        beating = Go();
    }

    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        if (beating is not null) await beating;
        // Also when the stop took too long, and just then: others wait for what this process leaves.
        using var last = new CancellationTokenSource(Farewell, time);
        await work.End(worker.Name, last.Token);
        await leases.Release(Servers.Lease, worker.Name, last.Token);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => stopping.Dispose();

    private async Task Go()
    {
        using var timer = new PeriodicTimer(Every, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stopping.Token))
            {
                try
                {
                    await Beat(stopping.Token);
                }
                catch (Exception failure) when (failure is not OperationCanceledException)
                {
                    LogMissed(failure);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The process ends.
        }
    }

    private async Task Beat(CancellationToken stop)
    {
        await clock.Look(stop);
        await work.Beat(worker.Name, Until, stop);
        await leases.Take(Servers.Lease, worker.Name, Until, stop);
        pulse.Beat();
        if (await work.GiveBack(stop) is > 0 and var records) LogGivenBack(records);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Records} records that a dead process had taken are given back")]
    private partial void LogGivenBack(int records);

    [LoggerMessage(Level = LogLevel.Warning, Message = "This process could not show that it lives; others may take its records")]
    private partial void LogMissed(Exception failure);
}

/// <summary>Processes that work on a ledger.</summary>
public static class Servers
{
    /// <summary>The lease that one of them holds while there is any.</summary>
    public const string Lease = "server";
}
