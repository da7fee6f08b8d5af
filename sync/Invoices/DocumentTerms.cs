using Tandem.Sync.Sales;

namespace Tandem.Sync.Invoices;

/// <summary>What an invoice or credit note is given before it is posted.</summary>
public sealed record DocumentTerms
{
    /// <summary>The document's date; Odoo books it on a later one where this lies in a closed period.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>The customer's reference (<c>ref</c>).</summary>
    public required string Reference { get; init; }

    /// <summary>What the customer pays by; null leaves Odoo's own, the document's number.</summary>
    public string? PaymentReference { get; init; }

    /// <summary>Decides the due date; null where <see cref="Due"/> does.</summary>
    public OdooId<PaymentTerm>? Term { get; init; }

    /// <summary>Null, without a term, is due on the document's date.</summary>
    public DateOnly? Due { get; init; }

    /// <summary>A draft that was just read says all of it already.</summary>
    public bool AreThoseOf(InvoiceReading draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        return draft.State == InvoiceState.Draft && draft.Date == Date && draft.Reference == Reference && draft.Term == Term
            && (Term is not null || draft.DueDate == (Due ?? Date)) && (PaymentReference is null || draft.PaymentReference == PaymentReference);
    }
}
