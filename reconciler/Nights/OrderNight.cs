using Microsoft.Extensions.Options;
using Tandem.Grains.Ledger;
using Tandem.Grains.Orders;
using Tandem.Grains.Shops;
using Tandem.Odoo.Sales;
using Tandem.Shopify.Failures;
using Tandem.Shopify.Orders;
using Tandem.Sync;
using Tandem.Sync.Reconciliation;
using Tandem.Sync.Records;

namespace Tandem.Reconciler;

/// <summary>What comparing the orders came to.</summary>
/// <param name="Compared">Of the records that something was told of before, those that were compared to the end.</param>
internal sealed record OrdersOutcome(Completeness Completeness, List<Finding> Findings, HashSet<RecordKey> Compared, List<string> Unseen, int ReadInDepth);

/// <summary>Pairs the orders of both sides, compares each by structure, and looks twice before it accuses.</summary>
internal sealed class OrderNight(OrderAudit audit, IShopOrders shopify, ICompared compared, IHandMarks marks, IInbox inbox, IOptions<ReconcilerOptions> options, TimeProvider time)
{
    /// <summary>So many orders are read from Odoo in one call: large enough to be cheap, small enough that a person beside it waits for nothing.</summary>
    private const int AtOnce = 25;

    /// <summary>So many marks of earlier nights are held at once.</summary>
    private const int MarksAtOnce = 500;

    private static readonly Dictionary<OrderId, ComparedOrder> Nothing = [];

    /// <param name="placed">Shopify's orders, one after the other.</param>
    /// <param name="pairing">Odoo's.</param>
    /// <param name="watched">Records of which something was told before; of no others need it be known that they were compared.</param>
    public async Task<OrdersOutcome> Compare(
        ShopBook book, IAsyncEnumerable<PlacedOrder> placed, Pairing pairing, IReadOnlySet<RecordKey> watched, DateTimeOffset started, Action<string> progress, CancellationToken stop)
    {
        var (decided, count) = (await marks.Of(book.Shop, stop), new Count(book.Shop, watched));
        var doubtful = new List<AuditedPair>();
        await foreach (var listed in placed.Chunk(MarksAtOnce).WithCancellation(stop))
        {
            AuditedPair[] some = [.. listed.Select(pairing.Pair)];
            var known = await compared.Of(book.Shop, [.. some.Select(pair => pair.Placed.Id)], started - options.Value.AnewAfter, stop);
            var sure = new List<(AuditedPair Pair, AuditedOrder Order, bool Moving)>();
            foreach (var few in some.Chunk(AtOnce))
            {
                var audited = await Audited(book, few, known, pairing, stop);
                // What changed while it was read is read once more before anything is said of it.
                doubtful.AddRange(audited.Where(one => Accuses(one.Order)).Select(one => one.Pair));
                sure.AddRange(audited.Where(one => !Accuses(one.Order)));
            }

            await Settle(book, sure, decided, count, stop);
            progress($"{count.Orders + doubtful.Count} orders compared, of {pairing.Booked} in Odoo");
        }

        if (doubtful.Count > 0 && options.Value.LookAgainAfter > TimeSpan.Zero) await Task.Delay(options.Value.LookAgainAfter, time, stop);
        foreach (var few in doubtful.Chunk(AtOnce)) await Settle(book, await Moving(book, await Audited(book, few, Nothing, pairing, stop), stop), decided, count, stop);
        await compared.Forget(book.Shop, started - options.Value.AnewAfter, stop);
        await Extra(book, pairing, count, stop);
        return count.Done();
    }

    private static bool Accuses(AuditedOrder order) => order.Findings.Any(finding => finding.Kind != FindingKind.Waits);

    private static bool Agrees(AuditedOrder order) => order is { Anew: true, Mark: not null, Findings.Count: 0, Counted.Presence: OrderPresence.Once or OrderPresence.Excluded };

    private async Task<List<(AuditedPair Pair, AuditedOrder Order, bool Moving)>> Audited(
        ShopBook book, IReadOnlyList<AuditedPair> few, IReadOnlyDictionary<OrderId, ComparedOrder> known, Pairing pairing, CancellationToken stop)
    {
        var pairs = await Held(book, few, stop);
        return [.. (await audit.Compare(book, pairs, known, stop)).Select((order, index) => (pairs[index], WithDoubles(book, pairs[index], order, pairing), false))];
    }

