using System.Globalization;
using Tandem.Grains.Ledger;
using Tandem.Grains.Shops;
using Tandem.Shopify.Orders;
using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Records;

namespace Tandem.Grains.Dispatch;

/// <summary>Finds customers that changed without any webhook telling, where their custom fields are carried.</summary>
public sealed class CustomerSweep(IShopBooks books, IShopOrderFields customers, IInbox inbox, IShops shops, TimeProvider time)
{
    private const string CursorName = "customers";

    /// <summary>Shopify's index lags.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(10);

    /// <summary>How many changes it found that were not told.</summary>
    public async Task<int> Run(ShopDomain shop, CancellationToken stop)
    {
        if (await books.Open(shop, stop) is not ShopBookOpening.Open { Book: { } book } || book.RecordFields.All(field => field.Of != CustomFieldOf.Customer)) return 0;
        var cursor = await shops.Cursor(shop, CursorName, stop);
        var from = cursor is null ? time.GetUtcNow() : DateTimeOffset.Parse(cursor, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
        var (newest, found) = (from, new List<Signal>());
        await foreach (var (customer, changed) in customers.CustomersSince(shop, from - Overlap, stop))
        {
            if (changed > newest) newest = changed;
            found.Add(Signal(shop, customer, changed));
        }

        // One that was found before is known by its stamp.
        var unknown = found.Count == 0 ? 0 : await inbox.AppendAll(found, stop);
        if (newest > from || cursor is null) await shops.MoveCursor(shop, CursorName, cursor, newest.ToString("O", CultureInfo.InvariantCulture), stop);
        return unknown;
    }

    private static Signal Signal(ShopDomain shop, CustomerId customer, DateTimeOffset changed)
    {
        var stamp = $"sweep:customer:{customer}:{changed.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)}";
        return new Signal(RecordKey.Customer(shop, customer), SignalSource.Sweep, stamp, stamp, "sweep/customers", changed);
    }
}
