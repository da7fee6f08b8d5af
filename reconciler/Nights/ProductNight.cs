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

    private const int ToldEvery = 1000;

    /// <param name="told">Findings that were told in an earlier night, of which a first look is enough.</param>
    /// <param name="watched">Records of which something was told before; of no others need it be known that they were compared.</param>
    public async Task<GoodsOutcome> Compare(ShopBook book, IReadOnlySet<string> told, IReadOnlySet<RecordKey> watched, Action<string> progress, CancellationToken stop)
    {
        var outcome = new GoodsOutcome();
        try
        {
            var seen = await Listed(book, outcome, progress, stop);
            outcome.Count = seen.Match.Count;
            // What Shopify lists no more has nothing left that could disagree.
            outcome.Compared.UnionWith(watched.Where(record => record.Kind == RecordKind.Product));
            await Match(book, seen.Doubtful, told, outcome, stop);
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
            var told = 0;
            var seen = new Seen(new MatchInPieces(book, links));
            var (some, variants) = (new List<ShopListing>(), 0);
            await foreach (var listing in snapshots.Products(book.Shop, book.Rules.Decisions.CustomFields, book.CarriesImages, stop))
            {
                some.Add(listing);
                variants += listing.Variants.Count;
                if (variants < AtOnce) continue;
                await Put(book, seen, some, stop);
                some.Clear();
                variants = 0;
                if (seen.Match.Count / ToldEvery > told) progress($"{(told = seen.Match.Count / ToldEvery) * ToldEvery} variants read");
            }

            await Put(book, seen, some, stop);
            await seen.Rest(stop);
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
        var seen = new Seen(new MatchInPieces(book, links));
        await foreach (var some in variants.All(book.Shop, stop).Chunk(AtOnce).WithCancellation(stop)) await seen.Add(some, stop);
        await seen.Rest(stop);
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
        await seen.Add([.. some.SelectMany(CatalogueVariants.Of)], stop);
        if (!book.MovesProducts || some.Count == 0) return;
        foreach (var audited in await audit.Compare(book, some, stop)) seen.Add(audited);
    }

    private async Task Match(ShopBook book, IReadOnlyList<MatchRow> rows, IReadOnlySet<string> told, GoodsOutcome outcome, CancellationToken stop)
    {
        var doubtful = new Dictionary<VariantId, MatchRow>();
        foreach (var row in rows)
        {
            var finding = ProductComparison.Of(book.Shop, row);
            if (told.Contains(finding.Identity)) outcome.Findings.Add(finding);
            else doubtful[row.Variant!.Value] = row;
        }

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
                var again = new Seen(new MatchInPieces(book, links));
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

    /// <summary>What one reading of the catalogue gave; nothing of a variant that agrees is held.</summary>
    private sealed class Seen(MatchInPieces match)
    {
        public MatchInPieces Match => match;

        /// <summary>Variants of which there is something to tell.</summary>
        public List<MatchRow> Doubtful { get; } = [];

        public Dictionary<(ProductId Product, FieldPlace Place), (string Title, FieldPair Pair)> Differing { get; } = [];

        public int Fields { get; private set; }

        public async Task Add(IReadOnlyList<CatalogueVariant> some, CancellationToken stop) => Doubtful.AddRange((await match.Add(some, stop)).Where(ProductComparison.Tells));

        public async Task Rest(CancellationToken stop) => Doubtful.AddRange((await match.Rest(stop)).Where(ProductComparison.Tells));

        public void Add(AuditedListing audited)
        {
            Fields += audited.Fields;
            foreach (var pair in audited.Differing) Differing[(audited.Listing.Id, pair.Place)] = (audited.Listing.Title, pair);
        }
    }
}
