using Tandem.Grains.Failures;
using Tandem.Grains.Ledger;
using Tandem.Grains.Shops;
using Tandem.Odoo.Failures;
using Tandem.Shopify.Failures;
using Tandem.Shopify.Orders;
using Tandem.Sync;
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
        var (audited, customers) = (new AuditedOrder[orders.Count], new CustomerAudit(book));
        // An answer takes longer to come than to be read: some are asked for at once.
        await Parallel.ForEachAsync(orders.Index(), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stop }, async (one, stopped) =>
        {
            var held = one.Item.Held is { } id ? progress.GetValueOrDefault(id) : null;
            var mark = AuditMark.Of(book, one.Item.Placed, held);
            audited[one.Index] = mark is not null && known.GetValueOrDefault(one.Item.Placed.Id) is { } before && before.Mark == mark
                ? new AuditedOrder(Counted(book, one.Item.Placed, held, before.Excluded is null ? OrderPresence.Once : OrderPresence.Excluded) with { Excluded = before.Excluded }, [], mark, Anew: false)
                : await One(book, one.Item.Placed, held, names, customers, stopped) with { Mark = mark };
        });
        return audited;
    }

    private async Task<AuditedOrder> One(
        ShopBook book, PlacedOrder placed, SaleProgress? held, IReadOnlyDictionary<OdooId<SaleOrderLine>, string> names, CustomerAudit customers, CancellationToken stop)
    {
        try
        {
            var order = await shop.Read(book.Shop, placed.Id, stop);
            var products = await book.Orders.Products(order, new Dictionary<LineId, BookedProduct>(), stop);
            return OrderPlanning.Plan(order, book.Rules, products, held is not null) switch
            {
                OrderPlan.Excluded excluded => new AuditedOrder(
                    Counted(book, placed, held, OrderPresence.Excluded) with { Excluded = excluded.Rule },
                    held is null or { Order.State: SaleState.Cancelled } ? [] : [Waits(book, placed, OrderBlockers.LeftOutAfterBooking(order, held.Order, excluded.Rule))]),
                OrderPlan.Blocked blocked => new AuditedOrder(
                    Counted(book, placed, held, held is null ? OrderPresence.Waiting : OrderPresence.Once), [.. blocked.Blockers.Select(blocker => Waits(book, placed, blocker))]),
                OrderPlan.Ready when held is null => new AuditedOrder(Counted(book, placed, null, OrderPresence.Missing), [Missing(book, placed)]),
                OrderPlan.Ready ready => new AuditedOrder(
                    Counted(book, placed, held, OrderPresence.Once),
                    OrderComparison.Of(
                        await View(book, order, ready, held, names, stop), ready.Confirm, OrderLife.Concerns(order, book.Rules),
                        held.Order.State == SaleState.Cancelled || order.CancelledAt is not null ? [] : await customers.Differences(ready.Customer, held.Order, stop))),
                var other => throw new InvalidOperationException($"No rule for {other.GetType().Name}."),
            };
        }
        catch (Exception failure) when (failure is ShopifyException or OdooException)
        {
            return new AuditedOrder(
                Counted(book, placed, held, OrderPresence.Unread),
                [Found(book, placed, FindingKind.Unread, "reading", "?", "?", Verdicts.Of(failure, $"Order {placed.Name}").Sentence, Role.Technical, "It is compared again the next night; until then nothing is said of it.")]);
        }
    }

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
}
