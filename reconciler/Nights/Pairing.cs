using Tandem.Grains.Orders;
using Tandem.Odoo.Sales;
using Tandem.Shopify.Orders;
using Tandem.Sync;
using Tandem.Sync.Failures;
using Tandem.Sync.Reconciliation;
using Tandem.Sync.Records;
using Tandem.Sync.Sales;

namespace Tandem.Reconciler;

/// <summary>Which order of Odoo's stands for which of Shopify's, by identity; and what is left over.</summary>
/// <param name="Doubles">Orders in Odoo that claim one of Shopify's besides the one that was made for it.</param>
/// <param name="Extra">Orders in Odoo under this shop's identity that Shopify did not list.</param>
internal sealed record Pairing(IReadOnlyList<AuditedPair> Pairs, ILookup<OrderId, BookedOrder> Doubles, IReadOnlyList<BookedOrder> Extra)
{
    public static Pairing Of(IReadOnlyList<PlacedOrder> shopify, IReadOnlyList<BookedOrder> odoo)
    {
        var made = odoo.Where(order => order.Identity is not null).ToLookup(order => order.Identity!.Value);
        var claims = odoo.Where(order => order is { Identity: null, State: not SaleState.Cancelled }).ToLookup(order => order.Origin);
        var listed = shopify.Select(order => order.Id).ToHashSet();
        return new Pairing(
            [.. shopify.Select(order => new AuditedPair(order, made[order.Id].FirstOrDefault()?.Id))],
            shopify.SelectMany(order => made[order.Id].Skip(1).Concat(claims[$"Shopify {order.Name}"]).Select(other => (order.Id, other))).ToLookup(pair => pair.Id, pair => pair.other),
            [.. odoo.Where(order => order is { Identity: { } identity, State: not SaleState.Cancelled } && !listed.Contains(identity))]);
    }

    public static Finding Double(ShopDomain shop, PlacedOrder placed, string? held, BookedOrder other) => new(
        RecordKey.Order(shop, placed.Id), placed.Name, FindingKind.Twice, $"sale.order {other.Id}", "one order", held is null ? $"{other.Name} by hand" : $"{held} and {other.Name}",
        "Somebody entered or copied it in Odoo by hand; it does not carry Tandem's identity.", Role.Operations,
        $"Compare both in Odoo and cancel the one that is too many ({other.Name}), or clear its source document if it is another order.");

    public static Finding Gone(ShopDomain shop, BookedOrder order) => new(
        RecordKey.Order(shop, order.Identity!.Value), order.Origin?.Split(' ', 2)[^1] ?? order.Name, FindingKind.Extra, $"sale.order {order.Id}", "no such order", order.Name,
        "The order was deleted in Shopify after it was booked.", Role.Ecommerce, $"Cancel {order.Name} in Odoo, or keep it and accept this finding with the reason.");
}
