using Tandem.Odoo.Records;
using Tandem.Sync;

namespace Tandem.Odoo.Pickings;

/// <summary>Changes to the moves of a transfer, as one write of the transfer takes them.</summary>
internal static class MoveCommands
{
    /// <summary>These quantities are picked; the others are not, and keep what is reserved for them.</summary>
    public static object[] Asking(OdooRecord picking, IReadOnlyDictionary<OdooId<Move>, decimal> quantities) => [.. Open(picking).Select(move =>
        Update(move, quantities.TryGetValue(move.IdOf<Move>(), out var quantity)
            ? new() { ["quantity"] = quantity / PickingText.Factor(move), ["picked"] = true }
            : new() { ["picked"] = false }))];

    public static object[] AsBefore(OdooRecord picking) => [.. Open(picking).Select(move =>
        Update(move, new() { ["quantity"] = move.Amount("quantity"), ["picked"] = move.Flag("picked") }))];

    private static object[] Update(OdooRecord move, Dictionary<string, object?> values) => [1, move.Id, values];

    private static IEnumerable<OdooRecord> Open(OdooRecord picking) => picking.Records("move_ids").Where(move => move.Text("state") is not ("cancel" or "done"));
}
