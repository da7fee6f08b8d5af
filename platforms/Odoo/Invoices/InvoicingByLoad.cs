using Tandem.Odoo.Failures;
using Tandem.Odoo.Records;
using Tandem.Odoo.Server;
using Tandem.Sync;
using Tandem.Sync.Invoices;
using Tandem.Sync.Sales;

namespace Tandem.Odoo.Invoices;

/// <summary>Writes the invoice itself under an identity of its own; skips what hangs on Odoo's wizard.</summary>
/// <param name="module">The shop's module for external ids.</param>
public sealed class InvoicingByLoad(IOdoo odoo, OdooProfile profile, string module) : IInvoicing
{
    public async Task<Invoiced> Invoice(SaleProgress seen, string externalId, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(seen);
        var lines = Lines(seen);
        // The words of the wizard's own refusal would differ by version.
        if (lines.Count == 0) throw new OdooException(new OdooFailure.Rejected($"{Tandem.Sync.Invoice.Model}.load", $"{seen.Order.Name} has nothing to invoice."));
        var table = MoveRows.Of([.. Header(seen.Order, externalId)], lines);
        var ids = (await odoo.Load(Tandem.Sync.Invoice.Model, table, profile.Context.Identity(module), cancellation)).OrThrow($"{Tandem.Sync.Invoice.Model}.load");
        var invoice = new OdooId<Invoice>(ids[0]);
        return new Invoiced([invoice], Now: seen.Invoices.All(one => one.Id != invoice));
    }

    private IEnumerable<(string Column, string Value)> Header(SaleOrderReading order, string externalId)
    {
        yield return ("id", externalId);
        yield return ("move_type", "out_invoice");
        yield return ("company_id/.id", order.Company.ToString());
        yield return ("currency_id/.id", profile.IdOf(order.Currency).ToString(System.Globalization.CultureInfo.InvariantCulture));
        yield return ("partner_id/.id", (order.InvoicePartner ?? order.Partner)!.Value.ToString());
        if (order.ShippingPartner is { } shipping) yield return ("partner_shipping_id/.id", shipping.ToString());
        yield return ("ref", order.ClientOrderRef ?? "");
        yield return ("invoice_origin", order.Name);
    }

    private static IReadOnlyList<CreditLineDraft> Lines(SaleProgress seen)
    {
        var open = seen.Lines.Where(line => line.ToInvoice != 0m).ToDictionary(line => line.Line, line => line.ToInvoice);
        return
        [
            .. seen.Order.Lines.Where(line => open.ContainsKey(line.Id) && line.Product is not null).Select(line => new CreditLineDraft
            {
                Product = line.Product!.Value,
                Quantity = open[line.Id],
                PriceUnit = line.PriceUnit,
                Discount = line.Discount,
                Name = line.Name,
                Taxes = line.Taxes,
                SaleLine = line.Id,
            }),
        ];
    }
}
