using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tandem.Grains.Ledger;

namespace Tandem.Grains.Dispatch;

/// <summary>Asks the Odoo of each shop of this server's share what changed there, each poll once in its interval, one process at a time for each shop.</summary>
internal sealed partial class Poller(
    IEnumerable<IOdooPoll> polls, ShopShare share, ILeases leases, Worker worker, TimeProvider time, ILogger<Poller> logger) : BackgroundService
{
    private const int AtOnce = 16;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(polls.Select(poll => Rounds(poll, stoppingToken)));

    private async Task Rounds(IOdooPoll poll, CancellationToken stoppingToken)
    {
        if (poll.Every <= TimeSpan.Zero) return;
        using var rounds = new ShopRounds(AtOnce);
        using var timer = new PeriodicTimer(poll.Every, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await Round(poll, rounds, stoppingToken);
        }
        finally
        {
            await rounds.Over();
        }
    }

    private async Task Round(IOdooPoll poll, ShopRounds rounds, CancellationToken stop)
    {
        try
        {
            await rounds.Go(await share.Mine(stop), shop => Poll(poll, shop, stop), stop);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            LogFailed(failure, "all shops", poll.Name);
        }
    }

    private async Task Poll(IOdooPoll poll, ConnectedShop shop, CancellationToken stop)
    {
        var lease = $"poll/{poll.Name}/{shop.Shop}";
        try
        {
            if (!await leases.Take(lease, worker.Name, TimeSpan.FromMinutes(5), stop)) return;
            try
            {
                await poll.Run(shop.Shop, stop);
            }
            finally
            {
                await leases.Release(lease, worker.Name, CancellationToken.None);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The next look starts from the same place.
        }
        catch (Exception failure)
        {
            LogFailed(failure, shop.Shop.Value, poll.Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Odoo of {Shop} could not be asked for {Poll}; the next look starts from the same place")]
    private partial void LogFailed(Exception failure, string shop, string poll);
}
