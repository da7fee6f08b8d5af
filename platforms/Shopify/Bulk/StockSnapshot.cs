using Tandem.Sync;
using Tandem.Sync.Stock;

namespace Tandem.Shopify.Bulk;

/// <summary>What items held when Shopify listed them; a few bytes for each.</summary>
public sealed class StockSnapshot
{
    private readonly Dictionary<InventoryItemId, bool> tracked = [];
    private readonly Dictionary<LocationId, Dictionary<InventoryItemId, int>> held;

    internal StockSnapshot(IEnumerable<LocationId> locations) => held = locations.Distinct().ToDictionary(location => location, _ => new Dictionary<InventoryItemId, int>());

    /// <summary>Those of the items that exist, each with what it holds at the location.</summary>
    public IReadOnlyDictionary<InventoryItemId, ShopLevel> At(LocationId location, IEnumerable<InventoryItemId> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        var here = held[location];
        return items.Distinct().Where(tracked.ContainsKey)
            .ToDictionary(item => item, item => new ShopLevel(item, tracked[item], here.TryGetValue(item, out var quantity) ? quantity : null));
    }

    internal void Add(InventoryItemId item, bool counted) => tracked[item] = counted;

    internal void Add(InventoryItemId item, LocationId location, int quantity)
    {
        if (held.TryGetValue(location, out var here)) here[item] = quantity;
    }
}
