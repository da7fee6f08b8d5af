namespace Tandem.Sync.Products;

/// <summary>Judges matches made by hand against both catalogues: all of them hold, or none is applied.</summary>
public static class HandMatching
{
    /// <param name="variants">Those that the matches name, as far as Shopify has them.</param>
    /// <param name="products">Those that the matches name, archived ones too.</param>
    public static HandMatchOutcome Judge(
        IReadOnlyCollection<HandMatch> matches, IReadOnlyDictionary<VariantId, CatalogueVariant> variants, IReadOnlyCollection<CatalogueProduct> products,
        IReadOnlyDictionary<VariantId, ProductLink> links, OdooId<Company> company, (string By, DateTimeOffset At) approval)
    {
        ArgumentNullException.ThrowIfNull(matches);
        ArgumentNullException.ThrowIfNull(variants);
        ArgumentNullException.ThrowIfNull(links);
        var byId = products.ToDictionary(product => product.Id);
        var byReference = products.Where(product => product.Reference is not null && IsOurs(product, company)).ToLookup(product => product.Reference!, StringComparer.Ordinal);
        var (changes, problems, unchanged) = (new List<LinkChange>(), new List<LineProblem>(), 0);
        foreach (var match in matches)
        {
            var was = links.GetValueOrDefault(match.Variant);
            if (was is not null && was.OdooProduct == match.Product && was.Units == match.Units)
            {
                unchanged++;
                continue;
            }

            var (product, wrong) = Product(match, byId, byReference, company);
            if (was is not null && product is not null && was.OdooProduct == product.Id && was.Units == match.Units) unchanged++;
            else if (!variants.TryGetValue(match.Variant, out var variant)) problems.Add(new(match.Line, $"Shopify has no variant {match.Variant}: it was deleted, or belongs to another shop."));
            else if (product is null) problems.Add(new(match.Line, wrong!));
            else changes.Add(new LinkChange(match.Line, Link(variant, product, match.Units, approval), was, variant, product));
        }

        return new HandMatchOutcome(changes, unchanged, problems);
    }

    /// <summary>A link by hand between the two, with the codes that both have now.</summary>
    public static ProductLink Link(CatalogueVariant variant, CatalogueProduct product, decimal units, (string By, DateTimeOffset At) approval)
    {
        ArgumentNullException.ThrowIfNull(variant);
        ArgumentNullException.ThrowIfNull(product);
        return new ProductLink
        {
            Variant = variant.Id,
            Product = variant.Product,
            InventoryItem = variant.InventoryItem,
            OdooProduct = product.Id,
            Origin = LinkOrigin.Hand,
            Units = units,
            Seen = LinkedCodes.Of(variant, product),
            By = approval.By,
            At = approval.At,
        };
    }

    private static (CatalogueProduct?, string?) Product(
        HandMatch match, Dictionary<OdooId<Product>, CatalogueProduct> byId, ILookup<string, CatalogueProduct> byReference, OdooId<Company> company)
    {
        CatalogueProduct product;
        if (match.Product is { } id)
        {
            if (!byId.TryGetValue(id, out product!)) return (null, $"Odoo has no product {id} that its user may see: it was deleted, or the id is of a product template.");
        }
        else
        {
            var found = byReference[match.Reference!].Where(one => one.Active).ToList();
            if (found.Count != 1)
                return (null, found.Count == 0
                    ? $"No active Odoo product of the company has the internal reference “{match.Reference}”."
                    : $"{found.Count} Odoo products have the internal reference “{match.Reference}” (ids {string.Join(", ", found.Select(one => one.Id))}): name one by its id under {MatchCsv.OdooProduct}.");
            product = found[0];
        }

        if (!IsOurs(product, company)) return (null, $"{MatchText.Name(product)} belongs to another company in Odoo. Share it between the companies, or choose a product of this one.");
        if (!product.Active) return (null, $"{MatchText.Name(product)} is archived in Odoo. Unarchive it, or choose another product.");
        return product.Sellable ? (product, null) : (null, $"{MatchText.Name(product)} cannot be sold in Odoo. Allow its sale there, or choose another product.");
    }

    private static bool IsOurs(CatalogueProduct product, OdooId<Company> company) => product.Company is null || product.Company == company;
}

/// <summary>A link that a file makes or changes.</summary>
/// <param name="Was">Null for a variant without a link.</param>
public sealed record LinkChange(int Line, ProductLink Link, ProductLink? Was, CatalogueVariant Variant, CatalogueProduct Product);

/// <summary>What a file of matches comes to.</summary>
/// <param name="Unchanged">Lines that say what is so already.</param>
public sealed record HandMatchOutcome(IReadOnlyList<LinkChange> Changes, int Unchanged, IReadOnlyList<LineProblem> Problems);
