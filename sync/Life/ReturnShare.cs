using Tandem.Sync.Orders;
using Tandem.Sync.Pickings;

namespace Tandem.Sync.Life;

/// <summary>What Odoo has of one claim: the transfers that carry its trace, and its part of those that people made without any.</summary>
/// <param name="Missing">How much of its Odoo product, by line, for which no transfer stands.</param>
/// <param name="Due">How much of it, by line, that was restocked and not received.</param>
/// <param name="Transfers">Open ones to receive them with, its own first.</param>
internal sealed record ReturnShare(
    ReturnClaim Claim, IReadOnlyDictionary<LineId, decimal> Missing, IReadOnlyDictionary<LineId, decimal> Due, IReadOnlyList<PickingReading> Transfers)
{
    public static IReadOnlyList<ReturnShare> Of(LifeView view, IReadOnlyList<ReturnClaim> claims)
    {
        var incoming = view.Progress.Pickings.Where(picking => picking is { Kind: PickingKind.Incoming, State: not PickingState.Cancelled }).ToList();
        var strange = incoming.Where(picking => !claims.Any(claim => Traces.Carries(picking.Origin, claim.Trace))).ToList();
        var (planned, received) = (Units(view, strange, done: false), Units(view, strange, done: true));
        var shares = new List<ReturnShare>();
        foreach (var claim in claims)
        {
            var own = incoming.Where(picking => Traces.Carries(picking.Origin, claim.Trace)).ToList();
            shares.Add(new ReturnShare(
                claim,
                Left(InOdoo(view, claim.Expected), Units(view, own, done: false), planned),
                Left(InOdoo(view, claim.Restocked), Units(view, own, done: true), received),
                [.. own.Concat(strange).Where(picking => picking.State == PickingState.Ready)]));
        }

        return shares;
    }

    /// <summary>What its own transfers and then the free units leave; free units that serve one claim serve no other.</summary>
    private static Dictionary<LineId, decimal> Left(Dictionary<LineId, decimal> wanted, Dictionary<LineId, decimal> own, Dictionary<LineId, decimal> free)
    {
        var left = new Dictionary<LineId, decimal>();
        foreach (var (line, units) in wanted)
        {
            var open = Math.Max(0m, units - own.GetValueOrDefault(line));
            var taken = Math.Min(open, free.GetValueOrDefault(line));
            if (taken > 0m) free[line] -= taken;
            if (open - taken > 0m) left[line] = open - taken;
        }

        return left;
    }

    /// <summary>A pack comes back as what it holds; the parts of a kit are left to people.</summary>
    internal static Dictionary<LineId, decimal> InOdoo(LifeView view, IReadOnlyDictionary<LineId, int> units) =>
        units.Where(line => !view.IsKit(line.Key)).ToDictionary(line => line.Key, line => line.Value * view.EachOf(line.Key));

    /// <param name="done">Only what was received; else what is planned too.</param>
    private static Dictionary<LineId, decimal> Units(LifeView view, IEnumerable<PickingReading> pickings, bool done) => pickings
        .Where(picking => !done || picking.State == PickingState.Done).SelectMany(picking => picking.Moves)
        .Where(move => move is { Final: true, SaleLine: not null })
        .Select(move => (Line: FulfilledUnits.LineOf(view, move.SaleLine!.Value), Units: move.State == PickingState.Done ? move.Quantity : move.Demand))
        .Where(move => move.Line is not null).GroupBy(move => move.Line!.Value).ToDictionary(line => line.Key, line => line.Sum(move => move.Units));
}
