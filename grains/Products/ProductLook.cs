using Tandem.Grains.Ledger;
using Tandem.Grains.Shops;
using Tandem.Shopify.Products;
using Tandem.Sync;
using Tandem.Sync.Products;

namespace Tandem.Grains.Products;

/// <summary>Looks at one product's variants again, and at those of others that share a code with them; never changes a link.</summary>
public sealed class ProductLook(IShopVariants shop, IProductLinks links, IProductMatches matches, WaitingOrders waiting, TimeProvider time)
{
    /// <param name="anyway">Look even when nothing of it changed in Shopify: a link did.</param>
    public async Task Look(ShopBook book, ProductId product, bool anyway, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(book);
        var (seenAt, rule) = (time.GetUtcNow(), book.Rules.Decisions.Products);
        // Before the first report nobody knows which codes are shared, and the report will see this product too.
        if (await matches.SeenAt(book.Shop, stop) is null) return;
        var now = await shop.Of(book.Shop, product, stop);
        var before = await matches.Of(book.Shop, product, stop);
        // Most signals are about stock or prices.
        if (!anyway && now.ToHashSet().SetEquals(before.Where(row => row.State != MatchState.Gone).Select(Variant))) return;

        string[] codes = [.. now.Select(variant => Codes.Of(variant, rule)).Concat(before.Select(row => row.Code)).OfType<string>().Distinct(StringComparer.Ordinal)];
        var others = (await matches.WithCodes(book.Shop, codes, stop)).Where(row => row.Product != product && row.State != MatchState.Gone).Select(Variant);
        List<CatalogueVariant> variants = [.. now, .. others];
        var known = await links.Of(book.Shop, [.. variants.Select(variant => variant.Id).Concat(before.Select(row => row.Variant!.Value)).Distinct()], stop);
        var products = (await book.Catalogue.WithCodes(rule.Odoo, codes, stop))
            .Concat(await book.Catalogue.Read([.. known.Values.Select(link => link.OdooProduct)], stop)).DistinctBy(one => one.Id).ToList();
        var matching = new ProductMatching(rule, book.Rules.Company, products);
        var report = matching.Report(variants, known);
        List<ProductLink> fresh = [.. report.NewLinks("the shop's rule", seenAt)];
        var linked = await links.Add(book.Shop, fresh, stop) > 0;
        if (linked) report = report.Linked(await links.Of(book.Shop, [.. variants.Select(variant => variant.Id)], stop));
        await matches.ReplaceProduct(book.Shop, product, [.. MatchRows.Of(report with { OdooOnly = [] }, rule)], seenAt, stop);
        if (linked) await waiting.Release(book, fresh, stop);
    }

    /// <summary>A variant as it was last seen.</summary>
    private static CatalogueVariant Variant(MatchRow row) => new(
        row.Variant!.Value, row.Product!.Value, row.Title, row.Sku, row.Barcode, row.Tracked, row.InventoryItem!.Value, row.Status ?? ListingStatus.Active);
}
