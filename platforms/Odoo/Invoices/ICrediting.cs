using Tandem.Sync.Invoices;

namespace Tandem.Odoo.Invoices;

/// <summary>Makes the draft credit note of one refund, once; recognised by its reference and the invoice that it reverses.</summary>
public interface ICrediting
{
    /// <param name="invoice">The posted invoice that the draft names, as just read.</param>
    /// <param name="made">Its credit notes as just read, cancelled ones too; null to ask Odoo for them.</param>
    /// <returns>The credit note as Odoo holds it, posted where it was posted before. Posting it matches it with the invoice, as far as that is unpaid.</returns>
    /// <exception cref="Failures.OdooException">Odoo rejected it; or the outcome is unknown, and the failure says from when on to read again.</exception>
    Task<InvoiceReading> Credit(CreditNoteDraft draft, InvoiceReading invoice, IReadOnlyList<InvoiceReading>? made, CancellationToken cancellation);
}
