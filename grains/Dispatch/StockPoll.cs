using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Tandem.Grains.Ledger;
using Tandem.Grains.Locations;
using Tandem.Grains.Shops;
using Tandem.Odoo.Failures;
using Tandem.Odoo.Stock;
using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Records;

namespace Tandem.Grains.Dispatch;

/// <summary>Asks Odoo what stock changed, marks the levels concerned, and signals their locations; once a day all levels are compared.</summary>
public sealed partial class StockPoll(
    IShopBooks books, IStockLevels levels, IInbox inbox, IShops shops, TimeProvider time, IOptions<DispatchOptions> options, ILogger<StockPoll> logger) : IOdooPoll
{
    private const string CursorName = "stock";

    /// <summary>How far Odoo's clock may be behind ours: the cursor follows ours at this distance where nothing is written in Odoo.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    /// <summary>So many looks with nothing new ask for everything once.</summary>
    private const int IdleTurns = 6;

    private static readonly TimeSpan CursorStep = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<ShopDomain, Memory> memories = new();

    public string Name => CursorName;

    public TimeSpan Every => options.Value.PollStockEvery;

    /// <summary>How many levels may have changed.</summary>
    /// <exception cref="Tandem.Odoo.Failures.OdooException">Odoo could not be asked; the cursor has not moved.</exception>
    public async Task<int> Run(ShopDomain shop, CancellationToken stop)
    {
        if (await books.Open(shop, stop) is not ShopBookOpening.Open { Book: { Stocked.Count: > 0 } book }) return 0;
        // What changes meanwhile stays behind the cursor and is found when the flow is resumed.
        if (book.Paused.Contains(Flow.Inventory)) return 0;
        var memory = memories.GetOrAdd(shop, _ => new Memory());
        var marked = await Changed(book, memory, stop);
        foreach (var location in book.Stocked) marked += await Compare(book, location, stop);
        return marked;
    }

    private async Task<int> Changed(ShopBook book, Memory memory, CancellationToken stop)
    {
        var started = time.GetUtcNow();
        var cursor = await shops.Cursor(book.Shop, CursorName, stop);
        var from = cursor is null ? started : Parse(cursor);
        int[] places = [.. book.Stocked.SelectMany(location => location.Places ?? []).Distinct()];
        var news = new List<WindowNews<QuantSighting>> { await Quants(book, places, memory, from, started, stop) };
        // A call costs Odoo more than what it asks, so where nothing changed there is one, and every third time a second: what moved and what was archived, in turn.
        var (forecast, turn) = (book.Rules.Decisions.Inventory.Quantity == StockQuantity.Forecast, news[0].Newest is null ? memory.Idle++ % IdleTurns : (int?)null);
        if (!news[0].Settling && (turn is null or 0 || (forecast && turn % 2 == 0))) news.Add(await memory.Moves(forecast).Look(book.Stock, from, started, stop));
        if (!news[0].Settling && (turn is null or IdleTurns / 2)) await Archived(book, places, memory, stop);

        List<OdooId<Product>> products = [.. news.SelectMany(one => one.Rows).Select(row => row.Product).Distinct()];
        products.AddRange(await book.Stock.KitsOf(products, stop));
        var marked = await Mark(book, products, memory, stop);

        // Only now: what is behind the cursor is marked.
        foreach (var one in news) one.Keep();
        var newest = news.Select(one => one.Newest).OfType<DateTimeOffset>().Append(from).Append(started - Skew).Max();
        // A cursor that stands still a little costs nothing: the window only begins earlier.
        if (newest - from >= CursorStep || cursor is null) await shops.MoveCursor(book.Shop, CursorName, cursor, Text(newest), stop);
        if (marked > 0) LogFound(book.Shop.Value, marked, products.Count);
        return marked;
    }

    /// <summary>A place that was deleted stops its own locations; the others are asked for without it.</summary>
    private async Task<WindowNews<QuantSighting>> Quants(ShopBook book, int[] places, Memory memory, DateTimeOffset from, DateTimeOffset now, CancellationToken stop)
    {
        while (true)
        {
            int[] there = [.. places.Except(memory.Deleted)];
            if (there.Length == 0) return WindowNews<QuantSighting>.None;
            try
            {
                return await memory.Quants(there).Look(book.Stock, from, now, stop);
            }
            catch (OdooException failed) when (failed.Failure is OdooFailure.RecordMissing)
            {
                memory.Deleted = [.. places.Except(await book.Stock.Existing(places, stop))];
                // Something else is missing than a place.
                if (there.Length == places.Except(memory.Deleted).Count()) throw;
                await Archived(book, places, memory, stop);
            }
        }
    }

    private async Task<int> Mark(ShopBook book, List<OdooId<Product>> products, Memory memory, CancellationToken stop)
    {
        var (marked, now) = (0, time.GetUtcNow());
        foreach (var location in book.Stocked)
        {
            var concerned = products.Count == 0 ? 0 : await levels.Mark(book.Shop, location.Location, products, stop);
            // A process that starts looks back as far as the last comparison may be.
            concerned += await levels.MarkLinkedSince(book.Shop, location.Location, memory.LinksSince ?? now - options.Value.CompareStockEvery, stop);
            if (concerned > 0) await Signal(book.Shop, location.Location, "odoo/stock", stop);
            marked += concerned;
        }

        memory.LinksSince = now;
        return marked;
    }

    /// <summary>A place that was archived concerns its locations at once, and again when it is back.</summary>
    private async Task Archived(ShopBook book, int[] places, Memory memory, CancellationToken stop)
    {
        var usable = await book.Stock.Usable(places, stop);
        var gone = places.Except(usable).ToHashSet();
        // A database that was put back has again what had been deleted in it.
        memory.Deleted.ExceptWith(usable);
        foreach (var location in book.Stocked.Where(location => (location.Places ?? []).Any(place => gone.Contains(place) != memory.Gone.Contains(place))))
            await Signal(book.Shop, location.Location, "odoo/places", stop);
        memory.Gone = gone;
    }

    /// <summary>The whole of a location: once a day, and when what is decided about it is another than last time.</summary>
    private async Task<int> Compare(ShopBook book, StockedPlaces location, CancellationToken stop)
    {
        var (name, decided) = ($"stock/{location.Location}", Decided(book.Rules.Decisions.Inventory, location));
        var cursor = await shops.Cursor(book.Shop, name, stop);
        if (cursor?.Split('|', 2) is [var at, var before] && before == decided && time.GetUtcNow() - Parse(at) < options.Value.CompareStockEvery) return 0;
        var marked = await levels.MarkAll(book.Shop, location.Location, stop);
        await Signal(book.Shop, location.Location, "sweep/stock", stop);
        await shops.MoveCursor(book.Shop, name, cursor, $"{Text(time.GetUtcNow())}|{decided}", stop);
        LogCompared(book.Shop.Value, location.Location.Value, marked);
        return marked;
    }

    private static string Decided(InventoryDecision decision, StockedPlaces location) => string.Create(
        CultureInfo.InvariantCulture, $"{decision.Quantity}|{decision.Buffer}|{decision.Write}|{decision.NotStocked}|{string.Join(',', location.Places ?? [])}");

    private Task<Appended> Signal(ShopDomain shop, LocationId location, string topic, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        var stamp = $"{topic}:{location}:{Guid.CreateVersion7(now):N}";
        return inbox.Append(new Signal(RecordKey.Location(shop, location), SignalSource.Poll, stamp, stamp, topic, now), null, stop);
    }

    private static string Text(DateTimeOffset at) => at.ToString("O", CultureInfo.InvariantCulture);

    private static DateTimeOffset Parse(string cursor) =>
        DateTimeOffset.Parse(cursor, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    [LoggerMessage(Level = LogLevel.Information, Message = "Odoo of {Shop}: {Levels} levels may have changed, of {Products} products")]
    private partial void LogFound(string shop, int levels, int products);

    [LoggerMessage(Level = LogLevel.Information, Message = "Stock of {Shop}, location {Location}: all {Levels} levels are compared")]
    private partial void LogCompared(string shop, long location, int levels);

    /// <summary>What this process saw of a shop before: the same sighting within the overlap says nothing new. A new process sees it once more.</summary>
    private sealed class Memory
    {
        private (string Of, SightingWindow<OdooStock, QuantSighting> Window)? quants;
        private (string Of, SightingWindow<OdooStock, QuantSighting> Window)? moves;

        public SightingWindow<OdooStock, QuantSighting> Quants(int[] places) => Kept(ref quants, string.Join(',', places), () => new SightingWindow<OdooStock, QuantSighting>(
            (stock, from, stop) => stock.Glimpse(from, places, stop), (stock, from, stop) => stock.Since(from, places, stop)));

        public SightingWindow<OdooStock, QuantSighting> Moves(bool planned) => Kept(ref moves, planned ? "planned" : "done", () => new SightingWindow<OdooStock, QuantSighting>(
            (stock, from, stop) => stock.GlimpseOfMoves(from, planned, stop), (stock, from, stop) => stock.MovedSince(from, planned, stop), blind: planned));

        public HashSet<int> Gone { get; set; } = [];

        public HashSet<int> Deleted { get; set; } = [];

        public DateTimeOffset? LinksSince { get; set; }

        public int Idle { get; set; }

        /// <summary>Whoever asks for something else sees all of it anew.</summary>
        private static SightingWindow<OdooStock, QuantSighting> Kept(ref (string Of, SightingWindow<OdooStock, QuantSighting> Window)? kept, string of, Func<SightingWindow<OdooStock, QuantSighting>> make)
        {
            if (kept?.Of != of) kept = (of, make());
            return kept!.Value.Window;
        }
    }
}
