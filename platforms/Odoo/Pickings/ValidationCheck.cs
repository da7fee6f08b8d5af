using Tandem.Odoo.Records;
using Tandem.Sync;
using Tandem.Sync.Pickings;

namespace Tandem.Odoo.Pickings;

/// <summary>Finds out why a transfer is not to be validated, before anything is written.</summary>
internal static class ValidationCheck
{
    public static ValidationOutcome? Refuse(OdooRecord picking, IReadOnlyDictionary<OdooId<Move>, decimal> wanted)
    {
        var reading = PickingText.Read(picking);
        if (reading.State == PickingState.Done) return new ValidationOutcome.AlreadyDone(reading);
        if (reading.State == PickingState.Cancelled) return new ValidationOutcome.Cancelled(reading);
        if (First(picking, reading) is { Count: > 0 } first) return new ValidationOutcome.NotReady(reading, first);
        var moves = reading.Moves.ToDictionary(move => move.Id);
        var tooMuch = wanted.Where(pair => !moves.TryGetValue(pair.Key, out var move) || pair.Value > move.Demand).Select(pair => pair.Key).ToList();
        if (tooMuch.Count > 0 || wanted.Count == 0) return new ValidationOutcome.TooMuch(reading, tooMuch);
        var unnamed = picking.Records("move_ids").Where(move => wanted.TryGetValue(move.IdOf<Move>(), out var quantity) && !Named(move, quantity)).ToList();
        return unnamed.Count > 0 ? new ValidationOutcome.SerialNeeded(reading, [.. unnamed.Select(move => move.Link("product_id")!.Value)]) : null;
    }

    /// <summary>All of it moves as it is reserved, nothing has to be named, and nobody has begun to pick a part of it.</summary>
    public static bool IsWhole(PickingReading seen, IReadOnlyDictionary<OdooId<Move>, decimal> wanted) =>
        seen.State == PickingState.Ready
        && seen.Moves.Count == wanted.Count && seen.Moves.Any(move => move.Final)
        && seen.Moves.All(move => move.Picked == seen.Moves[0].Picked && IsReserved(move) && wanted.TryGetValue(move.Id, out var quantity) && quantity == move.Demand);

    private static bool IsReserved(MoveReading move) => move is { Serial: false, State: PickingState.Ready, Demand: > 0m } && move.Quantity == move.Demand;

    /// <summary>Whether what leaves is told apart by the lots that are reserved: all of them, or the only one.</summary>
    private static bool Named(OdooRecord move, decimal quantity)
    {
        if (move.Text("has_tracking") is not ("serial" or "lot")) return true;
        var (lots, reserved) = (move.Ids("lot_ids").Count, move.Amount("quantity") * PickingText.Factor(move));
        return lots > 0 && (quantity == reserved || (lots == 1 && quantity < reserved));
    }

    private static List<string> First(OdooRecord picking, PickingReading reading)
    {
        if (!reading.Moves.Any(move => move.Final)) return [reading.Name];
        if (picking.Text("state") != "waiting") return [];
        var before = picking.Records("move_ids").SelectMany(move => move.Records("move_orig_ids")).Where(move => move.Text("state") is not ("done" or "cancel"));
        var names = before.Select(move => move.Link("picking_id")?.Name).OfType<string>().Distinct().ToList();
        return names.Count > 0 ? names : [reading.Name];
    }
}
