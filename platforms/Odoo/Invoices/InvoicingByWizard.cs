using System.Text.Json;
using Tandem.Sync;
using Tandem.Sync.Invoices;
using Tandem.Sync.Sales;

namespace Tandem.Odoo.Invoices;

/// <summary>Invoices as a person does: through Odoo's wizard, fenced by the invoices that the order lists.</summary>
public sealed class InvoicingByWizard(IOdoo odoo, OdooContext context, OdooOptions options, TimeProvider time) : IInvoicing
{
    private const string Wizard = "sale.advance.payment.inv";
    private readonly DocumentFence fence = new(odoo, context, options, time);

    public async Task<Invoiced> Invoice(SaleProgress seen, string externalId, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(seen);
        var order = seen.Order.Id;
        var values = new Dictionary<string, object?>
        {
            ["advance_payment_method"] = "delivered",
            ["sale_order_ids"] = new object[] { new object[] { 6, 0, new[] { order.Value } } },
        };
        var wizard = await fence.Wizard(Wizard, values, context, cancellation);
        var (invoices, now) = await fence.Run(Wizard, "create_invoices", wizard, Told, stop => Since(seen, stop), cancellation);
        return new Invoiced(invoices, now);
    }

    private static IReadOnlyList<OdooId<Invoice>>? Told(JsonElement answer) => DocumentFence.Opened(answer) is { } id ? [new OdooId<Invoice>(id)] : null;

    private async Task<IReadOnlyList<OdooId<Invoice>>?> Since(SaleProgress seen, CancellationToken cancellation)
    {
        var found = await odoo.Read(SaleOrder.Model, [seen.Order.Id.Value], ["invoice_ids"], context, cancellation);
        var more = found.SelectMany(order => order.Ids<Invoice>("invoice_ids")).Except(seen.Invoices.Select(invoice => invoice.Id)).OrderBy(id => id.Value).ToList();
        return more.Count == 0 ? null : more;
    }
}
