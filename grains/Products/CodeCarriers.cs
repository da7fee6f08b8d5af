using System.Collections.Concurrent;
using Tandem.Grains.Ledger;
using Tandem.Shopify.Products;
using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Products;

namespace Tandem.Grains.Products;

/// <summary>Which listed variants carry a code, as the report knows them and as Shopify says itself: before any report, and of what was made since.</summary>
internal sealed class CodeCarriers(IShopVariants shop, IProductMatches matches, TimeProvider time)
{
    /// <summary>A code that one variant carries is asked for once in so long; one that several carry at every try of an order, since somebody may have mended it.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);

    private const int MostKept = 10_000;

    private readonly ConcurrentDictionary<(ShopDomain Shop, VariantIdentity By, string Code), Asked> kept = new();

    /// <exception cref="Tandem.Shopify.Failures.ShopifyException">Shopify refused.</exception>
    public async Task<ILookup<string, VariantId>> Of(ShopDomain domain, VariantIdentity by, IReadOnlyCollection<string> codes, CancellationToken stop)
    {
        if (codes.Count == 0) return Enumerable.Empty<int>().ToLookup(_ => "", _ => default(VariantId));
        var reported = (await matches.WithCodes(domain, codes, stop)).Where(row => row is { Status: not ListingStatus.Archived, State: not MatchState.Gone }).Select(row => (Code: row.Code!, Variant: row.Variant!.Value));
        string[] unknown = [.. codes.Where(code => !IsFresh(domain, by, code))];
        if (unknown.Length > 0) Keep(domain, by, unknown, await shop.WithCodes(domain, by, unknown, stop));
        var said = codes.SelectMany(code => kept.TryGetValue((domain, by, code), out var asked) ? asked.Variants.Select(variant => (Code: code, Variant: variant)) : []);
        return reported.Concat(said).Distinct().ToLookup(one => one.Code, one => one.Variant, StringComparer.Ordinal);
    }

    private bool IsFresh(ShopDomain domain, VariantIdentity by, string code) =>
        kept.TryGetValue((domain, by, code), out var asked) && asked.Variants.Count <= 1 && time.GetElapsedTime(asked.At) < Fresh;

    private void Keep(ShopDomain domain, VariantIdentity by, string[] codes, IReadOnlyList<CatalogueVariant> variants)
    {
        if (kept.Count > MostKept) kept.Clear();
        var carried = variants.Where(variant => variant.Status != ListingStatus.Archived).ToLookup(variant => Codes.Bare(by == VariantIdentity.Sku ? variant.Sku : variant.Barcode), variant => variant.Id);
        foreach (var code in codes) kept[(domain, by, code)] = new Asked([.. carried[code]], time.GetTimestamp());
    }

    private sealed record Asked(IReadOnlyList<VariantId> Variants, long At);
}
