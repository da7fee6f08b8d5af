using System.Globalization;
using Tandem.Sync.Orders;
using Tandem.Sync.Pickings;

namespace Tandem.Sync.Life;

/// <summary>Counts what was sent, in units of the shop's lines, on either side.</summary>
public static class FulfilledUnits
{
    /// <summary>The shop's lines in a transfer, with whole units; lines made by hand in Odoo are none of the shop's.</summary>
    public static Dictionary<LineId, int> Of(LifeView view, PickingReading picking)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(picking);
        return picking.Moves.Where(move => move is { Final: true, SaleLine: not null } && move.State == PickingState.Done)
            .Select(move => (Line: LineOf(view, move.SaleLine!.Value), move.Quantity)).Where(one => one.Line is not null)
            .GroupBy(one => one.Line!.Value).ToDictionary(line => line.Key, line => (int)line.Sum(one => one.Quantity))
            .Where(line => line.Value > 0).ToDictionary();
    }

    public static int InShopify(LifeView view, LineId line)
    {
        ArgumentNullException.ThrowIfNull(view);
        return view.Order.Fulfillments.Where(fulfillment => fulfillment.Status == FulfillmentStatus.Success)
            .SelectMany(fulfillment => fulfillment.Lines).Where(one => one.Line == line).Sum(one => one.Quantity);
    }

    public static int InOdoo(LifeView view, LineId line)
    {
        ArgumentNullException.ThrowIfNull(view);
        return (int)view.LinesOf(line).Sum(held => ReturnFlow.Moved(view, held.Id, PickingKind.Outgoing));
    }

    /// <summary>Units that were received back in Odoo.</summary>
    public static int Back(LifeView view, LineId line)
    {
        ArgumentNullException.ThrowIfNull(view);
        return (int)view.LinesOf(line).Sum(held => ReturnFlow.Moved(view, held.Id, PickingKind.Incoming));
    }

    public static LineId? LineOf(LifeView view, OdooId<SaleOrderLine> line)
    {
        ArgumentNullException.ThrowIfNull(view);
        if (!view.LineNames.TryGetValue(line, out var name) || !name.StartsWith("line_", StringComparison.Ordinal)) return null;
        var digits = name.EndsWith("_2", StringComparison.Ordinal) ? name[5..^2] : name[5..];
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? new LineId(id) : null;
    }
}
