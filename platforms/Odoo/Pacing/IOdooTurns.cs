namespace Tandem.Odoo.Pacing;

/// <summary>Who may call an Odoo now: one queue for each Odoo, of this process or of all that share their work.</summary>
public interface IOdooTurns
{
    /// <summary>Completes when the call may begin; what it answers is told how the call went, once it has ended.</summary>
    /// <param name="odoo">Its server and database.</param>
    Task<Action<TurnEnd?>> Enter(string odoo, OdooTurn turn, CancellationToken cancellation);
}

/// <summary>A call that waits for its turn, or has it.</summary>
/// <param name="Reserves">Products of which it reserves stock.</param>
/// <param name="Kind">Calls of one kind take about as long as each other, when Odoo has as much to do; empty where nothing is known of it.</param>
public sealed record OdooTurn(Guid Id, CallPriority Priority, IReadOnlyCollection<int> Reserves, string Kind = "");

/// <summary>How a call ended.</summary>
/// <param name="Took">From when it was sent until its answer, or its failure.</param>
public sealed record TurnEnd(PaceSign Sign, TimeSpan Took);
