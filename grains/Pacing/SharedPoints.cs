using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;
using Tandem.Shopify.Admin;
using Tandem.Sync;

namespace Tandem.Grains.Pacing;

/// <summary>A shop's points among all servers of the cluster. A server that is the only one asks itself; one that gets no answer goes by what it knows itself.</summary>
internal sealed partial class SharedPoints(OwnPoints own, IGrainFactory grains, ISiloStatusOracle silos, TimeProvider time, ILogger<SharedPoints> logger) : IShopPoints
{
    /// <summary>A budget whose server has died is not asked again at once: the cluster takes half a minute to agree that it is dead.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<ShopDomain, long> away = new();

    public async Task<PointsTaken> Take(ShopDomain shop, string document, CancellationToken cancellation)
    {
        if (silos.IsAlone() || (away.TryGetValue(shop, out var since) && time.GetElapsedTime(since) < Pause)) return await own.Take(shop, document, cancellation);
        var (budget, call) = (grains.GetGrain<IShopPointsGrain>(shop.Value), Guid.NewGuid());
        try
        {
            var wait = await budget.Take(new PointsAsked(call, document, silos.SiloAddress)).WaitAsync(cancellation);
            return new PointsTaken(wait, said => Settle(budget, call, said), hold => budget.Hold(hold).Ignore());
        }
        catch (OperationCanceledException)
        {
            Settle(budget, call, null);
            throw;
        }
        catch (Exception unanswered) when (unanswered is OrleansException or TimeoutException)
        {
            // Shopify refuses a call too many and says when to come again: rather that than no call.
            Settle(budget, call, null);
            away[shop] = time.GetTimestamp();
            LogNoBudget(shop.Value);
            return await own.Take(shop, document, cancellation);
        }
    }

    /// <summary>Nobody waits for it: a word that is lost is made up for by the next answer.</summary>
    private static void Settle(IShopPointsGrain budget, Guid call, QueryCost? said) =>
        budget.Settle(new PointsSettled(call, said is null ? null : new PointsSaid(said.Requested, said.Maximum, said.Available, said.RestoreRate))).Ignore();

    [LoggerMessage(Level = LogLevel.Warning, Message = "The budget of {Shop} could not be asked; this call goes by what this server knows")]
    private partial void LogNoBudget(string shop);
}
