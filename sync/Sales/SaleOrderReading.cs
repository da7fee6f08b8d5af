namespace Tandem.Sync.Sales;

/// <summary>What Odoo holds of one order (sale.order with its lines), as read back.</summary>
public sealed record SaleOrderReading
{
    public required OdooId<SaleOrder> Id { get; init; }

    /// <summary>Odoo's own number, such as <c>S00042</c>.</summary>
    public required string Name { get; init; }

    public required SaleState State { get; init; }
    public bool Locked { get; init; }
    public OdooId<Partner>? Partner { get; init; }
    public OdooId<Partner>? InvoicePartner { get; init; }
    public OdooId<Partner>? ShippingPartner { get; init; }
    public string? ClientOrderRef { get; init; }
    public string? Origin { get; init; }
    public DateTimeOffset? DateOrder { get; init; }
    public required Currency Currency { get; init; }
    public required OdooId<Company> Company { get; init; }
    public OdooId<Warehouse>? Warehouse { get; init; }
    public required decimal Untaxed { get; init; }
    public required decimal Tax { get; init; }
    public required decimal Total { get; init; }

    /// <summary>Tax amounts as Odoo states them, by group of taxes; null where Odoo did not answer them.</summary>
    public IReadOnlyList<TaxGroupAmount>? TaxGroups { get; init; }

    public IReadOnlyList<SaleLineReading> Lines { get; init; } = [];
}

/// <summary>The amount of the taxes of one group on an order.</summary>
public sealed record TaxGroupAmount(IReadOnlyList<OdooId<Tax>> Taxes, decimal Amount);

public enum SaleState
{
    Draft,
    Sent,
    Sale,
    Cancelled,
    Other,
}

/// <summary>One line as read back.</summary>
public sealed record SaleLineReading
{
    public required OdooId<SaleOrderLine> Id { get; init; }
    public OdooId<Product>? Product { get; init; }
    public required decimal Quantity { get; init; }
    public required decimal PriceUnit { get; init; }
    public required decimal Discount { get; init; }
    public required string Name { get; init; }
    public IReadOnlyList<OdooId<Tax>> Taxes { get; init; } = [];
    public required decimal Subtotal { get; init; }

    /// <summary>A section or a note: carries no amount.</summary>
    public bool DisplayOnly { get; init; }
}
