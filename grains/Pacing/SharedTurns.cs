using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;
using Tandem.Odoo.Pacing;

namespace Tandem.Grains.Pacing;

/// <summary>Turns at an Odoo among all servers of the cluster. A server that is the only one asks itself, so that a call costs nothing more.</summary>
internal sealed partial class SharedTurns(OwnTurns own, IGrainFactory grains, ISiloStatusOracle silos, ILogger<SharedTurns> logger) : IOdooTurns
{
    private const int Attempts = 20;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    public async Task<Action<PaceSign?>> Enter(string odoo, OdooTurn turn, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(turn);
        if (IsAlone()) return await own.Enter(odoo, turn, cancellation);
        var queue = grains.GetGrain<IOdooTurnsGrain>(odoo);
        var asked = new TurnAsked(turn.Id, (int)turn.Priority, [.. turn.Reserves], silos.SiloAddress);
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            try
            {
                await queue.Enter(asked).WaitAsync(cancellation);
                return sign => Leave(queue, turn.Id, sign);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                Leave(queue, turn.Id, null);
                throw;
            }
            catch (Exception away) when (away is OrleansException or TimeoutException)
            {
                // The server with the queue ended; the next question finds it on another.
                await Task.Delay(Pause, cancellation);
            }
        }

        // Rather a call too many than none.
        LogNoQueue(odoo);
        return await own.Enter(odoo, turn, cancellation);
    }

    /// <summary>Also before this server has joined, and in a command that never does.</summary>
    private bool IsAlone() => silos.CurrentStatus != SiloStatus.Active || silos.GetApproximateSiloStatuses(onlyActive: true).Count <= 1;

    /// <summary>Nobody waits for it: a word that is lost is made up for by the lease's end.</summary>
    private static void Leave(IOdooTurnsGrain queue, Guid turn, PaceSign? sign) => queue.Leave(new TurnLeft(turn, (int?)sign)).Ignore();

    [LoggerMessage(Level = LogLevel.Warning, Message = "The queue of {Odoo} could not be asked; this call goes by this server's own")]
    private partial void LogNoQueue(string odoo);
}
