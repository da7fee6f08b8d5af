namespace Tandem.Sync.Sales;

/// <summary>What a Shopify order becomes in Odoo (sale.order), before it is written.</summary>
public sealed record SaleOrderDraft
{
    /// <summary>External id inside the shop's module, <c>order_&lt;id&gt;</c>: repeating the call finds the same record.</summary>
    public required string ExternalId { get; init; }

    public required string ClientOrderRef { get; init; }
    public required string Origin { get; init; }
    public required DateTimeOffset DateOrder { get; init; }
    public required OdooId<Company> Company { get; init; }

    /// <summary>Makes Odoo keep the order in its currency; null for the company's own.</summary>
    public OdooId<Pricelist>? Pricelist { get; init; }

    public OdooId<Warehouse>? Warehouse { get; init; }
    public OdooId<SalesTeam>? SalesTeam { get; init; }

    /// <summary>Who is to deliver; null leaves it to Odoo.</summary>
    public OdooId<DeliveryMethod>? DeliveryMethod { get; init; }

    public string? Note { get; init; }

    /// <summary>When it is to be paid; null leaves the customer's own.</summary>
    public OdooId<PaymentTerm>? Term { get; init; }

    public required Currency Currency { get; init; }
    public IReadOnlyList<SaleLineDraft> Lines { get; init; } = [];

    /// <summary>What the order may reserve stock of.</summary>
    public IEnumerable<OdooId<Product>> Goods => Lines.Where(line => line.Role == LineRole.Product).Select(line => line.Product);

    /// <summary>What the order must come to; from Shopify's stated amounts.</summary>
    public required SaleAmounts Expected { get; init; }
}

/// <summary>What a line of a sales order stands for.</summary>
public enum LineRole
{
    Product,
    Custom,
    GiftCard,
    Discount,
    Shipping,
    Tip,
    Duty,
    Fee,
    Rounding,
}

/// <summary>One line (sale.order.line) before it is written.</summary>
public sealed record SaleLineDraft
{
    public required string ExternalId { get; init; }
    public required LineRole Role { get; init; }
    public required OdooId<Product> Product { get; init; }
    public required decimal Quantity { get; init; }

    /// <summary>How much of the quantity one unit sold in Shopify is: 6 for a pack of six.</summary>
    public decimal Each { get; init; } = 1m;

    /// <summary>In the order's currency; contains the taxes when they are price-included in Odoo.</summary>
    public required decimal PriceUnit { get; init; }

    /// <summary>Percent, two digits.</summary>
    public decimal Discount { get; init; }

    public required string Name { get; init; }
    public IReadOnlyList<OdooId<Tax>> Taxes { get; init; } = [];

    /// <summary>The Shopify line it comes from, for messages: its title.</summary>
    public string? From { get; init; }
}

/// <summary>An order's untaxed amount, each tax and total, in its currency.</summary>
public sealed record SaleAmounts(decimal Untaxed, IReadOnlyDictionary<OdooId<Tax>, decimal> Taxes, decimal Total)
{
    public decimal Tax => Taxes.Values.Sum();

    /// <summary>Amounts of taxes that are booked without an Odoo tax are part of the untaxed amount.</summary>
    public static SaleAmounts Nothing { get; } = new(0m, new Dictionary<OdooId<Tax>, decimal>(), 0m);
}
