using Tandem.Sync;
using Tandem.Sync.Pickings;

namespace Tandem.Odoo.Pickings;

/// <summary>What came of asking for a return; nothing but <see cref="Made"/> made one.</summary>
public abstract record ReturnOutcome
{
    private ReturnOutcome() { }

    /// <summary>The transfer that takes the goods back; validating it receives them.</summary>
    public sealed record Made(PickingReading Return) : ReturnOutcome;

    /// <summary>It was made before: it carries the trace, or holds exactly these goods and was given the trace now.</summary>
    public sealed record Already(PickingReading Return) : ReturnOutcome;

    /// <summary>Nothing can come back of what was not delivered.</summary>
    public sealed record NotDelivered(PickingReading Picking) : ReturnOutcome;

    /// <summary>A person made returns of this transfer with other goods: they may or may not stand for the same refund.</summary>
    public sealed record ByHand(PickingReading Picking, IReadOnlyList<PickingReading> Returns) : ReturnOutcome;

    /// <summary>More than was delivered and has not come back yet, which Odoo would take.</summary>
    public sealed record TooMuch(PickingReading Picking, IReadOnlyList<OdooId<Move>> Moves) : ReturnOutcome;

    /// <summary>The transfer no longer exists.</summary>
    public sealed record Gone(OdooId<Picking> Picking) : ReturnOutcome;
}
