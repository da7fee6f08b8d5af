using Tandem.Odoo.Pacing;

namespace Tandem.Load;

/// <summary>The turns of an app whose width is set from outside: one that is always the same, or one that adapts and goes on from what it knew.</summary>
internal sealed class PacingTurns(int most) : IOdooTurns
{
    private readonly Turnstile adapting = new(most, TimeProvider.System);
    private Turnstile now = new(most, TimeProvider.System);

    /// <summary>How many calls at once the adapting one has found best.</summary>
    public int Found => adapting.Slots;

    /// <param name="width">Null lets it adapt.</param>
    public void Set(int? width) => now = width is { } always ? Turnstile.Fixed(always, TimeProvider.System) : adapting;

    public async Task<Action<TurnEnd?>> Enter(string odoo, OdooTurn turn, CancellationToken cancellation)
    {
        var queue = now;
        await queue.Enter(turn, cancellation);
        return end => queue.Leave(turn.Id, end);
    }
}
