using System.Globalization;
using Tandem.Sync.Orders;
using Tandem.Sync.Pickings;

namespace Tandem.Sync.Life;

/// <summary>Counts what was sent, in units of the shop's lines, on either side.</summary>
public static class FulfilledUnits
{
    /// <summary>The shop's lines in a transfer, with whole units; lines made by hand in Odoo are none of the shop's.</summary>
    /// <remarks>A pack that leaves in parts has left with the transfer that makes it whole.</remarks>
    public static Dictionary<LineId, int> Of(LifeView view, PickingReading picking)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(picking);
        var before = view.Progress.Pickings.TakeWhile(other => other.Id != picking.Id).Where(other => other.Kind == picking.Kind).ToList();
        return In(view, picking).ToDictionary(line => line.Key, line =>
        {
            var (earlier, each) = (before.Sum(other => In(view, other).GetValueOrDefault(line.Key)), view.EachOf(line.Key));
            return (int)Math.Floor((earlier + line.Value) / each) - (int)Math.Floor(earlier / each);
        }).Where(line => line.Value > 0).ToDictionary();
    }

    /// <summary>Lines of which a pack has left in part, with what left beyond whole packs.</summary>
    public static IEnumerable<(LineId Line, decimal Left, decimal Each)> Parted(LifeView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return view.Order.Lines
            .Select(line => (line.Id, Each: view.EachOf(line.Id))).Where(line => line.Each != 1m && !view.IsKit(line.Id))
            .Select(line => (line.Id, Left: view.LinesOf(line.Id).Sum(held => ReturnFlow.Moved(view, held.Id, PickingKind.Outgoing)) % line.Each, line.Each))
            .Where(line => line.Left != 0m);
    }

    /// <summary>What is done of the shop's lines in a transfer, in the units of their Odoo products.</summary>
    private static Dictionary<LineId, decimal> In(LifeView view, PickingReading picking) =>
        picking.Moves.Where(move => move is { Final: true, SaleLine: not null } && move.State == PickingState.Done)
            .Select(move => (Line: LineOf(view, move.SaleLine!.Value), move.Quantity)).Where(one => one.Line is { } line && !view.IsKit(line))
            .GroupBy(one => one.Line!.Value).ToDictionary(line => line.Key, line => line.Sum(one => one.Quantity));

    public static int InShopify(LifeView view, LineId line)
    {
        ArgumentNullException.ThrowIfNull(view);
        return view.Order.Fulfillments.Where(fulfillment => fulfillment.Status == FulfillmentStatus.Success)
            .SelectMany(fulfillment => fulfillment.Lines).Where(one => one.Line == line).Sum(one => one.Quantity);
    }

    public static int InOdoo(LifeView view, LineId line)
    {
        ArgumentNullException.ThrowIfNull(view);
        return (int)(view.LinesOf(line).Sum(held => ReturnFlow.Moved(view, held.Id, PickingKind.Outgoing)) / view.EachOf(line));
    }

    /// <summary>Units that were received back in Odoo.</summary>
    public static int Back(LifeView view, LineId line)
    {
        ArgumentNullException.ThrowIfNull(view);
        return (int)(view.LinesOf(line).Sum(held => ReturnFlow.Moved(view, held.Id, PickingKind.Incoming)) / view.EachOf(line));
    }

    public static LineId? LineOf(LifeView view, OdooId<SaleOrderLine> line)
    {
        ArgumentNullException.ThrowIfNull(view);
        if (!view.LineNames.TryGetValue(line, out var name) || !name.StartsWith("line_", StringComparison.Ordinal)) return null;
        var digits = name.EndsWith("_2", StringComparison.Ordinal) ? name[5..^2] : name[5..];
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? new LineId(id) : null;
    }
}
