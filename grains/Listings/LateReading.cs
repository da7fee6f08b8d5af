using Tandem.Grains.Ledger;
using Tandem.Grains.Shops;
using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Listings;
using Tandem.Sync.Products;

namespace Tandem.Grains.Listings;

/// <summary>Reads what only one side of a linked product has: variants that came later. Writes nothing.</summary>
public sealed class LateReading(IProductLinks links, IProductMatches matches)
{
    /// <summary>Null where both sides have the same, which costs no call.</summary>
    /// <param name="known">The listing's links.</param>
    /// <param name="linked">What they are in Odoo.</param>
    public async Task<LateGoods?> Read(
        ShopBook book, ShopListing listing, IReadOnlyDictionary<VariantId, ProductLink> known, IReadOnlyDictionary<VariantId, LinkedVariant> linked, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(book);
        ArgumentNullException.ThrowIfNull(listing);
        ArgumentNullException.ThrowIfNull(known);
        ArgumentNullException.ThrowIfNull(linked);
        var rule = book.Rules.Decisions.Products;
        var template = linked.Values.Select(one => one.Template).DistinctBy(one => one.Id).ToList() is [var only] ? only : null;
        var unlinked = listing.Variants.Where(variant => !known.ContainsKey(variant.Id)).ToList();
        var sold = linked.Values.Where(one => one.Variant.Active).Select(one => one.Variant.Id).Distinct().Count();
        if (unlinked.Count == 0 && (template is null || template.Variants <= sold)) return null;
        IReadOnlyList<LinkedVariant> free = [];
        var elsewhere = false;
        if (template is not null)
        {
            var all = (await book.Templates.VariantsOf([template.Id.Value], stop)).Keys.ToList();
            var taken = await links.To(book.Shop, all, stop);
            elsewhere = taken.Any(link => link.Product != listing.Id);
            free = await book.Templates.Read([.. all.Except(taken.Select(link => link.OdooProduct))], stop);
        }

        // What is archived and what another product of the shop is make no gap by themselves.
        if (unlinked.Count == 0 && !free.Any(one => one.Variant.Active)) return null;
        string[] there = [.. free.Select(one => Codes.Bare(rule.Odoo == ProductIdentity.InternalReference ? one.Variant.Reference : one.Variant.Barcode)).OfType<string>()];
        string[] here = [.. unlinked.Select(variant => Codes.Bare(rule.Shopify == VariantIdentity.Sku ? variant.Sku : variant.Barcode)).OfType<string>()];
        return new LateGoods(
            template, known.Keys.ToHashSet(), free, elsewhere,
            [.. (await matches.WithCodes(book.Shop, [.. there.Union(here)], stop)).Where(row => row.State != MatchState.Gone)],
            // What nobody would make, and nothing there is the same as, need not be looked for.
            here.Length == 0 || (free.Count == 0 && !rule.Listings.InOdoo.Create) ? [] : await book.Catalogue.WithCodes(rule.Odoo, here, stop));
    }
}
