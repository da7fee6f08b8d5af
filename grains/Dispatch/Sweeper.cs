using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Tandem.Grains.Ledger;

namespace Tandem.Grains.Dispatch;

/// <summary>Sweeps each connected shop every few minutes and right after the start, one process at a time for each shop.</summary>
internal sealed partial class Sweeper(
    OrderSweep sweep, CustomerSweep customers, IShops shops, ILeases leases, Worker worker, TimeProvider time, IOptions<DispatchOptions> options, ILogger<Sweeper> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.SweepEvery <= TimeSpan.Zero) return;
        using var timer = new PeriodicTimer(options.Value.SweepEvery, time);
        do
        {
            try
            {
                foreach (var shop in await shops.All(stoppingToken)) await Sweep(shop, stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                LogFailed(failure, "all shops");
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task Sweep(ConnectedShop shop, CancellationToken stop)
    {
        var lease = $"sweep/{shop.Shop}";
        if (!await leases.Take(lease, worker.Name, TimeSpan.FromMinutes(10), stop)) return;
        try
        {
            await sweep.Run(shop, stop);
            await customers.Run(shop.Shop, stop);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // One shop that cannot be read must not keep the others from being swept; its cursor has not moved.
            LogFailed(failure, shop.Shop.Value);
        }
        finally
        {
            await leases.Release(lease, worker.Name, CancellationToken.None);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The sweep of {Shop} did not finish; it starts again from the same place")]
    private partial void LogFailed(Exception failure, string shop);
}
