using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Placement;
using Orleans.Runtime;
using Tandem.Shopify;
using Tandem.Shopify.Admin;

namespace Tandem.Grains.Pacing;

/// <inheritdoc cref="IShopPointsGrain"/>
[PreferLocalPlacement]
internal sealed class ShopPointsGrain(IOptions<ShopifyOptions> options, ISiloStatusOracle silos, TimeProvider time) : Grain, IShopPointsGrain
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);

    private readonly ShopPace pace = new(time);
    private readonly Dictionary<Guid, (Reservation Reserved, SiloAddress Silo, long Since)> underWay = [];

    // Longer than any call and the wait before it: one that has not settled by then was lost with its message.
    private TimeSpan Longest => options.Value.Patience + options.Value.AnswerTimeout + TimeSpan.FromSeconds(10);

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        this.RegisterGrainTimer(EndLost, new GrainTimerCreationOptions(Look, Look) { Interleave = true });
        return Task.CompletedTask;
    }

    public Task<TimeSpan> Take(PointsAsked asked)
    {
        ArgumentNullException.ThrowIfNull(asked);
        var reserved = pace.Reserve(asked.Document);
        underWay[asked.Call] = (reserved, asked.Silo, time.GetTimestamp());
        return Task.FromResult(reserved.Wait);
    }

    public Task Settle(PointsSettled settled)
    {
        ArgumentNullException.ThrowIfNull(settled);
        End(settled.Call, settled.Said is { } said ? new QueryCost(said.Requested, said.Maximum, said.Available, said.RestoreRate) : null);
        return Task.CompletedTask;
    }

    public Task Hold(TimeSpan duration)
    {
        pace.Hold(duration);
        return Task.CompletedTask;
    }

    public Task<double?> Left() => Task.FromResult(pace.Left);

    private Task EndLost(CancellationToken stop)
    {
        foreach (var (call, lease) in underWay.ToList())
            if (IsGone(lease.Silo) || time.GetElapsedTime(lease.Since) > Longest) End(call, null);
        return Task.CompletedTask;
    }

    private void End(Guid call, QueryCost? said)
    {
        if (underWay.Remove(call, out var ended)) pace.Settle(ended.Reserved, said);
    }

    private bool IsGone(SiloAddress silo) => silos.GetApproximateSiloStatus(silo) is SiloStatus.Dead or SiloStatus.None;
}
