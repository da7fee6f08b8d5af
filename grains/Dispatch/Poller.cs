using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tandem.Grains.Ledger;

namespace Tandem.Grains.Dispatch;

/// <summary>Asks each shop's Odoo what changed there, each poll once in its interval, one process at a time for each shop.</summary>
internal sealed partial class Poller(
    IEnumerable<IOdooPoll> polls, IShops shops, ILeases leases, Worker worker, TimeProvider time, ILogger<Poller> logger) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(polls.Select(poll => Rounds(poll, stoppingToken)));

    private async Task Rounds(IOdooPoll poll, CancellationToken stoppingToken)
    {
        if (poll.Every <= TimeSpan.Zero) return;
        using var timer = new PeriodicTimer(poll.Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                foreach (var shop in await shops.All(stoppingToken)) await Poll(poll, shop, stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                LogFailed(failure, "all shops", poll.Name);
            }
        }
    }

    private async Task Poll(IOdooPoll poll, ConnectedShop shop, CancellationToken stop)
    {
        var lease = $"poll/{poll.Name}/{shop.Shop}";
        if (!await leases.Take(lease, worker.Name, TimeSpan.FromMinutes(5), stop)) return;
        try
        {
            await poll.Run(shop.Shop, stop);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            LogFailed(failure, shop.Shop.Value, poll.Name);
        }
        finally
        {
            await leases.Release(lease, worker.Name, CancellationToken.None);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Odoo of {Shop} could not be asked for {Poll}; the next look starts from the same place")]
    private partial void LogFailed(Exception failure, string shop, string poll);
}
