using Tandem.Sync;
using Tandem.Sync.Sales;

namespace Tandem.Odoo.Sales;

/// <summary>Why an order's lines may not be changed, decided from what was read of it.</summary>
internal static class EditRefusal
{
    /// <param name="wanted">Quantities that lines are to have.</param>
    /// <param name="delivered">What has left of each line that the order has.</param>
    public static EditOutcome? Of(
        OdooId<SaleOrder> id, string name, SaleState state, bool locked, IReadOnlyList<(OdooId<SaleOrderLine> Line, decimal Quantity)> wanted, IReadOnlyDictionary<OdooId<SaleOrderLine>, decimal> delivered)
    {
        if (state == SaleState.Cancelled) return new EditOutcome.Cancelled(id, name);
        if (locked) return new EditOutcome.Locked(id, name);
        var gone = wanted.Select(line => line.Line).Where(line => !delivered.ContainsKey(line)).ToList();
        if (gone.Count > 0) return new EditOutcome.LinesGone(id, name, gone);
        var below = wanted.Where(line => delivered[line.Line] > 0m && line.Quantity < delivered[line.Line]).Select(line => line.Line).ToList();
        return below.Count > 0 ? new EditOutcome.BelowDelivered(id, name, below) : null;
    }
}
