namespace Tandem.Sync.Listings;

/// <summary>A product as the merchant thinks of it in Odoo (product.template).</summary>
public sealed record OdooTemplate(OdooId<Template> Id, string Name, bool Active)
{
    public string? Description { get; init; }

    /// <summary>Its category's own name.</summary>
    public string? Category { get; init; }
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>What the field says that the decisions name for it.</summary>
    public string? Vendor { get; init; }
    public string? HsCode { get; init; }

    /// <summary>ISO code.</summary>
    public string? CountryOfOrigin { get; init; }

    /// <summary>How many variants it has, archived ones not counted.</summary>
    public int Variants { get; init; }

    /// <summary>Offered for sale.</summary>
    public bool Sellable { get; init; } = true;

    /// <summary>Null when all companies share it.</summary>
    public OdooId<Company>? Company { get; init; }

    /// <summary>Its attributes with more than nothing to choose, in their order.</summary>
    public IReadOnlyList<ListingOption> Attributes { get; init; } = [];

    /// <summary>Null where it has none, or nobody asked.</summary>
    public OdooImage? Image { get; init; }

    /// <summary>Custom fields by their technical names; empty ones are null.</summary>
    public IReadOnlyDictionary<string, string?> Custom { get; init; } = new Dictionary<string, string?>();
}

/// <summary>What is sold and stocked in Odoo (product.product).</summary>
public sealed record OdooVariant(OdooId<Product> Id, OdooId<Template> Template, bool Active)
{
    public string? Reference { get; init; }
    public string? Barcode { get; init; }

    /// <summary>Odoo's sales price, with what its attributes add.</summary>
    public decimal SalesPrice { get; init; }
    public QuotedPrice Price { get; init; } = new(null, null);
    public QuotedPrice CompareAtPrice { get; init; } = new(null, null);
    public decimal? Cost { get; init; }

    /// <summary>In kilograms.</summary>
    public decimal? Weight { get; init; }
    public bool Storable { get; init; }

    /// <summary>Its value of each attribute, in the attributes' order.</summary>
    public IReadOnlyList<(string Name, string Value)> Attributes { get; init; } = [];

    /// <summary>Its own; null where it has none but its product's, or nobody asked.</summary>
    public OdooImage? Image { get; init; }
    public IReadOnlyDictionary<string, string?> Custom { get; init; } = new Dictionary<string, string?>();
}

/// <summary>A price as a pricelist says it, or why it says none.</summary>
/// <param name="Amount">Null where there is none.</param>
public sealed record QuotedPrice(decimal? Amount, string? Refusal);
