using Tandem.Sync;
using Tandem.Sync.Customers;
using Tandem.Sync.Decisions;
using Tandem.Sync.Invoices;
using Tandem.Sync.Life;
using Tandem.Sync.Payments;
using Tandem.Sync.Pickings;
using Tandem.Sync.Sales;

namespace Tandem.Grains.Orders;

/// <summary>What happens to a booked order in one shop's Odoo: its documents and transfers, read in one call and moved by Odoo's own methods.</summary>
/// <remarks>Each method fails with <c>OdooException</c>, and is safe to plan again: it does nothing that Odoo says is done.</remarks>
public interface IOrderLife
{
    /// <summary>How long after it began a call may still take effect, although nobody waits for its answer any more.</summary>
    TimeSpan Settles { get; }

    /// <summary>The order with everything that came of it; null when it is gone.</summary>
    Task<SaleProgress?> Read(OdooId<SaleOrder> order, CancellationToken stop);

    /// <summary>Several at once, after all that live work asks; those that are gone are missing.</summary>
    Task<IReadOnlyList<SaleProgress>> ReadAll(IReadOnlyCollection<OdooId<SaleOrder>> orders, CancellationToken stop);

    /// <summary>Puts the date back that confirmation overwrote, and answers as <see cref="Read"/> does.</summary>
    Task<SaleProgress> RestoreDate(OdooId<SaleOrder> order, DateTimeOffset date, CancellationToken stop);

    /// <summary>The external ids, without module, of those lines that Tandem made.</summary>
    LineNames Names { get; }

    /// <summary>Changes lines of an order that was just read, and adds others.</summary>
    /// <returns>What <see cref="Read"/> would answer now; null where it has to be asked.</returns>
    Task<SaleProgress?> ChangeLines(SaleProgress seen, IReadOnlyList<LineChange> changes, IReadOnlyList<SaleLineDraft> additions, CancellationToken stop);

    /// <summary>Writes another customer, invoice or delivery address on an order of which nothing left.</summary>
    Task ChangePartners(OdooId<SaleOrder> order, OrderPartners partners, CancellationToken stop);

    /// <summary>The words of the order's note; null when it has none.</summary>
    Task<string?> Note(OdooId<SaleOrder> order, CancellationToken stop);

    Task ChangeNote(OdooId<SaleOrder> order, string? note, CancellationToken stop);

    Task Cancel(OdooId<SaleOrder> order, CancellationToken stop);

    /// <summary>Cancels an invoice or credit note that was never posted.</summary>
    Task CancelDraft(OdooId<Invoice> document, CancellationToken stop);

    /// <summary>Invoices what Odoo offers for invoicing of a progress that was just read, and gives the draft its terms.</summary>
    /// <returns>The draft; null where it has to be looked for.</returns>
    Task<InvoiceReading?> Invoice(SaleProgress progress, DocumentTerms terms, DocumentsThrough through, CancellationToken stop);

    /// <summary>Posts a draft that was just read.</summary>
    Task Post(InvoiceReading draft, DocumentTerms terms, CancellationToken stop);

    Task Pay(PaymentDraft payment, DocumentsThrough through, CancellationToken stop);

    /// <summary>Payments that carry one of these memos, on whatever document or on none.</summary>
    Task<IReadOnlyList<PaymentReading>> PaymentsOf(IReadOnlyCollection<string> memos, CancellationToken stop);

    /// <summary>Sets what a payment has left against a document.</summary>
    Task Settle(PaymentReading payment, InvoiceReading document, CancellationToken stop);

    /// <summary>Sets a credit note against an invoice, as far as both have something open.</summary>
    Task Net(OdooId<Invoice> invoice, OdooId<Invoice> note, CancellationToken stop);

    /// <summary>Makes a credit note of an invoice that was just read, not yet posted, and reads it back.</summary>
    /// <param name="made">The invoice's credit notes that were just read, cancelled ones too.</param>
    Task<InvoiceReading> Credit(CreditNoteDraft note, InvoiceReading invoice, IReadOnlyList<InvoiceReading> made, DocumentsThrough through, CancellationToken stop);

    /// <summary>Makes the incoming transfer of goods that came back.</summary>
    /// <param name="delivery">As it was just read.</param>
    /// <param name="made">The returns of it that were just read and are not cancelled.</param>
    Task<PickingReading> Return(PickingReading delivery, IReadOnlyList<PickingReading> made, IReadOnlyDictionary<OdooId<Move>, decimal> quantities, string trace, OdooId<Warehouse>? to, CancellationToken stop);

    /// <summary>Cancels a transfer that is still open.</summary>
    Task CancelTransfer(OdooId<Picking> picking, CancellationToken stop);

    /// <summary>Completes a transfer that was just read; answers what a person has to do first where it cannot be.</summary>
    Task<string?> Validate(PickingReading picking, IReadOnlyDictionary<OdooId<Move>, decimal> quantities, CancellationToken stop);

    Task WriteTracking(OdooId<Picking> picking, string number, CancellationToken stop);
}