    /// <summary>An order that is being worked on is no disagreement yet.</summary>
    private async Task<List<(AuditedPair Pair, AuditedOrder Order, bool Moving)>> Moving(ShopBook book, List<(AuditedPair Pair, AuditedOrder Order, bool Moving)> audited, CancellationToken stop)
    {
        var said = new List<(AuditedPair Pair, AuditedOrder Order, bool Moving)>();
        foreach (var one in audited)
        {
            var moving = one.Order.Findings.Count > 0 && await inbox.Waits(RecordKey.Order(book.Shop, one.Pair.Placed.Id), stop);
            said.Add(moving ? (one.Pair, one.Order with { Findings = [], Counted = one.Order.Counted with { Presence = OrderPresence.Waiting } }, true) : one);
        }

        return said;
    }

    private async Task Settle(
        ShopBook book, List<(AuditedPair Pair, AuditedOrder Order, bool Moving)> audited, IReadOnlyDictionary<RecordKey, HandMark> decided, Count count, CancellationToken stop)
    {
        // What agrees now need not be read in depth again while neither side changes: not tomorrow, and not when this night is cut off.
        await compared.Keep(book.Shop, time.GetUtcNow(), [.. audited.Where(one => Agrees(one.Order)).Select(one => new ComparedOrder(one.Pair.Placed.Id, one.Order.Mark!, one.Order.Counted.Excluded) { Payments = one.Order.Counted.Payments })], stop);
        foreach (var one in HandDecisions.Follow(audited, book.Shop, decided)) count.Add(one);
    }

    /// <summary>Before an order is called missing, its identity is asked for: its source or its date may have been changed by hand.</summary>
    private static async Task<List<AuditedPair>> Held(ShopBook book, IReadOnlyList<AuditedPair> pairs, CancellationToken stop)
    {
        var held = new List<AuditedPair>();
        foreach (var pair in pairs) held.Add(pair.Held is null ? pair with { Held = await book.Booked.MadeFor(pair.Placed.Id, stop) } : pair);
        return held;
    }

    private static AuditedOrder WithDoubles(ShopBook book, AuditedPair pair, AuditedOrder order, Pairing pairing)
    {
        var doubles = pairing.Doubles(pair.Placed);
        if (doubles.Count == 0) return order;
        return new AuditedOrder(
            order.Counted.Presence == OrderPresence.Once ? order.Counted with { Presence = OrderPresence.Twice } : order.Counted,
            [.. order.Findings, .. doubles.Select(other => Pairing.Double(book.Shop, pair.Placed, pair.Held is { } held ? $"sale.order {held}" : null, other))]);
    }

    /// <summary>What Shopify did not list may be older than the window, or gone.</summary>
    private async Task Extra(ShopBook book, Pairing pairing, Count count, CancellationToken stop)
    {
        foreach (var order in await book.Booked.Read([.. pairing.Extra], stop))
        {
            try
            {
                await shopify.Read(book.Shop, order.Identity!.Value, stop);
                count.Saw(order.Identity.Value);
            }
            catch (ShopifyException failure) when (failure.Failure is ShopifyFailure.NotFound)
            {
                count.Findings.Add(Pairing.Gone(book.Shop, order));
                count.Saw(order.Identity!.Value);
            }
            catch (ShopifyException failure)
            {
                count.Unseen.Add(failure.Failure.Sentence);
            }
        }
    }

    /// <summary>Counts orders as they are compared; nothing of an order that agrees is held.</summary>
    private sealed class Count(ShopDomain shop, IReadOnlySet<RecordKey> watched)
    {
        private readonly CompletenessTally tally = new();
        private int moving;
        private int inDepth;

        public int Orders { get; private set; }

        public List<Finding> Findings { get; } = [];

        public HashSet<RecordKey> Compared { get; } = [];

        public List<string> Unseen { get; } = [];

        public void Add((AuditedPair Pair, AuditedOrder Order, bool Moving) one)
        {
            Orders++;
            tally.Add(one.Order.Counted);
            Findings.AddRange(one.Order.Findings);
            if (one.Order.Anew) inDepth++;
            if (one.Moving) moving++;
            else if (one.Order.Counted.Presence != OrderPresence.Unread) Saw(one.Pair.Placed.Id);
        }

        /// <summary>It was compared to the end.</summary>
        public void Saw(OrderId order)
        {
            var record = RecordKey.Order(shop, order);
            if (watched.Contains(record)) Compared.Add(record);
        }

        public OrdersOutcome Done()
        {
            if (moving > 0) Unseen.Add($"{moving} orders were being worked on while they were read; they are compared the next night.");
            return new OrdersOutcome(tally.Done(), Findings, Compared, Unseen, inDepth);
        }
    }
}
