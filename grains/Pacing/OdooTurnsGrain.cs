using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Placement;
using Orleans.Runtime;
using Tandem.Odoo;
using Tandem.Odoo.Pacing;

namespace Tandem.Grains.Pacing;

/// <inheritdoc cref="IOdooTurnsGrain"/>
[PreferLocalPlacement]
internal sealed class OdooTurnsGrain(IOptions<OdooOptions> options, ISiloStatusOracle silos, TimeProvider time) : Grain, IOdooTurnsGrain
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    private readonly Dictionary<Guid, (SiloAddress Silo, long Since)> leases = [];
    private Turnstile queue = null!;

    // Longer than any call: one that has not left by then was lost with its message.
    private TimeSpan Longest => options.Value.CallTimeout + options.Value.ConnectTimeout + TimeSpan.FromSeconds(10);

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        queue = new Turnstile(options.Value.MaxConcurrentCalls, time, this.GetPrimaryKeyString());
        this.RegisterGrainTimer(EndLost, new GrainTimerCreationOptions(Look, Look) { Interleave = true });
        return Task.CompletedTask;
    }

    public async Task Enter(TurnAsked asked)
    {
        ArgumentNullException.ThrowIfNull(asked);
        await queue.Enter(new OdooTurn(asked.Turn, (CallPriority)asked.Priority, asked.Reserves, asked.Kind ?? ""), CancellationToken.None);
        leases[asked.Turn] = (asked.Silo, time.GetTimestamp());
        // Its server ended while it waited.
        if (IsGone(asked.Silo)) End(asked.Turn, null);
    }

    public Task Leave(TurnLeft left)
    {
        ArgumentNullException.ThrowIfNull(left);
        End(left.Turn, left.Sign is { } sign && Enum.IsDefined((PaceSign)sign) ? new TurnEnd((PaceSign)sign, left.Took ?? TimeSpan.Zero) : null);
        return Task.CompletedTask;
    }

    public Task<bool> Knows(Guid turn) => Task.FromResult(leases.ContainsKey(turn) || queue.Knows(turn));

    public Task<int> Waiting() => Task.FromResult(queue.Waits);

    private Task EndLost(CancellationToken stop)
    {
        // Nobody can leave on behalf of a server that died; what it had asked Odoo for may still run there for a while.
        foreach (var (turn, lease) in leases.ToList())
            if (IsGone(lease.Silo) || time.GetElapsedTime(lease.Since) > Longest) End(turn, null);
        return Task.CompletedTask;
    }

    private void End(Guid turn, TurnEnd? end)
    {
        leases.Remove(turn);
        queue.Leave(turn, end);
    }

    private bool IsGone(SiloAddress silo) => silos.GetApproximateSiloStatus(silo) is SiloStatus.Dead or SiloStatus.None;
}
