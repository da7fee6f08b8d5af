using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Tandem.Grains.Failures;
using Tandem.Grains.Ledger;
using Tandem.Grains.Orders;
using Tandem.Grains.Shops;
using Tandem.Odoo.Failures;
using Tandem.Odoo.Sales;
using Tandem.Shopify.Failures;
using Tandem.Shopify.Orders;
using Tandem.Sync;
using Tandem.Sync.Failures;
using Tandem.Sync.Reconciliation;
using Tandem.Sync.Records;

namespace Tandem.Reconciler;

/// <summary>Compares one shop: lists both sides, pairs them, compares each order by structure, looks twice before it accuses, and keeps what it found.</summary>
internal sealed partial class Night(
    IShopBooks books, IShopOrders shopify, PlacedOrders placedOrders, OrderAudit audit, CatalogueNight catalogue, IFindings findings, ICompared compared, SameOdoo same, IHandMarks marks, IInbox inbox, IOptions<ReconcilerOptions> options, TimeProvider time, ILogger<Night> logger)
{
    /// <summary>So many orders are read from Odoo in one call: large enough to be cheap, small enough that a person beside it waits for nothing.</summary>
    private const int AtOnce = 25;

    private static readonly Dictionary<OrderId, ComparedOrder> Nothing = [];

    /// <param name="thisOdoo">A person says that the Odoo at hand is the right one, whatever it was before.</param>
    public async Task<NightReport> Run(ShopDomain shop, bool thisOdoo, Action<string> progress, CancellationToken stop)
    {
        var started = time.GetUtcNow();
        var from = started - TimeSpan.FromDays(options.Value.Days);
        await findings.Begin(shop, started, stop);
        NightReport report;
        try
        {
            report = await books.Open(shop, stop) switch
            {
                ShopBookOpening.Open open => await Compare(open.Book, started, from, thisOdoo, progress, stop),
                ShopBookOpening.Closed closed => NightReport.NotCompared(shop, started, from, closed.Verdict.Sentence),
                var other => throw new InvalidOperationException($"No rule for {other.GetType().Name}."),
            };
        }
        catch (Exception failure) when (failure is ShopifyException or OdooException)
        {
            report = NightReport.NotCompared(shop, started, from, Verdicts.Of(failure, "The comparison").Sentence);
        }

        report = report with { EndedAt = time.GetUtcNow() };
        await findings.End(new ReconciliationRow(shop, started, report.EndedAt, report.Verdict, report.ToJson()), stop);
        LogNight(shop.Value, report.Verdict.ToString(), report.Findings.Count);
        return report;
    }

    private async Task<NightReport> Compare(ShopBook book, DateTimeOffset started, DateTimeOffset from, bool thisOdoo, Action<string> progress, CancellationToken stop)
    {
        var (placed, slowly) = await placedOrders.List(book.Shop, from, stop);
        if (slowly is not null) progress(slowly);
        var booked = new List<BookedOrder>();
        // An order is in Odoo after it was placed, so nothing of the window was created before it began.
        await foreach (var order in book.Booked.CreatedSince(from, stop)) booked.Add(order);
        if (!thisOdoo && await same.Doubt(book, booked, stop) is { } doubt) return NightReport.NotCompared(book.Shop, started, from, doubt);
        await same.Remember(book, booked, stop);
        progress($"{placed.Count} orders in Shopify, {booked.Count} in Odoo since {from:yyyy-MM-dd}");
        var pairing = Pairing.Of(placed, booked);
        var known = await compared.Since(book.Shop, started - options.Value.AnewAfter, stop);
        var audited = HandDecisions.Follow(await All(book, pairing, known, progress, stop), book.Shop, await marks.Of(book.Shop, stop));
        await compared.Forget(book.Shop, started - options.Value.AnewAfter, stop);
        var unseen = new List<string>();
        List<Finding> found = [.. audited.SelectMany(one => one.Order.Findings), .. await Extra(book, pairing, unseen, stop)];
        var looked = audited.Where(one => one.Order.Counted.Presence != OrderPresence.Unread && !one.Moving).Select(one => RecordKey.Order(book.Shop, one.Pair.Placed.Id)).ToHashSet();
        looked.UnionWith(pairing.Extra.Select(order => RecordKey.Order(book.Shop, order.Identity!.Value)));
        var goods = await catalogue.Compare(book, stop);
        found.AddRange(goods.Findings);
        looked.UnionWith(goods.Compared);
        unseen.AddRange(goods.Unseen);
        if (audited.Count(one => one.Moving) is > 0 and var moving) unseen.Add($"{moving} orders were being worked on while they were read; they are compared the next night.");
        var before = await findings.List(book.Shop, FindingState.Open, new Page(10_000), stop);
        var noted = await findings.Note(book.Shop, started, found, looked, stop);
        var accepted = (await findings.List(book.Shop, FindingState.Accepted, new Page(10_000), stop)).Select(row => row.Finding.Identity).ToHashSet();
        var since = before.ToDictionary(row => row.Finding.Identity, row => row.FirstSeen);
        return new NightReport
        {
            Shop = book.Shop.Value, StartedAt = started, From = from,
            Completeness = Completeness.Of([.. audited.Select(one => one.Order.Counted)]),
            Findings = [.. found.Where(finding => !accepted.Contains(finding.Identity)).Select(finding => ReportedFinding.Of(finding, since.TryGetValue(finding.Identity, out var first) ? first : null))],
            ReadInDepth = audited.Count(one => one.Order.Anew), Noted = noted, Products = goods.Products, Levels = goods.Levels,
            Unseen = unseen,
        };
    }

    private async Task<List<(AuditedPair Pair, AuditedOrder Order, bool Moving)>> All(
        ShopBook book, Pairing pairing, IReadOnlyDictionary<OrderId, ComparedOrder> known, Action<string> progress, CancellationToken stop)
    {
        var all = new List<(AuditedPair Pair, AuditedOrder Order, bool Moving)>();
        foreach (var some in pairing.Pairs.Chunk(AtOnce))
        {
            var pairs = await Held(book, some, stop);
            var audited = (await audit.Compare(book, pairs, known, stop)).Select((order, index) => (Pair: pairs[index], Order: WithDoubles(book, pairs[index], order, pairing))).ToList();
            // What changed while it was read is read once more before anything is said of it.
            var doubtful = audited.Where(one => one.Order.Findings.Any(finding => finding.Kind != FindingKind.Waits)).ToList();
            if (doubtful.Count > 0 && options.Value.LookAgainAfter > TimeSpan.Zero) await Task.Delay(options.Value.LookAgainAfter, time, stop);
            foreach (var (pair, first) in audited)
            {
                if (!doubtful.Exists(one => one.Pair == pair))
                {
                    all.Add((pair, first, false));
                    continue;
                }

                var again = (await Held(book, [pair], stop))[0];
                var second = WithDoubles(book, again, (await audit.Compare(book, [again], Nothing, stop))[0], pairing);
                var moving = second.Findings.Count > 0 && await inbox.Waits(RecordKey.Order(book.Shop, pair.Placed.Id), stop);
                all.Add((again, moving ? second with { Findings = [], Counted = second.Counted with { Presence = OrderPresence.Waiting } } : second, moving));
            }

            // What agrees now need not be read in depth again while neither side changes: not tomorrow, and not when this night is cut off.
            await compared.Keep(book.Shop, time.GetUtcNow(), [.. all.Skip(all.Count - pairs.Count).Where(one => Agrees(one.Order)).Select(one => new ComparedOrder(one.Pair.Placed.Id, one.Order.Mark!, one.Order.Counted.Excluded))], stop);
            progress($"{all.Count} of {pairing.Pairs.Count} orders compared");
        }

        return all;
    }

    private static bool Agrees(AuditedOrder order) => order is { Anew: true, Mark: not null, Findings.Count: 0, Counted.Presence: OrderPresence.Once or OrderPresence.Excluded };

    /// <summary>Before an order is called missing, its identity is asked for: its source or its date may have been changed by hand.</summary>
    private static async Task<List<AuditedPair>> Held(ShopBook book, IReadOnlyList<AuditedPair> pairs, CancellationToken stop)
    {
        var held = new List<AuditedPair>();
        foreach (var pair in pairs) held.Add(pair.Held is null ? pair with { Held = await book.Booked.MadeFor(pair.Placed.Id, stop) } : pair);
        return held;
    }

    private static AuditedOrder WithDoubles(ShopBook book, AuditedPair pair, AuditedOrder order, Pairing pairing)
    {
        var doubles = pairing.Doubles[pair.Placed.Id].ToList();
        if (doubles.Count == 0) return order;
        return new AuditedOrder(
            order.Counted.Presence == OrderPresence.Once ? order.Counted with { Presence = OrderPresence.Twice } : order.Counted,
            [.. order.Findings, .. doubles.Select(other => Pairing.Double(book.Shop, pair.Placed, pair.Held is { } held ? $"sale.order {held}" : null, other))]);
    }

    /// <summary>What Shopify did not list may be older than the window, or gone.</summary>
    private async Task<List<Finding>> Extra(ShopBook book, Pairing pairing, List<string> unseen, CancellationToken stop)
    {
        var found = new List<Finding>();
        foreach (var order in pairing.Extra)
        {
            try
            {
                await shopify.Read(book.Shop, order.Identity!.Value, stop);
            }
            catch (ShopifyException failure) when (failure.Failure is ShopifyFailure.NotFound)
            {
                found.Add(Pairing.Gone(book.Shop, order));
            }
            catch (ShopifyException failure)
            {
                unseen.Add(failure.Failure.Sentence);
            }
        }

        return found;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Shop} was compared: {Verdict}, {Findings} findings")]
    private partial void LogNight(string shop, string verdict, int findings);
}
