using Tandem.Grains.Failures;
using Tandem.Grains.Ledger;
using Tandem.Grains.Shops;
using Tandem.Odoo.Failures;
using Tandem.Shopify.Failures;
using Tandem.Shopify.Stock;
using Tandem.Sync;
using Tandem.Sync.Stock;

namespace Tandem.Grains.Locations;

/// <summary>Says what would be written at a location; writes nothing.</summary>
public sealed class StockDryRun(IShopBooks books, IShopStock shop, IProductLinks links, StockAudit audit)
{
    public async Task<StockDryRunResult> Run(ShopDomain domain, LocationId id, CancellationToken stop)
    {
        try
        {
            var opening = await books.Open(domain, stop);
            if (opening is ShopBookOpening.Closed closed) return new StockDryRunResult.Failed(closed.Verdict.Sentence);
            var book = ((ShopBookOpening.Open)opening).Book;
            if (book.Stocked.FirstOrDefault(one => one.Location == id) is not { } stocked) return new StockDryRunResult.Failed($"inventory.locations does not name location {id}, so its stock is not told.");
            var place = await StockAudit.Open(book, stocked, await shop.Locations(domain, stop), stop);
            if (place is StockAuditOpening.Closed shut) return new StockDryRunResult.Failed(shut.Sentence);
            var open = (StockAuditOpening.Open)place;
            var levels = await audit.Compare(book, open, [.. (await links.All(domain, stop)).Values.OrderBy(link => link.Variant.Value)], null, stop);
            return new StockDryRunResult.Planned(open.Location.Name, [.. levels.Select(level => (level.Name, level.Step))]);
        }
        catch (Exception failure) when (failure is ShopifyException or OdooException)
        {
            return new StockDryRunResult.Failed(Verdicts.Of(failure, $"The stock of location {id}").Sentence);
        }
    }
}

/// <summary>What a dry run found.</summary>
public abstract record StockDryRunResult
{
    private StockDryRunResult() { }

    public sealed record Planned(string Location, IReadOnlyList<(string Variant, LevelStep Step)> Levels) : StockDryRunResult;

    public sealed record Failed(string Sentence) : StockDryRunResult;
}
