namespace Tandem.Sync.Invoices;

/// <summary>What an invoice or credit note is given before it is posted.</summary>
public sealed record InvoicePosting
{
    public required OdooId<Invoice> Invoice { get; init; }

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
}
