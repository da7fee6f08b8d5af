using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Tandem.Grains.Ledger;
using Tandem.Grains.Shops;
using Tandem.Odoo.Fields;
using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Records;

namespace Tandem.Grains.Dispatch;

/// <summary>Asks Odoo which orders and customers have other custom fields than before, where Odoo owns any, and signals the orders concerned: a customer's fields go with the latest order.</summary>
public sealed partial class RecordFieldPoll(
    IShopBooks books, IInbox inbox, IShops shops, TimeProvider time, IOptions<DispatchOptions> options, ILogger<RecordFieldPoll> logger) : IOdooPoll
{
    private const string CursorName = "record-fields";
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan CursorStep = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<ShopDomain, Memory> memories = new();

    public string Name => CursorName;

    public TimeSpan Every => options.Value.PollProductsEvery;

    /// <summary>How many orders have to be looked at.</summary>
    /// <exception cref="Tandem.Odoo.Failures.OdooException">Odoo could not be asked; the cursor has not moved.</exception>
    public async Task<int> Run(ShopDomain shop, CancellationToken stop)
    {
        if (await books.Open(shop, stop) is not ShopBookOpening.Open { Book: { } book } || book.Paused.Contains(Flow.Orders)) return 0;
        List<CustomFieldOf> kinds = [.. book.RecordFields.Where(field => field.Owner == FieldOwner.Odoo).Select(field => field.Of).Distinct()];
        if (kinds.Count == 0) return 0;
        var memory = memories.GetOrAdd(shop, _ => new Memory());
        var started = time.GetUtcNow();
        var cursor = await shops.Cursor(shop, CursorName, stop);
        var from = cursor is null ? started : Parse(cursor);
        var news = new List<WindowNews<RecordSighting>>();
        var found = new HashSet<OrderId>();
        foreach (var kind in kinds)
        {
            news.Add(await memory.Window(kind, book.Version).Look(book.Fields, from, started, stop));
            foreach (var order in await Concerned(book, kind, [.. news[^1].Rows.Where(row => memory.IsNews(kind, row))], stop)) found.Add(order);
        }

        if (found.Count > 0) await inbox.AppendAll([.. found.Select(order => Signal(shop, order, started))], stop);
        // Only now: what is behind the cursor is committed.
        foreach (var (kind, one) in kinds.Zip(news))
        {
            one.Keep();
            memory.Keep(kind, one.Rows);
        }

        var newest = news.Select(one => one.Newest).OfType<DateTimeOffset>().Append(from).Append(started - Skew).Max();
        if (newest - from >= CursorStep || cursor is null) await shops.MoveCursor(shop, CursorName, cursor, newest.ToString("O", CultureInfo.InvariantCulture), stop);
        if (found.Count > 0) LogFound(shop.Value, found.Count);
        return found.Count;
    }

    private static async Task<IEnumerable<OrderId>> Concerned(ShopBook book, CustomFieldOf kind, IReadOnlyList<RecordSighting> rows, CancellationToken stop)
    {
        if (rows.Count == 0) return [];
        var orders = kind == CustomFieldOf.Order ? [.. rows.Select(row => new OdooId<SaleOrder>(row.Id))] : await book.Fields.LatestOrders([.. rows.Select(row => row.Id)], stop);
        return (await book.OrderNames.Of(orders, stop)).Values;
    }

    private static Signal Signal(ShopDomain shop, OrderId order, DateTimeOffset now)
    {
        var stamp = $"odoo/fields:{order}:{Guid.CreateVersion7(now):N}";
        return new Signal(RecordKey.Order(shop, order), SignalSource.Poll, stamp, stamp, "odoo/fields", now);
    }

    private static DateTimeOffset Parse(string cursor) =>
        DateTimeOffset.Parse(cursor, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    [LoggerMessage(Level = LogLevel.Information, Message = "Odoo of {Shop}: custom fields of {Orders} orders or their customers may have changed")]
    private partial void LogFound(string shop, int orders);

    /// <summary>What this process saw of a shop before. A new process sees it once more.</summary>
    private sealed class Memory
    {
        private readonly Dictionary<CustomFieldOf, (long Version, SightingWindow<RecordFields, RecordSighting> Window)> windows = [];
        private readonly Dictionary<(CustomFieldOf, int), string> said = [];

        /// <summary>Most writes are no news: only what its fields say counts, which an order without a value there says by itself.</summary>
        public bool IsNews(CustomFieldOf kind, RecordSighting row) => (said.GetValueOrDefault((kind, row.Id)) ?? "") != row.Said;

        public void Keep(CustomFieldOf kind, IReadOnlyList<RecordSighting> rows)
        {
            foreach (var row in rows) said[(kind, row.Id)] = row.Said;
        }

        public SightingWindow<RecordFields, RecordSighting> Window(CustomFieldOf kind, long version)
        {
            // Other decisions may name other fields.
            if (!windows.TryGetValue(kind, out var kept) || kept.Version != version)
                windows[kind] = kept = (version, new((fields, from, stop) => fields.Glimpse(kind, from, stop), (fields, from, stop) => fields.Since(kind, from, stop), blind: true));
            return kept.Window;
        }
    }
}
