using System.Text.Json.Nodes;
using Tandem.Shopify.Admin;
using Tandem.Shopify.Failures;
using Tandem.Sync;
using Tandem.Sync.Orders;

namespace Tandem.Shopify.Orders;

/// <summary>Puts one order together from all its pages, all of one state of the order.</summary>
internal sealed class OrderAssembly(IShopifyAdmin admin, ShopDomain shop, OrderId id)
{
    private const int MostStarts = 4;

    public async Task<ShopOrder> Read(CancellationToken cancellationToken)
    {
        for (var start = 1; start <= MostStarts; start++)
            if (await Whole(cancellationToken) is { } order) return order;
        throw new ShopifyException(new ShopifyFailure.ServerError(Attempted, "the order kept changing while its pages were read"));
    }

    private Attempted Attempted => new(shop, $"reading order {id}");

    /// <summary>The whole order; null when it changed between two of its pages.</summary>
    private async Task<ShopOrder?> Whole(CancellationToken cancellationToken)
    {
        var first = await admin.Run(shop, OrderDocuments.Order, ById(id.Gid), cancellationToken) ?? throw NotFound();
        if (first.Rest.IsNothing) return RefundParsing.Apply(first.Order, first.Refunded);

        var (lines, shipping) = (first.Order.Lines.ToList(), first.Order.ShippingLines.ToList());
        var same = await Follow(OrderDocuments.Lines, id.Gid, first.Rest.Lines, first.Order.UpdatedAt, lines, cancellationToken)
            && await Follow(OrderDocuments.ShippingLines, id.Gid, first.Rest.ShippingLines, first.Order.UpdatedAt, shipping, cancellationToken);
        if (!same || await Refunded(first, cancellationToken) is not { } refunded) return null;
        var order = first.Order with { Lines = lines, ShippingLines = Numbered(shipping), Refunded = first.Order.Refunded || refunded.Further };
        return RefundParsing.Apply(order, refunded.Lines);
    }

    /// <summary>All lines given back, and whether refunds beyond those listed gave money; null when the order changed meanwhile.</summary>
    private async Task<(List<RefundedLine> Lines, bool Further)?> Refunded(OrderPage first, CancellationToken cancellationToken)
    {
        var lines = first.Refunded.ToList();
        var open = first.Rest.Refunds.ToList();
        var further = false;
        if (first.Rest.MoreRefunds)
        {
            var all = await admin.Run(shop, OrderDocuments.Refunds, ById(id.Gid), cancellationToken) ?? throw NotFound();
            if (all.OrderUpdatedAt != first.Order.UpdatedAt) return null;
            List<string> unlisted = [.. all.Items.Except(first.RefundGids)];
            further = unlisted.Count > 0;
            open.AddRange(unlisted.Select(gid => new OpenRefund(gid, null)));
        }

        foreach (var refund in open)
            if (!await FollowFrom(OrderDocuments.Refund, refund.Gid, refund.After, first.Order.UpdatedAt, lines, cancellationToken)) return null;
        return (lines, further);
    }

    private async Task<bool> Follow<T>(
        AdminDocument<FurtherPage<T>?> document, string gid, string? after, DateTimeOffset state, List<T> items, CancellationToken cancellationToken) =>
        after is null || await FollowFrom(document, gid, after, state, items, cancellationToken);

    /// <returns>False when the order is no longer in that state.</returns>
    private async Task<bool> FollowFrom<T>(
        AdminDocument<FurtherPage<T>?> document, string gid, string? after, DateTimeOffset state, List<T> items, CancellationToken cancellationToken)
    {
        do
        {
            var page = await admin.Run(shop, document, ById(gid, after), cancellationToken) ?? throw NotFound();
            if (page.OrderUpdatedAt != state) return false;
            items.AddRange(page.Items);
            after = page.Next;
        }
        while (after is not null);
        return true;
    }

    /// <summary>Shipping lines without an id of their own are told apart by their place in the whole list.</summary>
    private static IReadOnlyList<ShopShippingLine> Numbered(List<ShopShippingLine> lines) =>
        [.. lines.Select((line, index) => line.Id > 0 ? line : line with { Id = -(index + 1) })];

    private static JsonObject ById(string gid) => new() { ["id"] = gid };

    private static JsonObject ById(string gid, string? after) => new() { ["id"] = gid, ["after"] = after };

    private ShopifyException NotFound() => new(new ShopifyFailure.NotFound(Attempted));
}
