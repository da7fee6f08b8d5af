using Tandem.Odoo.Records;
using Tandem.Sync;
using Tandem.Sync.Invoices;

namespace Tandem.Odoo.Invoices;

/// <summary>A credit note that was found, by how far it is.</summary>
/// <param name="Complete">It carries the refund's reference: its lines are the refund's. Else it is a copy of the invoice as Odoo's wizard left it.</param>
internal sealed record CreditNoteFound(OdooId<Invoice> Id, InvoiceState State, bool Complete);

/// <summary>Finds the credit note of a refund by its reference, among those of its invoice.</summary>
internal sealed class CreditNoteFinding(IOdoo odoo, OdooContext context)
{
    /// <summary>One that stands before one that a person cancelled; null when there is none.</summary>
    public async Task<CreditNoteFound?> Find(CreditNoteDraft draft, CancellationToken cancellation)
    {
        var domain = Domain.Where("reversed_entry_id", "=", draft.Invoice.Value).And("move_type", "=", "out_refund");
        var found = await odoo.SearchRead(Invoice.Model, domain, ["ref", "state"], context, cancellation, order: "id");
        return Best(found.Select(note => (note.IdOf<Invoice>(), InvoiceText.State(note.Text("state")), note.Text("ref"))), draft);
    }

    /// <summary>The same, among those that were just read.</summary>
    public static CreditNoteFound? Among(IEnumerable<InvoiceReading> notes, CreditNoteDraft draft) => Best(notes.OrderBy(note => note.Id.Value).Select(note => (note.Id, note.State, note.Reference)), draft);

    private static CreditNoteFound? Best(IEnumerable<(OdooId<Invoice> Id, InvoiceState State, string? Reference)> notes, CreditNoteDraft draft) => notes
        .Where(note => Names(note.Reference, draft.Reference))
        .Select(note => new CreditNoteFound(note.Id, note.State, note.Reference == draft.Reference))
        .OrderBy(note => note.State == InvoiceState.Cancelled).ThenByDescending(note => note.Complete).FirstOrDefault();

    // Odoo's wizard writes "Reversal of: INV/…, <reason>" in the user's language; the reason it was given is the reference.
    private static bool Names(string? text, string reference) => text == reference || text?.EndsWith($", {reference}", StringComparison.Ordinal) == true;
}
