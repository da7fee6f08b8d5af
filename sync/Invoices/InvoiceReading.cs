using Tandem.Sync.Payments;
using Tandem.Sync.Sales;

namespace Tandem.Sync.Invoices;

/// <summary>A customer invoice or credit note as Odoo holds it (account.move).</summary>
public sealed record InvoiceReading
{
    public required OdooId<Invoice> Id { get; init; }

    /// <summary>Odoo's number, such as <c>INV/2026/00007</c>; <c>/</c> or empty while it is a draft.</summary>
    public required string Name { get; init; }

    public required InvoiceKind Kind { get; init; }
    public required InvoiceState State { get; init; }

    /// <summary>Odoo's <c>payment_state</c> as stated: <c>not_paid</c>, <c>in_payment</c>, <c>partial</c>, <c>paid</c>, <c>reversed</c>, …</summary>
    public string? PaymentState { get; init; }

    /// <summary>The customer's reference (<c>ref</c>).</summary>
    public string? Reference { get; init; }

    /// <summary>What the customer pays by (<c>payment_reference</c>).</summary>
    public string? PaymentReference { get; init; }

    /// <summary>Source document (<c>invoice_origin</c>): the sales orders' names.</summary>
    public string? Origin { get; init; }

    /// <summary>The document's own date (<c>invoice_date</c>).</summary>
    public DateOnly? Date { get; init; }

    /// <summary>The day it is booked on (<c>date</c>); later than <see cref="Date"/> where that lies in a closed period, since Odoo moves it without a word.</summary>
    public DateOnly? BookedOn { get; init; }

    public DateOnly? DueDate { get; init; }
    public OdooId<PaymentTerm>? Term { get; init; }
    public OdooId<Journal>? Journal { get; init; }
    public required Currency Currency { get; init; }
    public required OdooId<Company> Company { get; init; }
    public OdooId<Partner>? Partner { get; init; }

    /// <summary>Amounts are positive for credit notes too.</summary>
    public required decimal Untaxed { get; init; }

    public required decimal Tax { get; init; }
    public required decimal Total { get; init; }

    /// <summary>What is still to be paid, positive.</summary>
    public required decimal Residual { get; init; }

    /// <summary>Tax amounts by group; null where Odoo did not answer them.</summary>
    public IReadOnlyList<TaxGroupAmount>? TaxGroups { get; init; }

    /// <summary>For a credit note, the invoice it reverses.</summary>
    public OdooId<Invoice>? Reverses { get; init; }

    public IReadOnlyList<InvoiceLineReading> Lines { get; init; } = [];

    /// <summary>Payments that are matched with it, or were registered for it.</summary>
    public IReadOnlyList<PaymentReading> Payments { get; init; } = [];
}

public enum InvoiceKind
{
    Invoice,
    CreditNote,
}

public enum InvoiceState
{
    Draft,
    Posted,
    Cancelled,
}

/// <summary>One product line (account.move.line, without tax and receivable lines, sections and notes).</summary>
public sealed record InvoiceLineReading
{
    public required OdooId<InvoiceLine> Id { get; init; }
    public OdooId<Product>? Product { get; init; }
    public required decimal Quantity { get; init; }
    public required decimal PriceUnit { get; init; }
    public required decimal Discount { get; init; }
    public required string Name { get; init; }
    public IReadOnlyList<OdooId<Tax>> Taxes { get; init; } = [];
    public required decimal Subtotal { get; init; }

    /// <summary>The order lines it invoices or credits (<c>sale_line_ids</c>).</summary>
    public IReadOnlyList<OdooId<SaleOrderLine>> SaleLines { get; init; } = [];
}
