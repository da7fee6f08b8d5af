using Tandem.Grains.Ledger;
using Tandem.Grains.Shops;
using Tandem.Shopify.Stock;
using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Stock;

namespace Tandem.Grains.Locations;

/// <summary>Reads both sides of levels and plans what is to be done about each; writes nothing.</summary>
internal sealed class LevelReading(ShopBook book, IShopStock shop, ShopLocation location, IReadOnlyList<int> places)
{
    private const string Deleted = "Shopify has no such inventory item any more: the variant was deleted. Its link goes with the next report of products.";

    public InventoryDecision Decision { get; } = book.Rules.Decisions.Inventory;

    public async Task<IReadOnlyList<PlannedLevel>> Plan(IReadOnlyList<DueLevel> due, CancellationToken stop)
    {
        // Shopify first: what is sold there meanwhile makes the write stale, and then both are read again.
        var looked = await shop.Levels(book.Shop, location.Id, Decision.Write, [.. due.Where(level => level.Seen is null).Select(level => level.Item)], stop);
        return await Plan(due, looked, stop);
    }

    /// <param name="looked">What Shopify just said of the levels of which nothing was seen before.</param>
    public async Task<IReadOnlyList<PlannedLevel>> Plan(IReadOnlyList<DueLevel> due, IReadOnlyDictionary<InventoryItemId, ShopLevel> looked, CancellationToken stop)
    {
        var figures = await book.Stock.Figures(places, [.. due.Select(level => level.Product)], stop);
        return [.. due.Select(level => new PlannedLevel(level, Step(level, figures, looked)))];
    }

    private LevelStep Step(DueLevel level, IReadOnlyDictionary<OdooId<Product>, StockFigures> figures, IReadOnlyDictionary<InventoryItemId, ShopLevel> looked)
    {
        var target = StockTarget.Of(figures.GetValueOrDefault(level.Product), level.Units ?? 1m, Decision);
        if (level.Seen is null && !looked.ContainsKey(level.Item)) return new LevelStep.Wait(Deleted);
        return LevelStep.Of(target, level.Seen, looked.GetValueOrDefault(level.Item), Decision.NotStocked);
    }
}

/// <summary>A level with what is to be done about it.</summary>
internal sealed record PlannedLevel(DueLevel Due, LevelStep Step)
{
    public LevelStep.Set Set => (LevelStep.Set)Step;

    public SettledLevel As(int? seen, LevelState state, string? sentence) => new(Due.Variant, seen, state, sentence, Due.Due);
}
