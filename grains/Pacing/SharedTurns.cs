using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;
using Tandem.Odoo.Pacing;

namespace Tandem.Grains.Pacing;

/// <summary>Turns at an Odoo among all servers of the cluster. A server that is the only one asks itself, so that a call costs nothing more.</summary>
internal sealed partial class SharedTurns(OwnTurns own, IGrainFactory grains, ISiloStatusOracle silos, ILogger<SharedTurns> logger) : IOdooTurns
{
    private const int Attempts = 4;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <summary>A turn may be waited for long, but not from a queue whose server has died and whose death the cluster takes half a minute to agree on.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public async Task<Action<PaceSign?>> Enter(string odoo, OdooTurn turn, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(turn);
        if (silos.IsAlone()) return await own.Enter(odoo, turn, cancellation);
        var queue = grains.GetGrain<IOdooTurnsGrain>(odoo);
        var asked = new TurnAsked(turn.Id, (int)turn.Priority, [.. turn.Reserves], silos.SiloAddress);
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            try
            {
                if (!await Turn(queue, queue.Enter(asked), cancellation)) break;
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
        Leave(queue, turn.Id, null);
        LogNoQueue(odoo);
        return await own.Enter(odoo, turn, cancellation);
    }

    /// <summary>Waits for the turn as long as the queue answers.</summary>
    private static async Task<bool> Turn(IOdooTurnsGrain queue, Task entering, CancellationToken cancellation)
    {
        while (await Task.WhenAny(entering, Task.Delay(Look, cancellation)) != entering)
        {
            cancellation.ThrowIfCancellationRequested();
            var answering = queue.Waiting();
            if (await Task.WhenAny(answering, entering, Task.Delay(Patience, cancellation)) == answering || entering.IsCompleted) continue;
            answering.Ignore();
            entering.Ignore();
            return false;
        }

        await entering;
        return true;
    }

    /// <summary>Nobody waits for it: a word that is lost is made up for by the lease's end.</summary>
    private static void Leave(IOdooTurnsGrain queue, Guid turn, PaceSign? sign) => queue.Leave(new TurnLeft(turn, (int?)sign)).Ignore();

    [LoggerMessage(Level = LogLevel.Warning, Message = "The queue of {Odoo} could not be asked; this call goes by this server's own")]
    private partial void LogNoQueue(string odoo);
}
