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
public sealed class StockDryRun(IShopBooks books, IShopStock shop, IProductLinks links)
{
    public async Task<StockDryRunResult> Run(ShopDomain domain, LocationId id, CancellationToken stop)
    {
        try
        {
            var opening = await books.Open(domain, stop);
            if (opening is ShopBookOpening.Closed closed) return new StockDryRunResult.Failed(closed.Verdict.Sentence);
            var book = ((ShopBookOpening.Open)opening).Book;
            if (book.Stocked.FirstOrDefault(one => one.Location == id) is not { } stocked) return new StockDryRunResult.Failed($"inventory.locations does not name location {id}, so its stock is not told.");
            if ((await shop.Locations(domain, stop)).FirstOrDefault(one => one.Id == id) is not { } location) return new StockDryRunResult.Failed(StockText.Gone(id));
            if (!location.Active || location.Service) return new StockDryRunResult.Failed(StockText.Inactive(location));
            if (stocked.Places is not { } places || !(await book.Stock.Usable(places, stop)).IsSupersetOf(places)) return new StockDryRunResult.Failed(StockText.PlacesGone(location.Name));
            var all = (await links.All(domain, stop)).Values.OrderBy(link => link.Variant.Value)
                .Select(link => new DueLevel(link.Variant, link.InventoryItem, link.OdooProduct, null, 0, link.Units, link.Seen.Sku ?? $"variant {link.Variant}")).ToList();
            var planned = await new LevelReading(book, shop, location, places).Plan(all, stop);
            return new StockDryRunResult.Planned(location.Name, [.. planned.Select(one => (one.Due.Name, one.Step))]);
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
