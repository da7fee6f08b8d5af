using Tandem.Grains.Failures;
using Tandem.Grains.Ledger;
using Tandem.Grains.Listings;
using Tandem.Grains.Products;
using Tandem.Grains.Shops;
using Tandem.Odoo.Failures;
using Tandem.Shopify.Bulk;
using Tandem.Shopify.Failures;
using Tandem.Shopify.Products;
using Tandem.Sync;
using Tandem.Sync.Listings;
using Tandem.Sync.Products;
using Tandem.Sync.Reconciliation;
using Tandem.Sync.Records;

namespace Tandem.Reconciler;

/// <summary>Compares all products of a shop: which Odoo product each variant is, and every field that a decision gave an owner; writes nothing.</summary>
internal sealed class ProductNight(
    ICatalogueSnapshots snapshots, IShopVariants variants, ListingAudit audit, CatalogueLook look, IProductLinks links, IInbox inbox, SecondLook second)
{
    /// <summary>So many variants are read from Odoo in one call: a person beside it waits for nothing.</summary>
    private const int AtOnce = 100;

    /// <param name="told">Findings that were told in an earlier night, of which a first look is enough.</param>
    public async Task<GoodsOutcome> Compare(ShopBook book, IReadOnlySet<string> told, Action<string> progress, CancellationToken stop)
    {
        var outcome = new GoodsOutcome();
        try
        {
            var seen = await Listed(book, outcome, progress, stop);
            await Match(book, seen.Variants, told, outcome, stop);
            await Fields(book, seen.Differing, outcome, stop);
        }
        catch (Exception failure) when (failure is ShopifyException or OdooException)
        {
            outcome.Findings.Clear();
            outcome.Compared.Clear();
            (outcome.Count, outcome.Fields) = (0, 0);
            outcome.Unseen.Add($"Products: {Verdicts.Of(failure, "The catalogue").Sentence}");
        }

        return outcome;
    }

    private async Task<Seen> Listed(ShopBook book, GoodsOutcome outcome, Action<string> progress, CancellationToken stop)
    {
        try
        {
            var seen = new Seen();
            var some = new List<ShopListing>();
            await foreach (var listing in snapshots.Products(book.Shop, book.Rules.Decisions.CustomFields, stop))
            {
                seen.Variants.AddRange(CatalogueVariants.Of(listing));
                some.Add(listing);
                if (some.Sum(one => one.Variants.Count) < AtOnce) continue;
                await Put(book, seen, some, stop);
                some.Clear();
                progress($"{seen.Variants.Count} variants read");
            }

            await Put(book, seen, some, stop);
            outcome.Fields = seen.Fields;
            return seen;
        }
        catch (ShopifyException failure) when (failure.Failure is ShopifyFailure.BulkUnusable or ShopifyFailure.UserErrors or ShopifyFailure.QueryRefused or ShopifyFailure.BadAnswer)
        {
            outcome.Slowly.Add($"{failure.Failure.Sentence} The products are read one by one instead, which takes longer.");
            return await OneByOne(book, outcome, progress, stop);
        }
    }

    private async Task<Seen> OneByOne(ShopBook book, GoodsOutcome outcome, Action<string> progress, CancellationToken stop)
    {
        var seen = new Seen();
        await foreach (var variant in variants.All(book.Shop, stop)) seen.Variants.Add(variant);
        var linked = book.MovesProducts ? (await links.All(book.Shop, stop)).Values.Select(link => link.Product).Distinct().ToList() : [];
        foreach (var product in linked)
        {
            if (await audit.Again(book, product, stop) is { } audited) seen.Add(audited);
            progress($"product {product} read");
        }

        outcome.Fields = seen.Fields;
        return seen;
    }

    private async Task Put(ShopBook book, Seen seen, List<ShopListing> some, CancellationToken stop)
    {
        if (!book.MovesProducts || some.Count == 0) return;
        foreach (var audited in await audit.Compare(book, some, stop)) seen.Add(audited);
    }

    private async Task Match(ShopBook book, List<CatalogueVariant> listed, IReadOnlySet<string> told, GoodsOutcome outcome, CancellationToken stop)
    {
        var (report, _) = await CatalogueMatch.Compare(book, listed, await links.All(book.Shop, stop), stop);
        var doubtful = new Dictionary<VariantId, MatchRow>();
        foreach (var row in MatchRows.Of(report, book.Rules.Decisions.Products).Where(row => row.Product is not null))
        {
            outcome.Compared.Add(RecordKey.Product(book.Shop, row.Product!.Value));
            if (!ProductComparison.Tells(row)) continue;
            var finding = ProductComparison.Of(book.Shop, row);
            if (told.Contains(finding.Identity)) outcome.Findings.Add(finding);
            else doubtful[row.Variant!.Value] = row;
        }

        outcome.Count = report.Variants.Count;
        var (sure, restless) = await second.Settle(
            doubtful, row => $"{row.State}|{row.Reason}|{row.Code}|{row.Reference}",
            async keys => (await look.Again(book, keys, stop)).Where(ProductComparison.Tells).ToDictionary(row => row.Variant!.Value), stop);
        outcome.Findings.AddRange(sure.Values.Select(row => ProductComparison.Of(book.Shop, row)));
        Left(book, restless.Select(variant => doubtful[variant].Product!.Value).ToHashSet(), outcome);
    }

    private async Task Fields(ShopBook book, Dictionary<(ProductId Product, FieldPlace Place), (string Title, FieldPair Pair)> differing, GoodsOutcome outcome, CancellationToken stop)
    {
        var (sure, restless) = await second.Settle(
            differing, one => $"{one.Pair.Shopify}|{one.Pair.Odoo}|{one.Pair.Refusal}",
            async keys =>
            {
                var again = new Seen();
                foreach (var product in keys.Select(key => key.Product).Distinct())
                    if (await audit.Again(book, product, stop) is { } audited) again.Add(audited);
                return again.Differing.Where(one => keys.Contains(one.Key)).ToDictionary();
            },
            stop);
        var moving = restless.Select(key => key.Product).ToHashSet();
        foreach (var product in sure.Keys.Select(key => key.Product).Distinct())
            if (await inbox.Waits(RecordKey.Product(book.Shop, product), stop)) moving.Add(product);
        var paused = book.Paused.Contains(Flow.Products);
        outcome.Findings.AddRange(sure.Where(one => !moving.Contains(one.Key.Product)).Select(one => ProductComparison.Of(book.Shop, one.Key.Product, one.Value.Title, one.Value.Pair, paused)));
        Left(book, moving, outcome);
    }

    /// <summary>What moves meanwhile is no disagreement yet.</summary>
    private static void Left(ShopBook book, HashSet<ProductId> moving, GoodsOutcome outcome)
    {
        if (moving.Count == 0) return;
        outcome.Compared.ExceptWith(moving.Select(product => RecordKey.Product(book.Shop, product)));
        outcome.Unseen.Add($"{moving.Count} products were being changed while they were read; they are compared the next night.");
    }

    /// <summary>What one reading of the catalogue gave.</summary>
    private sealed class Seen
    {
        public List<CatalogueVariant> Variants { get; } = [];

        public Dictionary<(ProductId Product, FieldPlace Place), (string Title, FieldPair Pair)> Differing { get; } = [];

        public int Fields { get; private set; }

        public void Add(AuditedListing audited)
        {
            Fields += audited.Fields;
            foreach (var pair in audited.Differing) Differing[(audited.Listing.Id, pair.Place)] = (audited.Listing.Title, pair);
        }
    }
}
