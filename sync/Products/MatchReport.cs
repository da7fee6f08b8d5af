namespace Tandem.Sync.Products;

/// <summary>Both catalogues compared: every variant once, and what is left over on Odoo's side and among the links.</summary>
/// <param name="OdooOnly">Products sold from stock that no variant stands for.</param>
/// <param name="Gone">Links whose variant is no longer in Shopify.</param>
public sealed record MatchReport(IReadOnlyList<VariantMatch> Variants, IReadOnlyList<CatalogueProduct> OdooOnly, IReadOnlyList<ProductLink> Gone)
{
    /// <summary>How many stand where; those of the variants add up to the variants.</summary>
    public IReadOnlyDictionary<MatchState, int> Counts
    {
        get
        {
            var counts = Variants.CountBy(match => match.State).ToDictionary();
            if (Gone.Count > 0) counts[MatchState.Gone] = Gone.Count;
            if (OdooOnly.Count > 0) counts[MatchState.OdooOnly] = OdooOnly.Count;
            return counts;
        }
    }

    /// <summary>The links that the rule makes: of variants with exactly one product that have none yet.</summary>
    public IEnumerable<ProductLink> NewLinks(string by, DateTimeOffset at) =>
        Variants.Where(match => match is { State: MatchState.Exact, Product: not null }).Select(match => new ProductLink
        {
            Variant = match.Variant.Id,
            Product = match.Variant.Product,
            InventoryItem = match.Variant.InventoryItem,
            OdooProduct = match.Product!.Id,
            Origin = LinkOrigin.Rule,
            Seen = LinkedCodes.Of(match.Variant, match.Product),
            By = by,
            At = at,
        });

    /// <summary>As it reads once those links are made.</summary>
    public MatchReport Linked(IReadOnlyDictionary<VariantId, ProductLink> made)
    {
        ArgumentNullException.ThrowIfNull(made);
        return this with
        {
            Variants = [.. Variants.Select(match => match.State == MatchState.Exact && made.TryGetValue(match.Variant.Id, out var link) ? match with { State = MatchState.Linked, Link = link } : match)],
        };
    }
}
