using Tandem.Odoo.Records;
using Tandem.Sync;
using Tandem.Sync.Pickings;

namespace Tandem.Odoo.Pickings;

/// <summary>What came of validating a transfer; nothing but <see cref="Done"/> changed it.</summary>
public abstract record ValidationOutcome
{
    private ValidationOutcome() { }

    /// <summary>It is done with the quantities asked for.</summary>
    /// <param name="Backorder">The transfer that holds the rest, by Odoo's own name; null when there is no rest or the warehouse keeps none.</param>
    public sealed record Done(PickingReading Picking, OdooLink? Backorder) : ValidationOutcome;

    /// <summary>It was done before, by a person or an earlier attempt; its quantities say whether it is the same fact.</summary>
    public sealed record AlreadyDone(PickingReading Picking) : ValidationOutcome;

    public sealed record Cancelled(PickingReading Picking) : ValidationOutcome;

    /// <summary>It no longer exists.</summary>
    public sealed record Gone(OdooId<Picking> Picking) : ValidationOutcome;

    /// <summary>Another transfer comes first: this one waits for it, or is itself only a step on the way.</summary>
    /// <param name="First">The transfers to be done first, by Odoo's own names.</param>
    public sealed record NotReady(PickingReading Picking, IReadOnlyList<string> First) : ValidationOutcome;

    /// <summary>Odoo asks which lots or serial numbers left, and none or more than those are reserved.</summary>
    public sealed record SerialNeeded(PickingReading Picking, IReadOnlyList<OdooLink> Products) : ValidationOutcome;

    /// <summary>More than the transfer asks for, a move that is not its own, or nothing at all.</summary>
    public sealed record TooMuch(PickingReading Picking, IReadOnlyList<OdooId<Move>> Moves) : ValidationOutcome;

    /// <summary>Odoo put a question to a person instead.</summary>
    /// <param name="Wizard">The model of its dialogue.</param>
    public sealed record Asked(PickingReading Picking, string Wizard) : ValidationOutcome;
}
