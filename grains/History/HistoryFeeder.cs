using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Tandem.Grains.Dispatch;
using Tandem.Grains.Ledger;

namespace Tandem.Grains.History;

/// <summary>Goes on with the imports that are under way, one process at a time for each shop.</summary>
internal sealed partial class HistoryFeeder(
    HistoryFeed feed, IHistoryImports imports, ILeases leases, Worker worker, TimeProvider time, IOptions<DispatchOptions> options, ILogger<HistoryFeeder> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.FeedHistoryEvery <= TimeSpan.Zero) return;
        using var timer = new PeriodicTimer(options.Value.FeedHistoryEvery, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                foreach (var import in await imports.Running(stoppingToken)) await Feed(import, stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                LogFailed(failure, "all shops");
            }
        }
    }

    private async Task Feed(HistoryImport import, CancellationToken stop)
    {
        var lease = $"history/{import.Shop}";
        if (!await leases.Take(lease, worker.Name, TimeSpan.FromMinutes(10), stop)) return;
        try
        {
            // Read again under the lease: another process may have moved it on.
            if (await imports.Latest(import.Shop, stop) is { State: HistoryState.Running } now) await feed.Run(now, stop);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            LogFailed(failure, import.Shop.Value);
        }
        finally
        {
            await leases.Release(lease, worker.Name, CancellationToken.None);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The import of {Shop} could not go on; it starts again from the same place")]
    private partial void LogFailed(Exception failure, string shop);
}
