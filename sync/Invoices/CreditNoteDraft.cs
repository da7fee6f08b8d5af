namespace Tandem.Sync.Invoices;

/// <summary>What a refund becomes in Odoo: a credit note (account.move, out_refund) tied to an invoice, before it is written.</summary>
public sealed record CreditNoteDraft
{
    /// <summary>External id inside the shop's module, <c>refund_&lt;id&gt;</c>.</summary>
    public required string ExternalId { get; init; }

    /// <summary>The posted invoice that it reverses, wholly or in part.</summary>
    public required OdooId<Invoice> Invoice { get; init; }

    /// <summary>Names the refund, such as <c>#1001 refund 5001</c>: written as <c>ref</c>, and what the credit note is recognised by.</summary>
    public required string Reference { get; init; }

    /// <summary>Why, as the merchant noted it.</summary>
    public string? Reason { get; init; }

    public required DateOnly Date { get; init; }
    public required Currency Currency { get; init; }
    public IReadOnlyList<CreditLineDraft> Lines { get; init; } = [];

    public DocumentTerms Terms => new() { Date = Date, Reference = Reference };
}

/// <summary>One line of a credit note before it is written; amounts positive, but for what takes off what another note credited already.</summary>
public sealed record CreditLineDraft
{
    public required OdooId<Product> Product { get; init; }
    public required decimal Quantity { get; init; }
    public required decimal PriceUnit { get; init; }

    /// <summary>Percent, two digits.</summary>
    public decimal Discount { get; init; }

    public required string Name { get; init; }
    public IReadOnlyList<OdooId<Tax>> Taxes { get; init; } = [];

    /// <summary>The order line whose invoiced quantity it takes back; null for amounts without units.</summary>
    public OdooId<SaleOrderLine>? SaleLine { get; init; }
}
