using System.Data.Common;
using Orleans.Runtime;
using Tandem.Grains.Dispatch;
using Tandem.Grains.Ledger;

namespace Tandem.App.Hosting;

/// <summary>Whether this server can do its work now: keep a webhook, and work on it.</summary>
internal sealed class Readiness(
    Migrations migrations, IEnumerable<IHostedService> services, IHostApplicationLifetime lifetime, IServiceProvider provider, TimeProvider clock)
{
    /// <summary>Whoever asks waits no longer than this.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Several heartbeats.</summary>
    private static readonly TimeSpan Silent = TimeSpan.FromSeconds(12);

    /// <summary>What is missing, a sentence each; empty when it is ready.</summary>
    public async Task<IReadOnlyList<string>> Missing(CancellationToken stop)
    {
        // Whoever sends work here is told to send it elsewhere, before this server stops taking it.
        if (lifetime.ApplicationStopping.IsCancellationRequested) return ["This server is stopping."];
        var missing = new List<string>();
        if (await Database(stop) is { } database) missing.Add(database);
        else if (provider.GetService<Pulse>()?.Silence is { } silence && silence > Silent) missing.Add($"Nothing could be written to the database for {silence.TotalSeconds:0} seconds: is its disk full, or is it read-only?");
        if (provider.GetService<ISiloStatusOracle>() is { } silo && silo.CurrentStatus != SiloStatus.Active) missing.Add($"The silo is {silo.CurrentStatus}, not active.");
        missing.AddRange(services.OfType<BackgroundService>().Where(IsDown).Select(service => $"The worker {service.GetType().Name} has stopped."));
        return missing;
    }

    private async Task<string?> Database(CancellationToken stop)
    {
        using var late = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, stop);
        try
        {
            var outstanding = await migrations.Outstanding(either.Token).WaitAsync(either.Token);
            return outstanding == 0 ? null : $"{outstanding} migrations are not applied to the database.";
        }
        catch (Exception failure) when (failure is DbException or TimeoutException or InvalidOperationException or OperationCanceledException && !stop.IsCancellationRequested)
        {
            return "The database does not answer.";
        }
    }

    /// <summary>The dispatcher works as long as the server does; others end by themselves where a setting turns them off.</summary>
    private static bool IsDown(BackgroundService service) => service.ExecuteTask switch
    {
        { IsFaulted: true } => true,
        { IsCompleted: true } => service is IUntilStopped,
        _ => false,
    };
}
