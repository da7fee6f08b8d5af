using Tandem.Grains.Ledger;
using Tandem.Grains.Orders;
using Tandem.Grains.Products;
using Tandem.Grains.Shops;
using Tandem.Odoo.Failures;
using Tandem.Shopify.Products;
using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Listings;
using Tandem.Sync.Products;
using Tandem.Sync.Records;

namespace Tandem.Grains.Listings;

/// <summary>Brings variants that came later to a product that is linked: each is made on the other side where the decisions say so, once, and linked at once.</summary>
internal sealed class VariantMaking(IShopListings shop, IProductLinks links, LateReading reading, ProductLook look, WaitingOrders waiting, TimeProvider time)
{
    /// <summary>Makes and links what is lacking.</summary>
    public async Task<LateOutcome> Make(ShopBook book, ShopListing listing, IReadOnlyDictionary<VariantId, ProductLink> known, IReadOnlyDictionary<VariantId, LinkedVariant> linked, Trail trail, CancellationToken stop)
    {
        var rule = book.Rules.Decisions.Products;
        if (await reading.Read(book, listing, known, linked, stop) is not { } goods) return LateOutcome.Nothing;
        var late = LateVariants.Of(rule, listing, goods);
        var open = new List<string>(late.Open);
        if (late.ToShopify.Count + late.ToOdoo.Count > 0)
        {
            open.AddRange(await InShopify(book, listing, late.ToShopify, trail, stop));
            var refused = await InOdoo(book, listing, goods, late, trail, stop);
            open.AddRange(refused);
            var extended = late.ToOdoo.Count > 0 && refused.Count == 0;
            if (await shop.Read(book.Shop, listing.Id, book.Rules.Decisions.CustomFields, stop) is not { } again) return LateOutcome.Nothing;
            listing = again;
            if (await reading.Read(book, listing, known, linked, stop) is { } after)
            {
                late = LateVariants.Of(rule, listing, after, made: true);
                if (extended) await PutAway(book, goods, after, [.. late.Same.Select(same => same.Odoo.Variant.Id)], linked.Values, stop);
            }
        }

        var joined = await Link(book, listing, goods.Template, late.Same, open, trail, stop);
        return new LateOutcome(joined, open, late.Left);
    }

    private async Task<IReadOnlyList<string>> InShopify(ShopBook book, ShopListing listing, IReadOnlyList<DraftVariant> drafts, Trail trail, CancellationToken stop)
    {
        if (drafts.Count == 0) return [];
        var refused = await shop.AddVariants(book.Shop, listing.Id, drafts, stop);
        if (drafts.Count > refused.Count) trail.Note("make", $"{drafts.Count - refused.Count} {(drafts.Count - refused.Count == 1 ? "variant" : "variants")} of “{listing.Title}” made in Shopify: {Names(drafts.Where((_, index) => !refused.ContainsKey(index)))}.");
        return [.. refused.Select(one => $"{Names([drafts[one.Key]])} of “{listing.Title}” was not made: {ListingText.Refused("Shopify", one.Value)}")];
    }

    private static async Task<IReadOnlyList<string>> InOdoo(ShopBook book, ShopListing listing, LateGoods goods, LateVariants late, Trail trail, CancellationToken stop)
    {
        if (late.ToOdoo.Count == 0 || goods.Template is not { } template) return [];
        var options = late.ToOdoo.SelectMany(Combination.Of).GroupBy(option => option.Name).Select(option => new ListingOption(option.Key, [.. option.Select(value => value.Value).Distinct()])).ToList();
        var names = string.Join("; ", late.ToOdoo.Select(variant => variant.Title));
        try
        {
            if (await book.NewTemplates.Extend(template.Id, options, stop) is { } refusal) return [$"{names} of “{listing.Title}” was not made: {refusal}"];
            trail.Note("make", $"“{listing.Title}” comes in {names} in Odoo too.", model: Template.Model, odooId: template.Id.Value);
            return [];
        }
        catch (OdooException failed) when (failed.Failure is OdooFailure.Rejected or OdooFailure.AccessDenied)
        {
            return [$"{names} of “{listing.Title}” was not made: {failed.Failure.Sentence}"];
        }
    }

