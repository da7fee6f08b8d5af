using Tandem.Sync.Decisions;

namespace Tandem.Sync.Products;

/// <summary>One row of the match report as it is kept, listed and exported: a variant, a link whose variant is gone, or a product of Odoo's side alone.</summary>
public sealed record MatchRow
{
    public required MatchState State { get; init; }
    public MatchReason Reason { get; init; }

    /// <summary>Null for a product of Odoo's side alone.</summary>
    public VariantId? Variant { get; init; }

    public ProductId? Product { get; init; }
    public InventoryItemId? InventoryItem { get; init; }
    public string Title { get; init; } = "";
    public string? Sku { get; init; }
    public string? Barcode { get; init; }

    /// <summary>The code that the shop's rule compares.</summary>
    public string? Code { get; init; }

    public ListingStatus? Status { get; init; }
    public bool Tracked { get; init; }

    /// <summary>The product it is linked to, or that the rule matches.</summary>
    public OdooId<Product>? OdooProduct { get; init; }

    public string? OdooName { get; init; }
    public string? Reference { get; init; }
    public string? OdooBarcode { get; init; }
    public string? Unit { get; init; }
    public decimal Units { get; init; } = 1m;

    /// <summary>Odoo products that might be meant.</summary>
    public IReadOnlyList<OdooId<Product>> Proposals { get; init; } = [];

    public required string Sentence { get; init; }
}

/// <summary>The rows of a report.</summary>
public static class MatchRows
{
    public static IEnumerable<MatchRow> Of(MatchReport report, ProductDecision rule)
    {
        ArgumentNullException.ThrowIfNull(report);
        return report.Variants.Select(match => Of(match, rule))
            .Concat(report.Gone.Select(Of))
            .Concat(report.OdooOnly.Select(product => Of(product, rule)));
    }

    public static MatchRow Of(VariantMatch match, ProductDecision rule)
    {
        ArgumentNullException.ThrowIfNull(match);
        return new MatchRow
        {
            State = match.State,
            Reason = match.Reason,
            Variant = match.Variant.Id,
            Product = match.Variant.Product,
            InventoryItem = match.Variant.InventoryItem,
            Title = match.Variant.Title,
            Sku = match.Variant.Sku,
            Barcode = match.Variant.Barcode,
            Code = Codes.Of(match.Variant, rule),
            Status = match.Variant.Status,
            Tracked = match.Variant.Tracked,
            OdooProduct = match.Link?.OdooProduct ?? match.Product?.Id,
            OdooName = match.Product?.Name,
            Reference = match.Product?.Reference,
            OdooBarcode = match.Product?.Barcode,
            Unit = match.Product?.Unit,
            Units = match.Link?.Units ?? 1m,
            Proposals = [.. match.Proposals.Select(product => product.Id)],
            Sentence = MatchText.Of(match, rule),
        };
    }

    private static MatchRow Of(ProductLink link) => new()
    {
        State = MatchState.Gone,
        Reason = MatchReason.DeletedInShopify,
        Variant = link.Variant,
        Product = link.Product,
        InventoryItem = link.InventoryItem,
        Sku = link.Seen.Sku,
        Barcode = link.Seen.Barcode,
        OdooProduct = link.OdooProduct,
        Reference = link.Seen.Reference,
        OdooBarcode = link.Seen.OdooBarcode,
        Units = link.Units,
        Sentence = MatchText.Gone(link),
    };

    private static MatchRow Of(CatalogueProduct product, ProductDecision rule) => new()
    {
        State = MatchState.OdooOnly,
        OdooProduct = product.Id,
        OdooName = product.Name,
        Reference = product.Reference,
        OdooBarcode = product.Barcode,
        Unit = product.Unit,
        Sentence = MatchText.OdooOnly(product, rule),
    };
}
