using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace Tandem.Odoo.Pacing;

/// <summary>The turns of this process alone.</summary>
public sealed class OwnTurns(IOptions<OdooOptions> options, TimeProvider time) : IOdooTurns
{
    private readonly ConcurrentDictionary<string, Turnstile> queues = new(StringComparer.OrdinalIgnoreCase);

    internal int Slots(string odoo) => queues[odoo].Slots;

    public async Task<Action<TurnEnd?>> Enter(string odoo, OdooTurn turn, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(turn);
        var queue = queues.GetOrAdd(odoo, _ => new Turnstile(options.Value.MaxConcurrentCalls, time, odoo));
        await queue.Enter(turn, cancellation);
        return end => queue.Leave(turn.Id, end);
    }
}
