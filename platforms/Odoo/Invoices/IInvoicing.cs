using Tandem.Sync;
using Tandem.Sync.Invoices;
using Tandem.Sync.Sales;

namespace Tandem.Odoo.Invoices;

/// <summary>Makes the draft invoice of what an order has to invoice, once.</summary>
public interface IInvoicing
{
    /// <param name="seen">The order as just read: invoices that it lists are old, quantities to invoice are what will be invoiced.</param>
    /// <param name="externalId">Inside the shop's module, <c>invoice_&lt;order&gt;</c>; only records that are loaded take it.</param>
    /// <exception cref="Failures.OdooException">Odoo rejected it; or the outcome is unknown, and the failure says from when on to read again.</exception>
    Task<Invoiced> Invoice(SaleProgress seen, string externalId, CancellationToken cancellation);
}

/// <summary>The invoices that an order has got since it was read, oldest first.</summary>
/// <param name="Now">Made by this call; false: somebody else was quicker, and nothing was made.</param>
public sealed record Invoiced(IReadOnlyList<OdooId<Invoice>> Invoices, bool Now);
