using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Tandem.Grains.Ledger;
using Tandem.Grains.Listings;
using Tandem.Grains.Shops;
using Tandem.Odoo.Products;
using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Products;
using Tandem.Sync.Records;

namespace Tandem.Grains.Dispatch;

/// <summary>Asks Odoo which products changed and signals the Shopify products that they are; once a day, and when the decisions about products change, all of them.</summary>
public sealed partial class ListingPoll(
    IShopBooks books, IProductLinks links, IProductMatches matches, IInbox inbox, IShops shops, TimeProvider time, IOptions<DispatchOptions> options, ILogger<ListingPoll> logger) : IOdooPoll
{
    private const string CursorName = "products";
    private const string CompareName = "products/compared";
    private const int PageSize = 1000;

    /// <summary>How far Odoo's clock may be behind ours: the cursor follows ours at this distance where nothing is written in Odoo.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan CursorStep = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<ShopDomain, Memory> memories = new();

    public string Name => CursorName;

    public TimeSpan Every => options.Value.PollProductsEvery;

    /// <summary>How many products may have changed.</summary>
    /// <exception cref="Tandem.Odoo.Failures.OdooException">Odoo could not be asked; the cursor has not moved.</exception>
    public async Task<int> Run(ShopDomain shop, CancellationToken stop)
    {
        if (await books.Open(shop, stop) is not ShopBookOpening.Open { Book: { MovesProducts: true } book }) return 0;
        // What changes meanwhile stays behind the cursor and is found when the flow is resumed.
        if (book.Paused.Contains(Flow.Products)) return 0;
        return await Changed(book, stop) + await Compare(book, stop);
    }

    private async Task<int> Changed(ShopBook book, CancellationToken stop)
    {
        var memory = memories.GetOrAdd(book.Shop, _ => new Memory());
        var started = time.GetUtcNow();
        var cursor = await shops.Cursor(book.Shop, CursorName, stop);
        var from = cursor is null ? started : Parse(cursor);
        var news = new List<WindowNews<ProductSighting>>();
        foreach (var kind in memory.Next(Kinds(book.Rules.Decisions.Products.Listings)))
        {
            // Two calls where nothing changed: what is not asked for now, or not for good, is asked for first by the next look.
            news.Add(await memory.Window(kind, Of(book)).Look(book.Templates, from, started, stop, twice: news.Count == 0));
            if (!news[^1].Owes) memory.Asked(kind);
            if (news[^1].Settling) break;
        }

        List<ProductSighting> rows = [.. news.SelectMany(one => one.Rows)];
        var found = rows.Count == 0 ? 0 : await Signal(book, rows, stop);

        // Only now: what is behind the cursor is committed.
        foreach (var one in news) one.Keep();
        var newest = news.Select(one => one.Newest).OfType<DateTimeOffset>().Append(from).Append(started - Skew).Max();
        // A cursor that stands still a little costs nothing: the window only begins earlier.
        if (newest - from >= CursorStep || cursor is null) await shops.MoveCursor(book.Shop, CursorName, cursor, Text(newest), stop);
        if (found > 0) LogFound(book.Shop.Value, found);
        return found;
    }

    private async Task<int> Signal(ShopBook book, List<ProductSighting> news, CancellationToken stop)
    {
        if (news.Any(sighting => sighting.Kind == SightingKind.Price)) return await All(book, stop);
        var templates = news.Where(sighting => sighting.Kind == SightingKind.Template).Select(sighting => sighting.Id).ToHashSet();
        var variants = news.Where(sighting => sighting.Kind == SightingKind.Variant).Select(sighting => new OdooId<Product>(sighting.Id)).ToList();
        var known = await links.To(book.Shop, variants, stop);
        var unknown = variants.Except(known.Select(link => link.OdooProduct)).ToList();
        // A variant that came later shows by its own row alone: it is a matter of the product that the others are.
        templates.UnionWith((await book.Templates.TemplatesOf(unknown, stop)).Select(template => template.Value));
        var ofTemplates = await book.Templates.VariantsOf(templates, stop);
        known = [.. known.Concat(await links.To(book.Shop, [.. ofTemplates.Keys.Except(variants)], stop)).DistinctBy(link => link.Variant)];
        var records = known.Select(link => RecordKey.Product(book.Shop, link.Product)).Distinct().ToList();
        // A product that is linked by none of its variants may be a new one.
        if (book.Rules.Decisions.Products.Listings.InShopify.Create)
            records.AddRange(ofTemplates.GroupBy(one => one.Value).Where(template => template.All(one => known.All(link => link.OdooProduct != one.Key))).Select(template => OdooRecordKey.Of(book.Shop, template.Key)));
        return await Append(records, stop);
    }

    private async Task<int> Compare(ShopBook book, CancellationToken stop)
    {
        var decided = Decided(book.Rules.Decisions);
        var cursor = await shops.Cursor(book.Shop, CompareName, stop);
        if (cursor?.Split('|', 2) is [var at, var before] && before == decided && time.GetUtcNow() - Parse(at) < options.Value.CompareProductsEvery) return 0;
        var all = await All(book, stop) + await Append(await Lacking(book, stop), stop);
        await shops.MoveCursor(book.Shop, CompareName, cursor, $"{Text(time.GetUtcNow())}|{decided}", stop);
        LogCompared(book.Shop.Value, all);
        return all;
    }

    private async Task<int> All(ShopBook book, CancellationToken stop) =>
        await Append([.. (await links.All(book.Shop, stop)).Values.Select(link => RecordKey.Product(book.Shop, link.Product)).Distinct()], stop);

    /// <summary>By the last report: what only Odoo has, and what only Shopify has, where such products are to be made.</summary>
    private async Task<List<RecordKey>> Lacking(ShopBook book, CancellationToken stop)
    {
        var listings = book.Rules.Decisions.Products.Listings;
        var records = new HashSet<RecordKey>();
        if (listings.InShopify.Create)
        {
            var templates = await book.Templates.TemplatesOf([.. (await Rows(book, MatchState.OdooOnly, stop)).Select(row => row.OdooProduct).OfType<OdooId<Product>>()], stop);
            records.UnionWith(templates.Select(template => OdooRecordKey.Of(book.Shop, template)));
        }

        if (listings.InOdoo.Create) records.UnionWith((await Rows(book, MatchState.Unmatched, stop)).Select(row => row.Product).OfType<ProductId>().Select(product => RecordKey.Product(book.Shop, product)));
        return [.. records];
    }

    private async Task<List<MatchRow>> Rows(ShopBook book, MatchState state, CancellationToken stop)
    {
        var rows = new List<MatchRow>();
        while (await matches.List(book.Shop, new MatchFilter(state), new Page(PageSize, rows.Count), stop) is { Count: > 0 } page) rows.AddRange(page);
        return rows;
    }

    private async Task<int> Append(List<RecordKey> records, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        if (records.Count > 0)
            await inbox.AppendAll([.. records.Select(record => $"odoo/product:{record.Id}:{Guid.CreateVersion7(now):N}").Zip(records, (stamp, record) => new Signal(record, SignalSource.Poll, stamp, stamp, "odoo/product", now))], stop);
        return records.Count;
    }

    private static SightingKind[] Kinds(ListingDecision listings) => listings.Pricelist is null && listings.CompareAtPricelist is null
        ? [SightingKind.Variant, SightingKind.Template]
        : [SightingKind.Variant, SightingKind.Template, SightingKind.Price];

    /// <summary>Whoever asks for other rules sees all of them anew.</summary>
    private static string Of(ShopBook book) => $"{book.Rules.Listings.Pricelist}|{book.Rules.Listings.CompareAtPricelist}";

    private static string Decided(ShopDecisions decisions) =>
        Convert.ToHexStringLower(SHA256.HashData(DecisionsFile.Write(decisions with { Approvals = new Dictionary<string, Approval>(), Taxes = [], Orders = new OrderDecision(), Payments = new PaymentDecision(), Inventory = new InventoryDecision(), Reconciliation = new ReconciliationDecision() })))[..16];

    private static string Text(DateTimeOffset at) => at.ToString("O", CultureInfo.InvariantCulture);

    private static DateTimeOffset Parse(string cursor) =>
        DateTimeOffset.Parse(cursor, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    /// <summary>What this process saw of a shop before. A new process sees it once more.</summary>
    private sealed class Memory
    {
        private const int AtOnce = 2;

        private readonly Dictionary<SightingKind, (string Of, SightingWindow<OdooTemplates, ProductSighting> Window)> windows = [];
        private readonly List<SightingKind> asked = [];

        /// <summary>Those that were asked for longest ago.</summary>
        public IReadOnlyList<SightingKind> Next(SightingKind[] kinds) => [.. kinds.OrderBy(kind => asked.IndexOf(kind)).Take(AtOnce)];

        public void Asked(SightingKind kind)
        {
            asked.Remove(kind);
            asked.Add(kind);
        }

        public SightingWindow<OdooTemplates, ProductSighting> Window(SightingKind kind, string rules)
        {
            var of = kind == SightingKind.Price ? rules : "";
            if (!windows.TryGetValue(kind, out var kept) || kept.Of != of)
                windows[kind] = kept = (of, new((templates, from, stop) => templates.Glimpse(kind, from, stop), (templates, from, stop) => templates.Since(kind, from, stop), blind: true));
            return kept.Window;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Odoo of {Shop}: {Products} products may have changed")]
    private partial void LogFound(string shop, int products);

    [LoggerMessage(Level = LogLevel.Information, Message = "All {Products} linked products of {Shop} are compared")]
    private partial void LogCompared(string shop, int products);
}
