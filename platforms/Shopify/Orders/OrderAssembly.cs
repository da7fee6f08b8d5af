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

    private readonly Dictionary<OptionalPart, string> missing = [];

    public async Task<ShopOrder> Read(CancellationToken cancellationToken)
    {
        for (var start = 1; start <= MostStarts; start++)
            if (await Whole(await First(cancellationToken), cancellationToken) is { } page)
                return page.Put() with { MissingScopes = [.. missing.Values] };
        throw new ShopifyException(new ShopifyFailure.ServerError(Attempted, "the order kept changing while its pages were read"));
    }

    private Attempted Attempted => new(shop, $"reading order {id}");

    /// <summary>The first answer, without the parts whose scope the app lacks.</summary>
    private async Task<OrderPage> First(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await admin.Run(shop, OrderDocuments.Order, Asking(id.Gid), cancellationToken) ?? throw NotFound();
            }
            catch (ShopifyException denied) when (OptionalPart.Denied(denied.Failure) is { } part && !missing.ContainsKey(part))
            {
                missing[part] = (denied.Failure as ShopifyFailure.ScopeMissing)?.Scope ?? part.Scope;
            }
        }
    }

    /// <summary>The page with all that it lacked; null when the order changed between two of its pages.</summary>
    private async Task<OrderPage?> Whole(OrderPage first, CancellationToken cancellationToken)
    {
        if (first.Rest.IsNothing) return first;
        var (state, lines, shipping) = (first.Order.UpdatedAt, first.Order.Lines.ToList(), first.Order.ShippingLines.ToList());
        var same = await Follow(OrderDocuments.Lines, first.Lines, state, lines, cancellationToken)
            && await Follow(OrderDocuments.ShippingLines, first.ShippingLines, state, shipping, cancellationToken);
        if (!same || await Transactions(first, cancellationToken) is not { } transactions) return null;
        var order = first.Order with { Lines = lines, ShippingLines = Numbered(shipping), Transactions = transactions };
        return await Parts(first with { Order = order }, cancellationToken);
    }

    private async Task<OrderPage?> Parts(OrderPage page, CancellationToken cancellationToken)
    {
        var parts = new OrderParts(admin, shop, id, page.Order.UpdatedAt, !missing.ContainsKey(OptionalPart.Returns));
        if (await parts.All(page.Refunds, PartDocuments.Refunds, cancellationToken) is not { } refunds) return null;
        if (await parts.All(page.Fulfillments, PartDocuments.Fulfillments, cancellationToken) is not { } fulfillments) return null;
        if (await parts.All(page.FulfillmentOrders, PartDocuments.FulfillmentOrders, cancellationToken) is not { } orders) return null;
        if (await parts.All(page.Returns, PartDocuments.Returns, cancellationToken) is not { } returns) return null;
        return page with { Refunds = refunds, Fulfillments = fulfillments, FulfillmentOrders = orders, Returns = returns };
    }

    private async Task<IReadOnlyList<ShopTransaction>?> Transactions(OrderPage first, CancellationToken cancellationToken)
    {
        if (!first.MoreTransactions) return first.Order.Transactions;
        var all = await admin.Run(shop, OrderDocuments.Transactions, new JsonObject { ["id"] = id.Gid }, cancellationToken) ?? throw NotFound();
        return all.OrderUpdatedAt == first.Order.UpdatedAt ? all.Items : null;
    }

    /// <returns>False when the order is no longer in that state.</returns>
    private async Task<bool> Follow<T>(
        AdminDocument<FurtherPage<T>?> document, string? after, DateTimeOffset state, List<T> items, CancellationToken cancellationToken)
    {
        while (after is not null)
        {
            var page = await admin.Run(shop, document, new JsonObject { ["id"] = id.Gid, ["after"] = after }, cancellationToken) ?? throw NotFound();
            if (page.OrderUpdatedAt != state) return false;
            items.AddRange(page.Items);
            after = page.Next;
        }

        return true;
    }

    /// <summary>Shipping lines without an id of their own are told apart by their place in the whole list.</summary>
    private static IReadOnlyList<ShopShippingLine> Numbered(List<ShopShippingLine> lines) =>
        [.. lines.Select((line, index) => line.Id > 0 ? line : line with { Id = -(index + 1) })];

    private JsonObject Asking(string gid)
    {
        var variables = new JsonObject { ["id"] = gid };
        foreach (var part in OptionalPart.All) variables[part.Variable] = !missing.ContainsKey(part);
        return variables;
    }

    private ShopifyException NotFound() => new(new ShopifyFailure.NotFound(Attempted));
}
