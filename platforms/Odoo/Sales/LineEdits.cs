using Tandem.Odoo.Server;
using Tandem.Sync.Sales;

namespace Tandem.Odoo.Sales;

/// <summary>Changes lines of orders that were just read, in one call that reads how far the order is then.</summary>
public sealed class LineEdits(SaleProgressBook progress, OdooProfile profile)
{
    /// <exception cref="Failures.OdooException">Odoo rejected it, or could not be asked.</exception>
    public async Task<LinesEdited> Change(SaleProgress seen, IReadOnlyList<LineEdit> lines, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(seen);
        ArgumentNullException.ThrowIfNull(lines);
        var order = seen.Order;
        var delivered = seen.Lines.ToDictionary(line => line.Line, line => line.Delivered);
        if (EditRefusal.Of(order.Id, order.Name, order.State, order.Locked, [.. lines.Select(line => (line.Line, line.Quantity))], delivered) is { } refused) return new LinesEdited(null, refused);
        var before = order.Lines.ToDictionary(line => line.Id, line => line.Quantity);
        var values = new Dictionary<string, object?> { ["order_line"] = EditValues.Lines(lines, before, profile.Fields) };
        return new LinesEdited(await progress.Save(order.Id, values, profile.Context, cancellation), null);
    }
}

/// <summary>What came of changing lines: the order as it is then, or why nothing was changed.</summary>
public sealed record LinesEdited(SaleProgress? Progress, EditOutcome? Refusal);
