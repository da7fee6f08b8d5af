using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Tandem.Grains.Ledger;
using Tandem.Grains.Orders;
using Tandem.Grains.Shops;
using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Records;

namespace Tandem.Grains.Dispatch;

/// <summary>Finds what left in Odoo and has its orders looked at; the inbox forgets what it was told before.</summary>
public sealed partial class DeliveryPoll(
    IShopBooks books, IInbox inbox, IShops shops, TimeProvider time, IOptions<DispatchOptions> options, ILogger<DeliveryPoll> logger) : IOdooPoll
{
    private const string CursorName = "deliveries";

    /// <summary>How far back the first look at a shop goes.</summary>
    private static readonly TimeSpan FirstLook = TimeSpan.FromDays(7);

    public string Name => CursorName;

    public TimeSpan Every => options.Value.PollEvery;

    /// <summary>How many orders have to be looked at.</summary>
    /// <exception cref="Tandem.Odoo.Failures.OdooException">Odoo could not be asked; the cursor has not moved.</exception>
    public async Task<int> Run(ShopDomain shop, CancellationToken stop)
    {
        if (await books.Open(shop, stop) is not ShopBookOpening.Open { Book: { } book }) return 0;
        if (!book.Rules.Decisions.Fulfillments.Locations.Any(location => location.Ships == Ships.Odoo)) return 0;
        var cursor = await shops.Cursor(shop, CursorName, stop);
        var from = cursor is null ? time.GetUtcNow() - FirstLook : DateTimeOffset.Parse(cursor, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
        var seen = await book.Deliveries.Since(from, stop);
        var found = seen.Count == 0 ? 0 : await inbox.AppendAll([.. seen.Select(sighting => Signal(shop, sighting))], stop);
        var newest = seen.Select(sighting => sighting.WrittenAt).Append(from).Max();
        // Only now: what is behind the cursor is committed.
        if (newest > from || cursor is null) await shops.MoveCursor(shop, CursorName, cursor, newest.ToString("O", CultureInfo.InvariantCulture), stop);
        if (found > 0) LogFound(shop.Value, found);
        return found;
    }

    private static Signal Signal(ShopDomain shop, DeliverySighting sighting) =>
        new(RecordKey.Order(shop, sighting.Order), SignalSource.Poll, sighting.Stamp, sighting.Stamp, "odoo/delivery", sighting.WrittenAt);

    [LoggerMessage(Level = LogLevel.Information, Message = "Odoo of {Shop}: {Found} deliveries left or were changed")]
    private partial void LogFound(string shop, int found);
}
