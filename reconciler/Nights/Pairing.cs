using System.Runtime.InteropServices;
using Tandem.Grains.Orders;
using Tandem.Odoo.Sales;
using Tandem.Shopify.Orders;
using Tandem.Sync;
using Tandem.Sync.Failures;
using Tandem.Sync.Reconciliation;
using Tandem.Sync.Records;
using Tandem.Sync.Sales;

namespace Tandem.Reconciler;

/// <summary>Which order of Odoo's stands for which of Shopify's, by identity; and what is left over. It holds a few bytes for each.</summary>
internal sealed class Pairing
{
    private readonly Dictionary<OrderId, Made> made = [];
    private readonly Dictionary<OrderId, List<BookedOrder>> doubles = [];
    private readonly Dictionary<string, List<BookedOrder>> claims = new(StringComparer.Ordinal);

    /// <summary>Orders of Odoo's, whoever made them.</summary>
    public int Booked { get; private set; }

    /// <summary>Orders in Odoo under this shop's identity that Shopify did not list, and that stand.</summary>
    public IEnumerable<(OdooId<SaleOrder> Id, OrderId Identity)> Extra => made.Where(one => one.Value is { Listed: false, Stands: true }).Select(one => (one.Value.Order, one.Key));

    public void Add(BookedOrder order)
    {
        Booked++;
        if (order.Identity is { } identity)
        {
            if (!made.TryAdd(identity, new Made(order.Id, order.State != SaleState.Cancelled, false))) Of(doubles, identity).Add(order);
        }
        else if (order is { Origin: { } origin, State: not SaleState.Cancelled })
        {
            Of(claims, origin).Add(order);
        }
    }

    /// <summary>What is to be compared with an order that Shopify lists.</summary>
    public AuditedPair Pair(PlacedOrder placed)
    {
        ref var one = ref CollectionsMarshal.GetValueRefOrNullRef(made, placed.Id);
        if (System.Runtime.CompilerServices.Unsafe.IsNullRef(ref one)) return new AuditedPair(placed, null);
        one = one with { Listed = true };
        return new AuditedPair(placed, one.Order);
    }

    /// <summary>Orders in Odoo that claim one of Shopify's besides the one that was made for it.</summary>
    public IReadOnlyList<BookedOrder> Doubles(PlacedOrder placed) =>
        [.. doubles.GetValueOrDefault(placed.Id) ?? [], .. claims.GetValueOrDefault($"Shopify {placed.Name}") ?? []];

    public static Finding Double(ShopDomain shop, PlacedOrder placed, string? held, BookedOrder other) => new(
        RecordKey.Order(shop, placed.Id), placed.Name, FindingKind.Twice, $"sale.order {other.Id}", "one order", held is null ? $"{other.Name} by hand" : $"{held} and {other.Name}",
        "Somebody entered or copied it in Odoo by hand; it does not carry Tandem's identity.", Role.Operations,
        $"Compare both in Odoo and cancel the one that is too many ({other.Name}), or clear its source document if it is another order.");

    public static Finding Gone(ShopDomain shop, BookedOrder order) => new(
        RecordKey.Order(shop, order.Identity!.Value), order.Origin?.Split(' ', 2)[^1] ?? order.Name, FindingKind.Extra, $"sale.order {order.Id}", "no such order", order.Name,
        "The order was deleted in Shopify after it was booked.", Role.Ecommerce, $"Cancel {order.Name} in Odoo, or keep it and accept this finding with the reason.");

    private static List<BookedOrder> Of<TKey>(Dictionary<TKey, List<BookedOrder>> lists, TKey key)
        where TKey : notnull
    {
        if (!lists.TryGetValue(key, out var list)) lists[key] = list = [];
        return list;
    }

    /// <param name="Stands">It is not cancelled.</param>
    /// <param name="Listed">Shopify listed its order.</param>
    private readonly record struct Made(OdooId<SaleOrder> Order, bool Stands, bool Listed);
}
