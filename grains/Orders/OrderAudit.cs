using System.Collections.Concurrent;
using Tandem.Grains.Failures;
using Tandem.Grains.Ledger;
using Tandem.Grains.Shops;
using Tandem.Odoo.Failures;
using Tandem.Shopify.Failures;
using Tandem.Shopify.Orders;
using Tandem.Sync;
using Tandem.Sync.Agreement;
using Tandem.Sync.Failures;
using Tandem.Sync.Life;
using Tandem.Sync.Orders;
using Tandem.Sync.Planning;
using Tandem.Sync.Reconciliation;
using Tandem.Sync.Records;
using Tandem.Sync.Sales;

namespace Tandem.Grains.Orders;

/// <summary>An order of Shopify's with what is to be compared with it.</summary>
/// <param name="Held">Its order in Odoo; null where Odoo has none under its identity.</param>
public sealed record AuditedPair(PlacedOrder Placed, OdooId<SaleOrder>? Held);

/// <summary>What comparing one order came to.</summary>
/// <param name="Mark">Of both sides and of what they were compared by; null where the list of Shopify's orders says too little for one.</param>
/// <param name="Anew">It was read in depth, not known from an earlier comparison of the same two states.</param>
public sealed record AuditedOrder(CountedOrder Counted, IReadOnlyList<Finding> Findings, string? Mark = null, bool Anew = true);

/// <summary>Reads both sides of orders anew and says where they disagree; writes nothing, and trusts nothing that live work remembers.</summary>
public sealed class OrderAudit(IShopOrders shop)
{
    /// <summary>Orders that are read from Shopify at once.</summary>
    private const int AtOnce = 4;

    /// <param name="known">What was found in agreement before: an order of which neither side changed since then is not read in depth again.</param>
    public async Task<IReadOnlyList<AuditedOrder>> Compare(ShopBook book, IReadOnlyList<AuditedPair> orders, IReadOnlyDictionary<OrderId, ComparedOrder> known, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(book);
        ArgumentNullException.ThrowIfNull(orders);
        ArgumentNullException.ThrowIfNull(known);
        var ids = orders.Select(order => order.Held).OfType<OdooId<SaleOrder>>().ToList();
        var progress = ids.Count == 0 ? [] : (await book.Life.ReadAll(ids, stop)).ToDictionary(one => one.Order.Id);
        var lines = progress.Values.SelectMany(one => one.Order.Lines).Select(line => line.Id).ToList();
        var names = lines.Count == 0 ? new Dictionary<OdooId<SaleOrderLine>, string>() : await book.Life.Names.Of(lines, stop);
        var audited = new AuditedOrder[orders.Count];
        var anew = new List<Looked>();
        foreach (var (index, one) in orders.Index())
        {
            var held = one.Held is { } id ? progress.GetValueOrDefault(id) : null;
            var mark = AuditMark.Of(book, one.Placed, held);
            if (mark is not null && known.GetValueOrDefault(one.Placed.Id) is { } before && before.Mark == mark)
                audited[index] = new AuditedOrder(Counted(book, one.Placed, held, before.Excluded is null ? OrderPresence.Once : OrderPresence.Excluded) with { Excluded = before.Excluded, Payments = before.Payments }, [], mark, Anew: false);
            else anew.Add(new Looked(index, one.Placed, held, mark));
        }

        foreach (var (look, order) in await InDepth(book, anew, names, stop)) audited[look.Index] = order with { Mark = look.Mark };
        return audited;
    }

    /// <summary>Reads all of them before it compares any: what their lines and customers are in Odoo is asked once for all.</summary>
    private async Task<IReadOnlyList<(Looked Look, AuditedOrder Order)>> InDepth(ShopBook book, IReadOnlyList<Looked> looks, IReadOnlyDictionary<OdooId<SaleOrderLine>, string> names, CancellationToken stop)
    {
        if (looks.Count == 0) return [];
        var (read, failed) = (new ConcurrentDictionary<int, ShopOrder>(), new ConcurrentDictionary<int, Exception>());
        // An answer takes longer to come than to be read: some are asked for at once.
        await Parallel.ForEachAsync(looks, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stop }, async (look, stopped) =>
        {
            try
            {
                read[look.Index] = await shop.Read(book.Shop, look.Placed.Id, stopped);
            }
            catch (ShopifyException failure)
            {
                failed[look.Index] = failure;
            }
        });
        KnownProducts? products = null;
        Exception? away = null;
        var customers = new CustomerAudit(book);
        try
        {
            if (!read.IsEmpty) products = await book.Orders.Products(read.First().Value with { Lines = [.. read.Values.SelectMany(order => order.Lines)] }, new Dictionary<LineId, BookedProduct>(), stop);
            await customers.Know([.. looks.Select(look => look.Held).OfType<SaleProgress>().Select(held => held.Order)], stop);
        }
        catch (Exception failure) when (failure is ShopifyException or OdooException)
        {
            away = failure;
        }

