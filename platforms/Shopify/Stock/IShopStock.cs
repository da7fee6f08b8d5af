using Tandem.Shopify.Failures;
using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Stock;

namespace Tandem.Shopify.Stock;

/// <summary>Stock in shops, by location.</summary>
public interface IShopStock
{
    /// <summary>Shopify takes no more rows in a call, and no longer lists in a query.</summary>
    const int MostRows = 250;

    /// <summary>All locations, deactivated ones and those of fulfillment services too.</summary>
    /// <exception cref="ShopifyException">Shopify refused.</exception>
    Task<IReadOnlyList<ShopLocation>> Locations(ShopDomain shop, CancellationToken cancellationToken);

    /// <summary>What a location holds of the items; an item that is gone is missing.</summary>
    /// <exception cref="ShopifyException">Shopify refused.</exception>
    Task<IReadOnlyDictionary<InventoryItemId, ShopLevel>> Levels(ShopDomain shop, LocationId location, StockWrite quantity, IReadOnlyCollection<InventoryItemId> items, CancellationToken cancellationToken);

    /// <summary>Sets levels, each only if it still is what was last seen: all of them or, where any is refused, none.</summary>
    /// <param name="changes">At most <see cref="MostRows"/>.</param>
    /// <exception cref="ShopifyException">Shopify refused the whole, or nobody knows whether it happened.</exception>
    Task<StockWriting> Set(ShopDomain shop, LocationId location, StockWrite quantity, IReadOnlyList<LevelChange> changes, CancellationToken cancellationToken);

    /// <summary>Stocks an item at a location; what it then holds.</summary>
    /// <exception cref="ShopifyException">Shopify refused.</exception>
    Task<int> Activate(ShopDomain shop, LocationId location, StockWrite quantity, InventoryItemId item, CancellationToken cancellationToken);
}

/// <summary>One level that is to be set.</summary>
/// <param name="From">What was last seen.</param>
public sealed record LevelChange(InventoryItemId Item, int From, int To);

/// <summary>What became of setting levels.</summary>
public abstract record StockWriting
{
    private StockWriting() { }

    public sealed record Written : StockWriting;

    /// <summary>Nothing was written, because of these rows.</summary>
    /// <param name="Rows">By their index.</param>
    public sealed record Refused(IReadOnlyDictionary<int, UserError> Rows) : StockWriting
    {
        private const string NotStocked = "ITEM_NOT_STOCKED_AT_LOCATION";

        /// <summary>What was seen before is not so any more: look again and decide anew.</summary>
        public static bool IsStale(UserError error) => error?.Code is "CHANGE_FROM_QUANTITY_STALE" or "COMPARE_QUANTITY_STALE" or NotStocked;
    }
}
