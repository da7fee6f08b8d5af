namespace Tandem.Sync.Products;

/// <summary>What was settled once: which Odoo product a variant is. It holds until a person changes it, whatever is renamed.</summary>
public sealed record ProductLink
{
    public required VariantId Variant { get; init; }
    public required OdooId<Product> OdooProduct { get; init; }

    /// <summary>The variant's product in Shopify.</summary>
    public required ProductId Product { get; init; }

    /// <summary>What Shopify counts the variant's stock by.</summary>
    public required InventoryItemId InventoryItem { get; init; }

    public required LinkOrigin Origin { get; init; }

    /// <summary>How much of the Odoo product, in its own unit, one of the variant is: 6 for a pack of six, 0.5 for half a kilogram.</summary>
    public decimal Units { get; init; } = 1m;

    /// <summary>The codes on both sides when the link was made or last approved.</summary>
    public required LinkedCodes Seen { get; init; }

    /// <summary>Who made or approved it.</summary>
    public required string By { get; init; }

    public required DateTimeOffset At { get; init; }
}

public enum LinkOrigin
{
    /// <summary>The shop's rule matched exactly one product.</summary>
    Rule,

    /// <summary>A person said so.</summary>
    Hand,
}

/// <summary>The codes of both sides of a link; empty ones are null.</summary>
/// <param name="Reference">Odoo's internal reference.</param>
public sealed record LinkedCodes(string? Sku, string? Barcode, string? Reference, string? OdooBarcode)
{
    public static LinkedCodes Of(CatalogueVariant variant, CatalogueProduct product)
    {
        ArgumentNullException.ThrowIfNull(variant);
        ArgumentNullException.ThrowIfNull(product);
        return new(Codes.Bare(variant.Sku), Codes.Bare(variant.Barcode), Codes.Bare(product.Reference), Codes.Bare(product.Barcode));
    }
}
