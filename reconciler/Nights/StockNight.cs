using Tandem.Grains.Failures;
using Tandem.Grains.Ledger;
using Tandem.Grains.Locations;
using Tandem.Grains.Shops;
using Tandem.Odoo.Failures;
using Tandem.Shopify.Bulk;
using Tandem.Shopify.Failures;
using Tandem.Shopify.Stock;
using Tandem.Sync;
using Tandem.Sync.Products;
using Tandem.Sync.Reconciliation;
using Tandem.Sync.Records;
using Tandem.Sync.Stock;

namespace Tandem.Reconciler;

/// <summary>Compares the stock of every linked variant at each mapped location; writes nothing.</summary>
internal sealed class StockNight(ICatalogueSnapshots snapshots, IShopStock shop, StockAudit audit, IProductLinks links, SecondLook second)
{
    /// <summary>Odoo computes figures one product after the other: so many in one call that a person beside it waits for nothing.</summary>
    private const int AtOnce = 500;

    /// <summary>More than that have one cause.</summary>
    private const int MostTold = 500;

    public async Task<GoodsOutcome> Compare(ShopBook book, Action<string> progress, CancellationToken stop)
    {
        var outcome = new GoodsOutcome();
        if (book.Stocked.Count == 0) return outcome;
        try
        {
            var locations = await shop.Locations(book.Shop, stop);
            var snapshot = await Listed(book, outcome, stop);
            foreach (var stocked in book.Stocked) await One(book, stocked, locations, snapshot, outcome, progress, stop);
        }
        catch (Exception failure) when (failure is ShopifyException or OdooException)
        {
            outcome.Unseen.Add($"Stock: {Verdicts.Of(failure, "The stock").Sentence}");
        }

        return outcome;
    }

    private async Task<StockSnapshot?> Listed(ShopBook book, GoodsOutcome outcome, CancellationToken stop)
    {
        try
        {
            return await snapshots.Levels(book.Shop, book.Rules.Decisions.Inventory.Write, [.. book.Stocked.Select(stocked => stocked.Location)], stop);
        }
        catch (ShopifyException failure) when (failure.Failure is ShopifyFailure.BulkUnusable or ShopifyFailure.UserErrors or ShopifyFailure.QueryRefused or ShopifyFailure.BadAnswer)
        {
            outcome.Slowly.Add($"{failure.Failure.Sentence} The stock is read page by page instead, which takes longer.");
            return null;
        }
    }

    private async Task One(
        ShopBook book, StockedPlaces stocked, IReadOnlyList<ShopLocation> locations, StockSnapshot? snapshot, GoodsOutcome outcome, Action<string> progress, CancellationToken stop)
    {
        try
        {
            switch (await StockAudit.Open(book, stocked, locations, stop))
            {
                case StockAuditOpening.Open place:
                    await Levels(book, place, snapshot, outcome, progress, stop);
                    break;
                case StockAuditOpening.Closed closed:
                    outcome.Unseen.Add(closed.Sentence);
                    break;
            }
        }
        catch (Exception failure) when (failure is ShopifyException or OdooException)
        {
            outcome.Unseen.Add($"The stock of location {stocked.Location} was not compared: {Verdicts.Of(failure, "The stock").Sentence}");
        }
    }

    private async Task Levels(
        ShopBook book, StockAuditOpening.Open place, StockSnapshot? snapshot, GoodsOutcome outcome, Action<string> progress, CancellationToken stop)
    {
        var (location, doubtful, looked) = (place.Location, new Dictionary<VariantId, AuditedLevel>(), 0);
        VariantId? last = null;
        while (await links.After(book.Shop, last, AtOnce, stop) is { Count: > 0 } some)
        {
            foreach (var level in await audit.Compare(book, place, some, snapshot?.At(location.Id, some.Select(link => link.InventoryItem)), stop))
                if (Differs(level)) doubtful[level.Link.Variant] = level;
            looked += some.Count;
            last = some[^1].Variant;
            progress($"{looked} levels read at {location.Name}");
        }

        // Shopify's list is older than what Odoo said; whatever was sold in between differs, and is read anew on both sides.
        var (told, restless) = await second.Settle(doubtful, level => level.Step.ToString()!, keys => Again(book, place, [.. keys.Select(variant => doubtful[variant].Link)], stop), stop);
        var paused = book.Paused.Contains(Flow.Inventory);
        outcome.Count += looked;
        outcome.Findings.AddRange(told.Values.OrderBy(level => level.Link.Variant.Value).Take(MostTold)
            .Select(level => StockComparison.Of(book.Shop, location.Id, location.Name, level.Link.Variant, level.Name, level.Step, paused)).OfType<Finding>());
        if (told.Count > MostTold) outcome.Findings.Add(StockComparison.More(book.Shop, location.Id, location.Name, told.Count - MostTold));
        if (restless.Count > 0) outcome.Unseen.Add($"At {location.Name} {restless.Count} levels changed every time they were looked at; they are compared the next night.");
        // Of what is not told, or still moves, nobody can say that it has healed.
        if (told.Count <= MostTold && restless.Count == 0) outcome.Compared.Add(RecordKey.Location(book.Shop, location.Id));
    }

    private async Task<IReadOnlyDictionary<VariantId, AuditedLevel>> Again(ShopBook book, StockAuditOpening.Open place, IReadOnlyList<ProductLink> some, CancellationToken stop)
    {
        var again = new Dictionary<VariantId, AuditedLevel>();
        foreach (var page in some.Chunk(AtOnce))
            foreach (var level in await audit.Compare(book, place, page, null, stop))
                if (Differs(level)) again[level.Link.Variant] = level;
        return again;
    }

    private static bool Differs(AuditedLevel level) => level.Step is LevelStep.Set or LevelStep.Activate or LevelStep.Wait;
}
