using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Products;

namespace Tandem.Tests.Products;

/// <summary>Variants and Odoo products in few words.</summary>
internal static class Goods
{
    public static readonly OdooId<Company> Ours = new(1);
    public static readonly ProductDecision BySku = new(VariantIdentity.Sku, ProductIdentity.InternalReference);
    public static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    public static CatalogueVariant Variant(long id, string? sku, ListingStatus status = ListingStatus.Active, string? barcode = null) =>
        new(new VariantId(id), new ProductId(id * 10), $"Variant {id}", sku, barcode, true, new InventoryItemId(id + 1), status);

    public static CatalogueProduct Product(int id, string? reference, bool active = true, int? company = null, string? unit = null, string? barcode = null) => new(
        new OdooId<Product>(id), id, reference, barcode, $"Product {id}", active, true, true,
        company is { } of ? new OdooId<Company>(of) : null, unit ?? "Units", unit is null);

    public static ProductLink Link(CatalogueVariant variant, CatalogueProduct product, decimal units = 1m, LinkOrigin origin = LinkOrigin.Rule) =>
        HandMatching.Link(variant, product, units, ("a test", Noon)) with { Origin = origin };

    public static MatchReport Report(IReadOnlyCollection<CatalogueVariant> variants, IReadOnlyCollection<CatalogueProduct> products, params IEnumerable<ProductLink> links) =>
        new ProductMatching(BySku, Ours, products).Report(variants, links.ToDictionary(link => link.Variant));
}
