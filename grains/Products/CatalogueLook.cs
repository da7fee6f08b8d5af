using Tandem.Grains.Ledger;
using Tandem.Grains.Shops;
using Tandem.Shopify.Products;
using Tandem.Sync;
using Tandem.Sync.Products;

namespace Tandem.Grains.Products;

/// <summary>Looks at some variants again, and at all that share a code with them, on both sides; changes nothing.</summary>
public sealed class CatalogueLook(IShopVariants shop, IProductLinks links)
{
    /// <summary>Odoo looks for codes that nobody has one by one, so not for too many at once.</summary>
    private const int AtOnce = 20;

    /// <returns>How those that still exist stand now.</returns>
    public async Task<IReadOnlyList<MatchRow>> Again(ShopBook book, IReadOnlyCollection<VariantId> variants, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(book);
        ArgumentNullException.ThrowIfNull(variants);
        var rows = new List<MatchRow>();
        foreach (var some in variants.Distinct().Chunk(AtOnce)) rows.AddRange(await Some(book, some, stop));
        return rows;
    }

    private async Task<IEnumerable<MatchRow>> Some(ShopBook book, IReadOnlyCollection<VariantId> variants, CancellationToken stop)
    {
        var rule = book.Rules.Decisions.Products;
        var now = await shop.Read(book.Shop, variants, stop);
        string[] codes = [.. now.Select(variant => Codes.Of(variant, rule)).OfType<string>().Distinct(StringComparer.Ordinal)];
        var sharing = codes.Length == 0 ? [] : await shop.WithCodes(book.Shop, rule.Shopify, codes, stop);
        List<CatalogueVariant> all = [.. now.Concat(sharing).DistinctBy(variant => variant.Id)];
        var known = await links.Of(book.Shop, [.. all.Select(variant => variant.Id)], stop);
        var products = (await book.Catalogue.WithCodes(rule.Odoo, codes, stop)).Concat(await book.Catalogue.Read([.. known.Values.Select(link => link.OdooProduct)], stop)).DistinctBy(one => one.Id).ToList();
        var report = new ProductMatching(rule, book.Rules.Company, products).Report(all, known);
        return report.Variants.Where(match => variants.Contains(match.Variant.Id)).Select(match => MatchRows.Of(match, rule));
    }
}
