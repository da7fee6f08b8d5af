using Tandem.Grains.Ledger;
using Tandem.Grains.Shops;
using Tandem.Shopify.Stock;
using Tandem.Sync;
using Tandem.Sync.Products;
using Tandem.Sync.Stock;

namespace Tandem.Grains.Locations;

/// <summary>Reads stock levels anew on both sides and says what would have to be done about each; writes nothing, and trusts nothing that live work remembers.</summary>
public sealed class StockAudit(IShopStock shop)
{
    /// <summary>Whether a location's stock can be compared at all.</summary>
    public static async Task<StockAuditOpening> Open(ShopBook book, StockedPlaces stocked, IReadOnlyList<ShopLocation> locations, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(book);
        ArgumentNullException.ThrowIfNull(stocked);
        if (locations.FirstOrDefault(one => one.Id == stocked.Location) is not { } location) return new StockAuditOpening.Closed(StockText.Gone(stocked.Location));
        if (!location.Active || location.Service) return new StockAuditOpening.Closed(StockText.Inactive(location));
        return stocked.Places is not { } places || !(await book.Stock.Usable(places, stop)).IsSupersetOf(places)
            ? new StockAuditOpening.Closed(StockText.PlacesGone(location.Name))
            : new StockAuditOpening.Open(location, places);
    }

    /// <param name="seen">What Shopify just said of the items; null asks it now.</param>
    public async Task<IReadOnlyList<AuditedLevel>> Compare(
        ShopBook book, StockAuditOpening.Open place, IReadOnlyList<ProductLink> links, IReadOnlyDictionary<InventoryItemId, ShopLevel>? seen, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(place);
        ArgumentNullException.ThrowIfNull(links);
        var due = links.Select(link => new DueLevel(link.Variant, link.InventoryItem, link.OdooProduct, null, 0, link.Units, Name(link))).ToList();
        var reading = new LevelReading(book, shop, place.Location, place.Places);
        var planned = seen is null ? await reading.Plan(due, stop) : await reading.Plan(due, seen, stop);
        return [.. planned.Zip(links, (one, link) => new AuditedLevel(link, one.Due.Name, one.Step))];
    }

    private static string Name(ProductLink link) => link.Seen.Sku ?? $"variant {link.Variant}";
}

/// <summary>Whether a location's stock can be compared.</summary>
public abstract record StockAuditOpening
{
    private StockAuditOpening() { }

    public sealed record Open(ShopLocation Location, IReadOnlyList<int> Places) : StockAuditOpening;

    public sealed record Closed(string Sentence) : StockAuditOpening;
}

/// <summary>A level with what would have to be done about it.</summary>
public sealed record AuditedLevel(ProductLink Link, string Name, LevelStep Step);