        var audited = new List<(Looked Look, AuditedOrder Order)>();
        foreach (var look in looks)
            audited.Add((look, (failed.GetValueOrDefault(look.Index) ?? away) is { } why ? Unread(book, look, why) : await One(book, look, read[look.Index], products!, names, customers, stop)));
        return audited;
    }

    private static async Task<AuditedOrder> One(
        ShopBook book, Looked look, ShopOrder order, KnownProducts products, IReadOnlyDictionary<OdooId<SaleOrderLine>, string> names, CustomerAudit customers, CancellationToken stop)
    {
        var (placed, held) = (look.Placed, look.Held);
        try
        {
            return OrderPlanning.Plan(order, book.Rules, products, held is not null) switch
            {
                OrderPlan.Excluded excluded => new AuditedOrder(
                    Counted(book, placed, held, OrderPresence.Excluded) with { Excluded = excluded.Rule },
                    held is null or { Order.State: SaleState.Cancelled } ? [] : [Waits(book, placed, OrderBlockers.LeftOutAfterBooking(order, held.Order, excluded.Rule))]),
                OrderPlan.Blocked blocked => new AuditedOrder(
                    Counted(book, placed, held, held is null ? OrderPresence.Waiting : OrderPresence.Once), [.. blocked.Blockers.Select(blocker => Waits(book, placed, blocker))]),
                OrderPlan.Ready when held is null => new AuditedOrder(Counted(book, placed, null, OrderPresence.Missing), [Missing(book, placed)]),
                OrderPlan.Ready ready => Compared(
                    book, placed, await View(book, order, ready, held, names, stop), ready.Confirm,
                    held.Order.State == SaleState.Cancelled || order.CancelledAt is not null ? [] : await customers.Differences(ready.Customer, held.Order, stop)),
                var other => throw new InvalidOperationException($"No rule for {other.GetType().Name}."),
            };
        }
        catch (Exception failure) when (failure is ShopifyException or OdooException)
        {
            return Unread(book, look, failure);
        }
    }

    private static AuditedOrder Compared(ShopBook book, PlacedOrder placed, LifeView view, bool confirm, IReadOnlyList<Difference> partners)
    {
        var lives = OrderLife.Concerns(view.Order, book.Rules);
        return new AuditedOrder(
            Counted(book, placed, view.Progress, OrderPresence.Once) with { Payments = lives ? PaymentSums.Of(view) : [] }, OrderComparison.Of(view, confirm, lives, partners));
    }

    private static AuditedOrder Unread(ShopBook book, Looked look, Exception failure) => new(
        Counted(book, look.Placed, look.Held, OrderPresence.Unread),
        [Found(book, look.Placed, FindingKind.Unread, "reading", "?", "?", Verdicts.Of(failure, $"Order {look.Placed.Name}").Sentence, Role.Technical, "It is compared again the next night; until then nothing is said of it.")]);

    private static async Task<LifeView> View(
        ShopBook book, ShopOrder order, OrderPlan.Ready ready, SaleProgress held, IReadOnlyDictionary<OdooId<SaleOrderLine>, string> names, CancellationToken stop)
    {
        var own = held.Order.Lines.Where(line => names.ContainsKey(line.Id)).ToDictionary(line => line.Id, line => names[line.Id]);
        // It remembers nothing: what Shopify says of a line is compared with what Odoo holds now, whoever wrote it.
        var view = new LifeView(order, OrderRounding.WithRoundingOf(held.Order, ready.Draft, book.Rules), held, own, LifeMemory.Nothing, book.Rules);
        return CustomerAccount.ToLookFor(view) is { Count: > 0 } memos ? view with { OnAccount = await book.Life.PaymentsOf(memos, stop) } : view;
    }

    private static CountedOrder Counted(ShopBook book, PlacedOrder placed, SaleProgress? held, OrderPresence presence) => new(
        DateOnly.FromDateTime(placed.PlacedAt.UtcDateTime), placed.Total.In(book.Rules.Orders.BookIn),
        placed.Cancelled || held is null or { Order.State: SaleState.Cancelled } ? null : new Money(held.Order.Total, held.Order.Currency), presence)
    {
        ShopTax = placed.Tax?.In(book.Rules.Orders.BookIn).Amount ?? 0m, OdooTax = placed.Tax is null ? 0m : held?.Order.Tax ?? 0m,
    };

    private static Finding Missing(ShopBook book, PlacedOrder placed) => Found(
        book, placed, FindingKind.Missing, "order", placed.Total.In(book.Rules.Orders.BookIn).ToString(), "no such order",
        "Its news did not arrive, or its order was deleted in Odoo by hand.", Role.Ecommerce,
        $"Bring {placed.Name} in step now; if somebody deleted its order in Odoo on purpose, say so on its page.");

    private static Finding Waits(ShopBook book, PlacedOrder placed, Blocker blocker) => Found(
        book, placed, FindingKind.Waits, blocker.Cause, "to be in step", "waits", blocker.Sentence, blocker.Owner, blocker.Setting is { } setting ? $"Decide {setting}." : "Do what the cause says; the order goes on by itself then.");

    private static Finding Found(ShopBook book, PlacedOrder placed, FindingKind kind, string field, string shopify, string odoo, string cause, Role owner, string action) =>
        new(RecordKey.Order(book.Shop, placed.Id), placed.Name, kind, field, shopify, odoo, cause, owner, action);

    /// <summary>An order that is read in depth, and its place among those that were asked for.</summary>
    private sealed record Looked(int Index, PlacedOrder Placed, SaleProgress? Held, string? Mark);
}
