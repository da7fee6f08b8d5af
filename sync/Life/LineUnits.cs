using Tandem.Sync.Invoices;
using Tandem.Sync.Orders;

namespace Tandem.Sync.Life;

/// <summary>How much of one sold line is where, in the unit of its Odoo product: sold, left, invoiced, credited, delivered.</summary>
/// <param name="Sold">Bought and not removed before it was owed; refunded units are among them.</param>
/// <param name="Net">Left after all refunds.</param>
/// <param name="Invoiced">On invoices, before credit notes; drafts too.</param>
/// <param name="Credited">On posted credit notes.</param>
/// <param name="Delivered">Sent, less returned.</param>
public sealed record LineUnits(decimal Sold, decimal Net, decimal Invoiced, decimal Credited, decimal Delivered)
{
    public static LineUnits Of(LifeView view, ShopLine line)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(line);
        var ids = view.LinesOf(line.Id).Select(one => one.Id).ToHashSet();
        decimal On(Func<InvoiceReading, bool> wanted) => view.Progress.Invoices.Where(wanted)
            .SelectMany(invoice => invoice.Lines).Where(one => one.SaleLines.Any(ids.Contains)).Sum(one => one.Quantity);
        return new LineUnits(
            (line.CurrentQuantity + line.RefundedQuantity) * view.EachOf(line.Id), line.CurrentQuantity * view.EachOf(line.Id),
            On(invoice => invoice is { Kind: InvoiceKind.Invoice, State: not InvoiceState.Cancelled }),
            On(invoice => invoice is { Kind: InvoiceKind.CreditNote, State: InvoiceState.Posted }),
            view.Progress.Lines.Where(one => ids.Contains(one.Line)).Sum(one => one.Delivered));
    }

    /// <summary>Units that an invoice holds and nobody owes any more.</summary>
    public decimal ToCredit => Math.Max(0m, Invoiced - Credited - Net);
}
