namespace Tandem.Odoo.Pacing;

/// <summary>Who may call an Odoo now: one queue for each Odoo, of this process or of all that share their work.</summary>
public interface IOdooTurns
{
    /// <summary>Completes when the call may begin; what it answers is told how the call went, once it has ended.</summary>
    /// <param name="odoo">Its server and database.</param>
    Task<Action<PaceSign?>> Enter(string odoo, OdooTurn turn, CancellationToken cancellation);
}

/// <summary>A call that waits for its turn, or has it.</summary>
/// <param name="Reserves">Products of which it reserves stock.</param>
public sealed record OdooTurn(Guid Id, CallPriority Priority, IReadOnlyCollection<int> Reserves);
