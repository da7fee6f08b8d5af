using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Tandem.Grains.Ledger;
using Tandem.Grains.Shops;
using Tandem.Sync;

namespace Tandem.Grains.Dispatch;

/// <summary>Asks each Odoo that records wait for whether it answers again, and has them tried then: after a long outage their own time would come half an hour later.</summary>
internal sealed partial class OdooReturns(
    IStandings standings, IShopBooks books, ShopShare share, TimeProvider time, IOptions<DispatchOptions> options, ILogger<OdooReturns> logger) : BackgroundService
{
    private const int AtOnce = 16;

    /// <summary>Seen away: an Odoo that answers all the time and yet times out now and then has its patience left.</summary>
    private readonly ConcurrentDictionary<ShopDomain, bool> away = new();

    /// <summary>One round, at whose end all that were asked have answered or not.</summary>
    /// <returns>How many records go on.</returns>
    public async Task<int> Look(CancellationToken stop)
    {
        using var rounds = new ShopRounds(AtOnce);
        var found = 0;
        await Round(rounds, records => Interlocked.Add(ref found, records), stop);
        await rounds.Over();
        return found;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.LookForOdooEvery <= TimeSpan.Zero) return;
        using var rounds = new ShopRounds(AtOnce);
        using var timer = new PeriodicTimer(options.Value.LookForOdooEvery, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await Round(rounds, _ => { }, stoppingToken);
        }
        finally
        {
            await rounds.Over();
        }
    }

    private async Task Round(ShopRounds rounds, Action<int> found, CancellationToken stop)
    {
        try
        {
            var waiting = (await standings.AwaitOdoo(stop)).ToHashSet();
            if (waiting.Count == 0) return;
            await rounds.Go([.. (await share.Mine(stop)).Where(shop => waiting.Contains(shop.Shop))], async shop => found(await Ask(shop.Shop, stop)), stop);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            LogFailed(failure, "all shops");
        }
    }

    private async Task<int> Ask(ShopDomain shop, CancellationToken stop)
    {
        try
        {
            // One that is closed because its Odoo does not answer is read anew.
            if (await books.Open(shop, stop) is not ShopBookOpening.Open { Book: { } book } || !await book.Presence.Answers(stop))
            {
                away[shop] = true;
                return 0;
            }

            if (!away.TryRemove(shop, out _)) return 0;
            var records = await standings.OdooAnswers(shop, stop);
            LogBack(shop.Value, records);
            return records;
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !stop.IsCancellationRequested)
        {
            LogFailed(failure, shop.Value);
            return 0;
        }
        catch (OperationCanceledException)
        {
            // The next look asks again.
            return 0;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Odoo of {Shop} answers again: {Records} records that waited for it are tried now")]
    private partial void LogBack(string shop, int records);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Whether Odoo of {Shop} answers again could not be found out; the next look asks again")]
    private partial void LogFailed(Exception failure, string shop);
}
