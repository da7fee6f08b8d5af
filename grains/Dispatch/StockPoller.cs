using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Tandem.Grains.Ledger;

namespace Tandem.Grains.Dispatch;

/// <summary>Asks each shop's Odoo for changed stock once in every interval, one process at a time for each shop.</summary>
internal sealed partial class StockPoller(
    StockPoll poll, IShops shops, ILeases leases, Worker worker, TimeProvider time, IOptions<DispatchOptions> options, ILogger<StockPoller> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.PollStockEvery <= TimeSpan.Zero) return;
        using var timer = new PeriodicTimer(options.Value.PollStockEvery, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                foreach (var shop in await shops.All(stoppingToken)) await Poll(shop, stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                LogFailed(failure, "all shops");
            }
        }
    }

    private async Task Poll(ConnectedShop shop, CancellationToken stop)
    {
        var lease = $"stock/{shop.Shop}";
        if (!await leases.Take(lease, worker.Name, TimeSpan.FromMinutes(5), stop)) return;
        try
        {
            await poll.Run(shop.Shop, stop);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            LogFailed(failure, shop.Shop.Value);
        }
        finally
        {
            await leases.Release(lease, worker.Name, CancellationToken.None);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Odoo of {Shop} could not be asked for stock; the next look starts from the same place")]
    private partial void LogFailed(Exception failure, string shop);
}
