using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Tandem.Grains.Ledger;
using Tandem.Shopify.Orders;
using Tandem.Sync;
using Tandem.Sync.Records;

namespace Tandem.Grains.Dispatch;

/// <summary>Finds orders that changed without any webhook telling: lists what Shopify changed since the cursor, with overlap, and appends what nobody announced.</summary>
public sealed partial class OrderSweep(
    IShopOrders orders, IInbox inbox, IStandings standings, IShops shops, TimeProvider time, IOptions<DispatchOptions> options, ILogger<OrderSweep> logger)
{
    private const string CursorName = "orders";

    /// <summary>How many orders it found that no webhook had announced.</summary>
    public async Task<int> Run(ConnectedShop shop, CancellationToken stop)
    {
        var cursor = await shops.Cursor(shop.Shop, CursorName, stop);
        // A shop that has just connected starts with what changes from now on; older orders are a history import's.
        var from = cursor is null ? shop.ConnectedAt : Parse(cursor);
        var newest = from;
        var unannounced = new List<Signal>();
        await foreach (var sighting in orders.UpdatedSince(shop.Shop, from - options.Value.SweepOverlap, stop))
        {
            if (sighting.UpdatedAt > newest) newest = sighting.UpdatedAt;
            if (sighting.UpdatedAt < Second(shop.ConnectedAt) || await IsKnown(shop.Shop, sighting, stop)) continue;
            unannounced.Add(Signal(shop.Shop, sighting));
        }

        var found = unannounced.Count == 0 ? 0 : await inbox.AppendAll(unannounced, stop);
        // Only now: what is behind the cursor is committed.
        if (newest > from || cursor is null) await shops.MoveCursor(shop.Shop, CursorName, cursor, newest.ToString("O", CultureInfo.InvariantCulture), stop);
        await shops.NoteSweep(shop.Shop, found, stop);
        LogSwept(shop.Shop.Value, found, time.GetUtcNow() - from);
        return found;
    }

    /// <summary>A pass has read this change, or will read it anyway: its signal waits, or it is tried again by itself.</summary>
    private async Task<bool> IsKnown(ShopDomain shop, OrderSighting sighting, CancellationToken stop)
    {
        var record = RecordKey.Order(shop, sighting.Id);
        // Only Shopify's own times are compared: our clock may be ahead of it or behind.
        if (await standings.Find(record, stop) is { } standing
            && (standing.SourceAt >= Milliseconds(sighting.UpdatedAt) || standing.NextAttemptAt is not null)) return true;
        return await inbox.Waits(record, stop);
    }

    // Shopify states times to the second: an order of the second in which the shop connected is no older than that.
    private static DateTimeOffset Second(DateTimeOffset time) => DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds());

    private static DateTimeOffset Milliseconds(DateTimeOffset time) => DateTimeOffset.FromUnixTimeMilliseconds(time.ToUnixTimeMilliseconds());

    private static Signal Signal(ShopDomain shop, OrderSighting sighting)
    {
        var stamp = $"sweep:{sighting.Id}:{sighting.UpdatedAt.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)}";
        return new Signal(RecordKey.Order(shop, sighting.Id), SignalSource.Sweep, stamp, stamp, "sweep/orders", sighting.UpdatedAt);
    }

    private static DateTimeOffset Parse(string cursor) =>
        DateTimeOffset.Parse(cursor, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    [LoggerMessage(Level = LogLevel.Information, Message = "The sweep of {Shop} found {Found} orders that no webhook had announced, looking back {Window}")]
    private partial void LogSwept(string shop, int found, TimeSpan window);
}
