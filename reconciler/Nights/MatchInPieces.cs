using Tandem.Grains.Ledger;
using Tandem.Grains.Shops;
using Tandem.Sync;
using Tandem.Sync.Products;

namespace Tandem.Reconciler;

/// <summary>Says which Odoo product each variant is while the catalogue goes by: a linked one at once, by its link; one without a link when all codes were seen.</summary>
internal sealed class MatchInPieces(ShopBook book, IProductLinks links)
{
    /// <summary>Variants without a link whose codes Odoo is asked for; where there are more, its whole catalogue is read.</summary>
    private const int MostLookedFor = 100;

    /// <summary>Odoo looks for codes that nobody has one by one, so not for too many at once.</summary>
    private const int CodesAtOnce = 20;

    private readonly Dictionary<string, int> listed = new(StringComparer.Ordinal);
    private readonly List<CatalogueVariant> loose = [];

    /// <summary>Variants that went by.</summary>
    public int Count { get; private set; }

    /// <returns>How those of them stand that are linked.</returns>
    public async Task<IReadOnlyList<MatchRow>> Add(IReadOnlyList<CatalogueVariant> some, CancellationToken stop)
    {
        var rule = book.Rules.Decisions.Products;
        Count += some.Count;
        foreach (var code in some.Select(variant => ProductMatching.Shared(variant, rule)).OfType<string>()) listed[code] = listed.GetValueOrDefault(code) + 1;
        var known = await links.Of(book.Shop, [.. some.Select(variant => variant.Id)], stop);
        loose.AddRange(some.Where(variant => !known.ContainsKey(variant.Id)));
        var linked = some.Where(variant => known.ContainsKey(variant.Id)).ToList();
        return linked.Count == 0 ? [] : Rows(linked, known, await book.Catalogue.Read([.. known.Values.Select(link => link.OdooProduct)], stop));
    }

    /// <returns>How those stand that are not linked.</returns>
    public async Task<IReadOnlyList<MatchRow>> Rest(CancellationToken stop)
    {
        var rule = book.Rules.Decisions.Products;
        string[] codes = [.. loose.Select(variant => Codes.Of(variant, rule)).OfType<string>().Distinct(StringComparer.Ordinal)];
        var products = new List<CatalogueProduct>();
        if (loose.Count <= MostLookedFor)
        {
            foreach (var some in codes.Chunk(CodesAtOnce)) products.AddRange(await book.Catalogue.WithCodes(rule.Odoo, some, stop));
        }
        else
        {
            var folded = codes.Select(Codes.Folded).ToHashSet(StringComparer.Ordinal);
            await foreach (var product in book.Catalogue.All(stop))
                if (Codes.Of(product, rule) is { } code && folded.Contains(Codes.Folded(code))) products.Add(product);
        }

        return Rows(loose, new Dictionary<VariantId, ProductLink>(), [.. products.DistinctBy(product => product.Id)]);
    }

    private IReadOnlyList<MatchRow> Rows(List<CatalogueVariant> variants, IReadOnlyDictionary<VariantId, ProductLink> known, IReadOnlyCollection<CatalogueProduct> products)
    {
        var rule = book.Rules.Decisions.Products;
        return [.. new ProductMatching(rule, book.Rules.Company, products).Matches(variants, known, listed).Select(match => MatchRows.Of(match, rule))];
    }
}
