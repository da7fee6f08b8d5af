namespace Tandem.Sync.Planning;

/// <summary>What is known of the products that an order's lines may be: what was settled before the rule is asked.</summary>
/// <param name="ByCode">Odoo products by the code they were looked up with.</param>
public sealed record KnownProducts(ILookup<string, ProductCandidate> ByCode)
{
    /// <summary>What each line was booked as; an order keeps that, whatever is linked otherwise later.</summary>
    public IReadOnlyDictionary<LineId, BookedProduct> Booked { get; init; } = new Dictionary<LineId, BookedProduct>();

    /// <summary>The products that variants are linked to, as they stand in Odoo.</summary>
    public IReadOnlyDictionary<VariantId, LinkedProduct> Linked { get; init; } = new Dictionary<VariantId, LinkedProduct>();

    /// <summary>The listed variants that carry each code, as far as the catalogue was looked at.</summary>
    public ILookup<string, VariantId> Carriers { get; init; } = Array.Empty<VariantId>().ToLookup(_ => "");
}

/// <summary>What a line is in Odoo.</summary>
/// <param name="Each">How much of the product one unit sold is.</param>
public readonly record struct BookedProduct(OdooId<Product> Product, decimal Each);

/// <summary>The Odoo product that a variant is linked to.</summary>
/// <param name="Each">How much of the product one of the variant is.</param>
/// <param name="Name">Null when it is gone.</param>
public sealed record LinkedProduct(OdooId<Product> Product, decimal Each, string? Name, LinkedProductState State);

public enum LinkedProductState
{
    Sold,
    Archived,
    OtherCompany,
    Deleted,
}
