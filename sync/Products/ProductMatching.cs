using Tandem.Sync.Decisions;

namespace Tandem.Sync.Products;

/// <summary>Compares a shop's variants with Odoo's products by the shop's rule: by codes that are equal letter by letter, never by name.</summary>
public sealed class ProductMatching
{
    private readonly ProductDecision rule;
    private readonly OdooId<Company> company;
    private readonly Dictionary<OdooId<Product>, CatalogueProduct> byId;
    private readonly ILookup<string, CatalogueProduct> byCode;
    private readonly Lazy<ILookup<string, CatalogueProduct>> byFoldedCode;

    /// <param name="products">Archived ones too, and those of other companies, so that what is wrong can be said.</param>
    public ProductMatching(ProductDecision rule, OdooId<Company> company, IReadOnlyCollection<CatalogueProduct> products)
    {
        (this.rule, this.company) = (rule, company);
        byId = products.ToDictionary(product => product.Id);
        byCode = products.Where(product => Codes.Of(product, rule) is not null).ToLookup(product => Codes.Of(product, rule)!, StringComparer.Ordinal);
        byFoldedCode = new(() => products.Where(product => Codes.Of(product, rule) is not null)
            .ToLookup(product => Codes.Folded(Codes.Of(product, rule)!), StringComparer.Ordinal));
    }

    public MatchReport Report(IReadOnlyCollection<CatalogueVariant> variants, IReadOnlyDictionary<VariantId, ProductLink> links)
    {
        ArgumentNullException.ThrowIfNull(variants);
        ArgumentNullException.ThrowIfNull(links);
        var matches = Matches(variants, links, Listed(variants));
        // What an ambiguous variant may be is told there, not once more as left over.
        var taken = matches.SelectMany(match => match.Proposals.Select(product => product.Id)).Concat(matches.Select(match => match.Product?.Id).OfType<OdooId<Product>>())
            .Concat(links.Values.Select(link => link.OdooProduct)).ToHashSet();
        var present = variants.Select(variant => variant.Id).ToHashSet();
        return new MatchReport(
            matches,
            [.. byId.Values.Where(product => product is { Active: true, Sellable: true, Storable: true } && IsOurs(product) && !taken.Contains(product.Id)).OrderBy(product => product.Id.Value)],
            [.. links.Values.Where(link => !present.Contains(link.Variant)).OrderBy(link => link.Variant.Value)]);
    }

    /// <summary>Some variants of a catalogue.</summary>
    /// <param name="listed">How many listed variants of the whole catalogue carry each code.</param>
    public IReadOnlyList<VariantMatch> Matches(IEnumerable<CatalogueVariant> variants, IReadOnlyDictionary<VariantId, ProductLink> links, IReadOnlyDictionary<string, int> listed)
    {
        ArgumentNullException.ThrowIfNull(variants);
        ArgumentNullException.ThrowIfNull(links);
        ArgumentNullException.ThrowIfNull(listed);
        return [.. variants.Select(variant => Match(variant, links.GetValueOrDefault(variant.Id), listed))];
    }

    /// <summary>The code that a variant shares with whoever else carries it; archived listings share a code with nobody.</summary>
    public static string? Shared(CatalogueVariant variant, ProductDecision rule)
    {
        ArgumentNullException.ThrowIfNull(variant);
        return variant.Status == ListingStatus.Archived ? null : Codes.Of(variant, rule);
    }

    private Dictionary<string, int> Listed(IEnumerable<CatalogueVariant> variants) =>
        variants.Select(variant => Shared(variant, rule)).OfType<string>().CountBy(code => code, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);

    private VariantMatch Match(CatalogueVariant variant, ProductLink? link, IReadOnlyDictionary<string, int> listed)
    {
        if (link is not null) return OfLink(variant, link);
        if (Codes.Of(variant, rule) is not { } code) return Without(variant, MatchState.Unmatched, MatchReason.NoCode, []);
        var others = listed.GetValueOrDefault(code) - (variant.Status == ListingStatus.Archived ? 0 : 1);
        var all = byCode[code].ToList();
        var ours = all.Where(IsOurs).ToList();
        var active = ours.Where(product => product.Active).ToList();
        return (active, ours, all) switch
        {
            ([var only], _, _) when others > 0 => Without(variant, MatchState.Ambiguous, MatchReason.SharedByVariants, [only]) with { Sharing = others },
            ([{ Plain: false } only], _, _) => Without(variant, MatchState.Ambiguous, MatchReason.OtherUnit, [only]),
            ([var only], _, _) => new VariantMatch(variant, MatchState.Exact, MatchReason.None, null, only, []),
            ({ Count: > 1 }, _, _) => Without(variant, MatchState.Ambiguous, MatchReason.SeveralProducts, active),
            (_, { Count: > 0 }, _) => Without(variant, MatchState.Ambiguous, MatchReason.Archived, ours),
            (_, _, { Count: > 0 }) => Without(variant, MatchState.Ambiguous, MatchReason.OtherCompany, all),
            _ => Near(variant, code),
        };
    }

    private VariantMatch OfLink(CatalogueVariant variant, ProductLink link)
    {
        VariantMatch Linked(MatchState state, MatchReason reason, CatalogueProduct? product) => new(variant, state, reason, link, product, []);
        if (!byId.TryGetValue(link.OdooProduct, out var product)) return Linked(MatchState.Broken, MatchReason.DeletedInOdoo, null);
        if (!IsOurs(product)) return Linked(MatchState.Broken, MatchReason.OtherCompany, product);
        if (!product.Active) return Linked(MatchState.Broken, MatchReason.Archived, product);
        if (LinkedCodes.Of(variant, product) != link.Seen) return Linked(MatchState.Changed, MatchReason.Renamed, product);
        return Linked(link.Origin == LinkOrigin.Hand ? MatchState.ByHand : MatchState.Linked, MatchReason.None, product);
    }

    private VariantMatch Near(CatalogueVariant variant, string code)
    {
        var near = byFoldedCode.Value[Codes.Folded(code)].Where(product => IsOurs(product) && product.Active).ToList();
        return near.Count == 0 ? Without(variant, MatchState.Unmatched, MatchReason.NotFound, []) : Without(variant, MatchState.Ambiguous, MatchReason.CaseOrBlanks, near);
    }

    private bool IsOurs(CatalogueProduct product) => product.Company is null || product.Company == company;

    private static VariantMatch Without(CatalogueVariant variant, MatchState state, MatchReason reason, IReadOnlyList<CatalogueProduct> proposals) =>
        new(variant, state, reason, null, null, proposals);
}
