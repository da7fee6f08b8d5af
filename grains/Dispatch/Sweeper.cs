using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Tandem.Grains.Ledger;

namespace Tandem.Grains.Dispatch;

/// <summary>Sweeps each connected shop of this server's share every few minutes and right after the start, one process at a time for each shop.</summary>
internal sealed partial class Sweeper(
    OrderSweep sweep, CustomerSweep customers, ShopShare share, ILeases leases, Worker worker, TimeProvider time, IOptions<DispatchOptions> options, ILogger<Sweeper> logger) : BackgroundService
{
    private const int AtOnce = 16;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.SweepEvery <= TimeSpan.Zero) return;
        using var rounds = new ShopRounds(AtOnce);
        using var timer = new PeriodicTimer(options.Value.SweepEvery, time);
        try
        {
            do await Round(rounds, stoppingToken);
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        finally
        {
            await rounds.Over();
        }
    }

    private async Task Round(ShopRounds rounds, CancellationToken stop)
    {
        try
        {
            await rounds.Go(await share.Mine(stop), shop => Sweep(shop, stop), stop);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            LogFailed(failure, "all shops");
        }
    }

    private async Task Sweep(ConnectedShop shop, CancellationToken stop)
    {
        var lease = $"sweep/{shop.Shop}";
        try
        {
            if (!await leases.Take(lease, worker.Name, TimeSpan.FromMinutes(10), stop)) return;
            try
            {
                await sweep.Run(shop, stop);
                await customers.Run(shop.Shop, stop);
            }
            finally
            {
                await leases.Release(lease, worker.Name, CancellationToken.None);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The next sweep starts from the same place.
        }
        catch (Exception failure)
        {
            // One shop that cannot be read must not keep the others from being swept; its cursor has not moved.
            LogFailed(failure, shop.Shop.Value);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The sweep of {Shop} did not finish; it starts again from the same place")]
    private partial void LogFailed(Exception failure, string shop);
}
