using Tandem.Odoo.Records;
using Tandem.Sync;
using Tandem.Sync.Pickings;

namespace Tandem.Odoo.Pickings;

/// <summary>Tells which of the returns of a transfer was made for which refund.</summary>
internal static class ReturnMatching
{
    private const string Mark = " - ";

    /// <summary>The returns of a transfer that were not cancelled.</summary>
    public static IReadOnlyList<PickingReading> Open(OdooRecord delivered) =>
        [.. delivered.Records("return_ids").Select(PickingText.Read).Where(one => one.State != PickingState.Cancelled)];

    public static string Origin(PickingReading delivered, string trace) => $"{Own(delivered)}{Mark}{trace}";

    public static bool Carries(PickingReading made, string trace) => made.Origin?.EndsWith(Mark + trace, StringComparison.Ordinal) == true;

    /// <summary>Nothing but Odoo's own words stand there: a person made it, or the trace was still to be written.</summary>
    public static bool Untraced(PickingReading made, PickingReading delivered) => made.Origin?.StartsWith(Own(delivered) + Mark, StringComparison.Ordinal) != true;

    public static bool Same(PickingReading made, IReadOnlyDictionary<OdooId<Move>, decimal> quantities)
    {
        var wanted = quantities.Where(pair => pair.Value > 0m).ToList();
        return made.Moves.Count == wanted.Count && wanted.TrueForAll(pair => made.Moves.Any(move => move.Returns == pair.Key && move.Demand == pair.Value));
    }

    public static IReadOnlyList<OdooId<Move>> TooMuch(PickingReading delivered, IReadOnlyList<PickingReading> made, IReadOnlyDictionary<OdooId<Move>, decimal> quantities)
    {
        var left = delivered.Moves.ToDictionary(move => move.Id, move => move.Quantity - made.SelectMany(one => one.Moves).Where(back => back.Returns == move.Id).Sum(Back));
        return [.. quantities.Where(pair => !left.TryGetValue(pair.Key, out var rest) || pair.Value > rest).Select(pair => pair.Key)];
    }

    private static decimal Back(MoveReading move) => move.State == PickingState.Done ? move.Quantity : move.Demand;

    private static string Own(PickingReading delivered) => $"Return of {delivered.Name}";
}
