using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;
using Tandem.Odoo.Pacing;

namespace Tandem.Grains.Pacing;

/// <summary>Turns at an Odoo among all servers of the cluster. A server that is the only one asks itself, so that a call costs nothing more.</summary>
internal sealed partial class SharedTurns(OwnTurns own, IGrainFactory grains, ISiloStatusOracle silos, TimeProvider time, ILogger<SharedTurns> logger) : IOdooTurns
{
    private const int Attempts = 4;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <summary>A turn may be waited for long, but not from a queue whose server has died and whose death the cluster takes half a minute to agree on.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>A question may still be on its way when the queue is asked for it the first time.</summary>
    private const int Unknown = 2;

    /// <summary>And not asked again at once: each call would wait for as long.</summary>
    private static readonly TimeSpan Away = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, long> away = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, Turnstile> meanwhile = new(StringComparer.OrdinalIgnoreCase);

    public async Task<Action<TurnEnd?>> Enter(string odoo, OdooTurn turn, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(turn);
        if (silos.IsAlone()) return await own.Enter(odoo, turn, cancellation);
        if (away.TryGetValue(odoo, out var since) && time.GetElapsedTime(since) < Away) return await Meanwhile(odoo, turn, cancellation);
        var queue = grains.GetGrain<IOdooTurnsGrain>(odoo);
        var asked = new TurnAsked(turn.Id, (int)turn.Priority, [.. turn.Reserves], silos.SiloAddress, turn.Kind);
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            try
            {
                if (!await Turn(queue, turn.Id, queue.Enter(asked), cancellation)) break;
                return end => Leave(queue, turn.Id, end);
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

        Leave(queue, turn.Id, null);
        away[odoo] = time.GetTimestamp();
        LogNoQueue(odoo);
        return await Meanwhile(odoo, turn, cancellation);
    }

    /// <summary>One at a time from each server, of which nobody knows what the others do: some may be too many, but not as many as if each had all.</summary>
    private async Task<Action<TurnEnd?>> Meanwhile(string odoo, OdooTurn turn, CancellationToken cancellation)
    {
        var alone = meanwhile.GetOrAdd(odoo, _ => Turnstile.Fixed(1, time));
        await alone.Enter(turn, cancellation);
        return end => alone.Leave(turn.Id, end);
    }

    /// <summary>Waits for the turn as long as the queue answers.</summary>
    /// <exception cref="TimeoutException">The queue that answers is another than the one that was asked: it does not know of it.</exception>
    private static async Task<bool> Turn(IOdooTurnsGrain queue, Guid turn, Task entering, CancellationToken cancellation)
    {
        var unknown = 0;
        while (await Task.WhenAny(entering, Task.Delay(Look, cancellation)) != entering)
        {
            cancellation.ThrowIfCancellationRequested();
            var knowing = queue.Knows(turn);
            if (await Task.WhenAny(knowing, entering, Task.Delay(Patience, cancellation)) != knowing && !entering.IsCompleted)
            {
                knowing.Ignore();
                entering.Ignore();
                return false;
            }

            // One of a server of an earlier version cannot say it: then its answering at all has to do.
            unknown = knowing is { IsCompletedSuccessfully: true, Result: false } ? unknown + 1 : 0;
            knowing.Ignore();
            if (unknown < Unknown || entering.IsCompleted) continue;
            entering.Ignore();
            throw new TimeoutException("The queue does not know of the call: the server that it was asked of has ended.");
        }

        await entering;
        return true;
    }

    /// <summary>Nobody waits for it: a word that is lost is made up for by the lease's end.</summary>
    private static void Leave(IOdooTurnsGrain queue, Guid turn, TurnEnd? end) => queue.Leave(new TurnLeft(turn, (int?)end?.Sign, end?.Took)).Ignore();

    [LoggerMessage(Level = LogLevel.Warning, Message = "The queue of {Odoo} could not be asked; for some seconds this server calls it one at a time")]
    private partial void LogNoQueue(string odoo);
}
