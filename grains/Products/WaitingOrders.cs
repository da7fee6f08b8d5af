using Tandem.Grains.Ledger;
using Tandem.Grains.Shops;
using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Failures;
using Tandem.Sync.Products;

namespace Tandem.Grains.Products;

/// <summary>Has orders tried again that waited because nobody knew which Odoo product a variant of theirs is.</summary>
public sealed class WaitingOrders(IStandings standings)
{
    private static readonly HashSet<BlockerCode> Waiting =
    [
        BlockerCode.ProductUnmatched, BlockerCode.ProductAmbiguous, BlockerCode.ProductArchived, BlockerCode.ProductLinkBroken, BlockerCode.ProductUnitUndecided,
    ];

    /// <summary>Those that waited for what is linked now; answers how many.</summary>
    public Task<int> Release(ShopBook book, IEnumerable<ProductLink> linked, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(book);
        var bySku = book.Rules.Decisions.Products.Shopify == VariantIdentity.Sku;
        return Release(book.Shop, linked.Select(link => (link.Variant, bySku ? link.Seen.Sku : link.Seen.Barcode)), stop);
    }

    /// <inheritdoc cref="Release(ShopBook, IEnumerable{ProductLink}, CancellationToken)"/>
    public Task<int> Release(ShopBook book, IEnumerable<CatalogueVariant> variants, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(book);
        return Release(book.Shop, variants.Select(variant => (variant.Id, Codes.Of(variant, book.Rules.Decisions.Products))), stop);
    }

    private async Task<int> Release(ShopDomain shop, IEnumerable<(VariantId Variant, string? Code)> variants, CancellationToken stop)
    {
        var subjects = variants.SelectMany(variant => new[] { $"variant {variant.Variant}", variant.Code }).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var released = 0;
        if (subjects.Count == 0) return released;
        foreach (var cause in (await standings.Causes(shop, stop)).Where(cause => Waiting.Contains(cause.Code) && subjects.Contains(cause.Subject)))
            released += await standings.Release(shop, new ReleaseRule.WithCause(cause.Code, cause.Subject), stop);
        return released;
    }
}
