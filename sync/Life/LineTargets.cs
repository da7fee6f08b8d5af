using Tandem.Sync.Decisions;
using Tandem.Sync.Orders;
using Tandem.Sync.Sales;

namespace Tandem.Sync.Life;

/// <summary>How the lines of the Odoo order are to read: as sold, less the units that a refund took back and no invoice holds any more.</summary>
/// <remarks>
/// Odoo offers refunded units of an ordered line for invoicing again, so they leave the order once they are credited;
/// never below what was delivered, which Odoo forbids, nor below what Shopify has sent and Odoo is still to deliver;
/// and not before goods that come back were received, since Odoo would then send so many fewer of those that have not left.
/// </remarks>
public static class LineTargets
{
    public static IReadOnlyList<SaleLineDraft> Of(LifeView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var lines = view.Draft.Lines.ToDictionary(line => line.ExternalId);
        foreach (var sold in view.Order.Lines.Where(line => line.RefundedQuantity > 0))
        {
            var left = Removed(view, sold.Id, LineUnits.Of(view, sold));
            foreach (var name in new[] { $"line_{sold.Id}", $"line_{sold.Id}_2" })
            {
                if (left <= 0m || !lines.TryGetValue(name, out var line)) continue;
                // Of two lines of one price in two parts, the one that was not delivered gives way.
                var taken = Math.Min(left, Math.Max(0m, line.Quantity - Delivered(view, name)));
                lines[name] = line with { Quantity = line.Quantity - taken };
                left -= taken;
            }
        }

        return [.. view.Draft.Lines.Select(line => lines[line.ExternalId])];
    }

    private static decimal Delivered(LifeView view, string name) => view.ByName.TryGetValue(name, out var held) ? view.ProgressOf(held.Id)?.Delivered ?? 0m : 0m;

    private static decimal Removed(LifeView view, LineId line, LineUnits units)
    {
        if (units.Invoiced == 0m && WillInvoiceAll(view)) return 0m;
        // What an invoice still holds stays, until its credit note is posted.
        var held = Math.Max(units.Net, units.Invoiced - units.Credited);
        var outside = units.Delivered + (FulfilledUnits.ToCome(view, line) * view.EachOf(line));
        return Math.Max(0m, units.Sold - Math.Max(held + Returning(view, line, outside), outside));
    }

    /// <summary>Units that were restocked in Shopify and are still to be received in Odoo.</summary>
    private static decimal Returning(LifeView view, LineId line, decimal outside)
    {
        if (view.Rules.Decisions.Refunds.Returns == ReturnPolicy.Leave || view.IsKit(line)) return 0m;
        var restocked = view.Order.Refunds.SelectMany(refund => refund.Lines).Where(one => one.Line == line && one is { Restock: Restock.Return, Restocked: true }).Sum(one => one.Quantity);
        return Math.Clamp((restocked - FulfilledUnits.Back(view, line)) * view.EachOf(line), 0m, outside);
    }

    /// <summary>The invoice comes next and will hold all that was sold, so that the refund has something to be tied to. While payment is waited for, what was refunded could still be sent.</summary>
    private static bool WillInvoiceAll(LifeView view) => view.Rules.Decisions.Refunds.CreditNotes && view.Rules.Decisions.Payments.Invoice switch
    {
        InvoiceWhen.OnConfirmation => true,
        InvoiceWhen.OnPayment => PaidInFull.Of(view.Order),
        _ => false,
    };
}