    /// <summary>With a value Odoo makes all combinations there are, and those that were archived come back; what is not sold here is put away.</summary>
    private static Task PutAway(ShopBook book, LateGoods before, LateGoods after, IReadOnlyCollection<OdooId<Product>> sold, IEnumerable<LinkedVariant> linked, CancellationToken stop)
    {
        var there = before.Free.Where(one => one.Variant.Active).Select(one => one.Variant.Id).Concat(sold).ToHashSet();
        var back = linked.Where(one => !one.Variant.Active).Select(one => one.Variant.Id);
        return book.NewTemplates.Archive([.. after.Free.Where(one => one.Variant.Active).Select(one => one.Variant.Id).Where(id => !there.Contains(id)).Union(back)], stop);
    }

    private async Task<int> Link(ShopBook book, ShopListing listing, OdooTemplate? before, IReadOnlyList<SameVariant> same, List<string> open, Trail trail, CancellationToken stop)
    {
        if (same.Count == 0) return 0;
        // A new variant says all that Shopify says, whoever owns it from then on.
        if (before is not null) await Try("Its prices", () => book.Templates.WritePrices(before.Id, PriceParts.Added([.. same.Where(one => one.Bare)], before), stop));
        foreach (var one in same)
        {
            await Try(one.Shopify.Title, async () =>
            {
                if (!one.Odoo.Variant.Active) await book.NewTemplates.Restore(one.Odoo.Variant.Id, stop);
                if (one.Bare) await book.NewTemplates.Say(one.Odoo.Variant.Id, one.Shopify, stop);
            });
        }

        List<ProductLink> fresh = [.. same.Select(one => Of(listing, one))];
        var made = await links.Add(book.Shop, fresh, stop);
        trail.Note("link", $"{made} {(made == 1 ? "variant" : "variants")} of “{listing.Title}” linked: {string.Join("; ", same.Select(one => one.Shopify.Title))}.");
        await look.Look(book, listing.Id, anyway: true, stop);
        await waiting.Release(book, fresh, stop);
        return made;

        async Task Try(string what, Func<Task> write)
        {
            try
            {
                await write();
            }
            catch (OdooException failed) when (failed.Failure is OdooFailure.Rejected or OdooFailure.AccessDenied)
            {
                open.Add($"{what} of “{listing.Title}”: {failed.Failure.Sentence}");
            }
        }
    }

    private ProductLink Of(ShopListing listing, SameVariant same) => new()
    {
        Variant = same.Shopify.Id,
        OdooProduct = same.Odoo.Variant.Id,
        Product = listing.Id,
        InventoryItem = same.Shopify.Item,
        Origin = LinkOrigin.Rule,
        Seen = same.Bare
            ? new LinkedCodes(Codes.Bare(same.Shopify.Sku), Codes.Bare(same.Shopify.Barcode), Codes.Bare(same.Shopify.Sku), Codes.Bare(same.Shopify.Barcode))
            : new LinkedCodes(Codes.Bare(same.Shopify.Sku), Codes.Bare(same.Shopify.Barcode), Codes.Bare(same.Odoo.Variant.Reference), Codes.Bare(same.Odoo.Variant.Barcode)),
        By = "the same choice of a linked product",
        At = time.GetUtcNow(),
    };

    private static string Names(IEnumerable<DraftVariant> drafts) => string.Join("; ", drafts.Select(draft => Combination.Named(draft.Options, draft.Product.ToString())));
}

/// <summary>What came of variants that one side got later.</summary>
/// <param name="Linked">So many are linked by now.</param>
/// <param name="Open">What a person has to do.</param>
/// <param name="Left">What the decisions leave where it is.</param>
internal sealed record LateOutcome(int Linked, IReadOnlyList<string> Open, IReadOnlyList<string> Left)
{
    public static readonly LateOutcome Nothing = new(0, [], []);
}
