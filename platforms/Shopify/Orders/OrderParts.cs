using System.Text.Json.Nodes;
using Tandem.Shopify.Admin;
using Tandem.Shopify.Failures;
using Tandem.Sync;

namespace Tandem.Shopify.Orders;

/// <summary>Reads those parts of one order, in one state of it, that its first answer did not hold whole.</summary>
/// <param name="state">The order's time of last change.</param>
/// <param name="returns">The app may read returns.</param>
internal sealed class OrderParts(IShopifyAdmin admin, ShopDomain shop, OrderId id, DateTimeOffset state, bool returns)
{
    /// <summary>All parts of that kind, whole; null when the order is no longer in that state.</summary>
    public async Task<PartList<T>?> All<T>(PartList<T> first, PartDocuments<T> documents, CancellationToken cancellationToken)
    {
        if (first.IsWhole) return first;
        var gids = first.Listed.Select(part => part.Gid).ToList();
        if (first.More)
        {
            var listing = await admin.Run(shop, documents.Listing, new JsonObject { ["id"] = id.Gid }, cancellationToken) ?? throw NotFound();
            if (listing.OrderUpdatedAt != state) return null;
            gids = [.. listing.Items];
        }

        var parts = new List<ListedPart<T>>();
        foreach (var gid in gids)
        {
            var known = first.Listed.FirstOrDefault(part => part.Gid == gid && part.Whole) ?? await One(gid, documents, cancellationToken);
            if (known is null) return null;
            parts.Add(known);
        }

        return new PartList<T>(documents.Sequence is { } sequence ? [.. parts.OrderBy(part => sequence(part.Part))] : parts, false);
    }

    private async Task<ListedPart<T>?> One<T>(string gid, PartDocuments<T> documents, CancellationToken cancellationToken)
    {
        var (whole, after) = (default(T), default(string));
        do
        {
            var variables = new JsonObject { ["id"] = gid, ["after"] = after };
            if (documents == (object)PartDocuments.Refunds) variables[OptionalPart.Returns.Variable] = returns;
            var page = await admin.Run(shop, documents.One, variables, cancellationToken) ?? throw NotFound();
            if (page.OrderUpdatedAt != state) return null;
            whole = whole is null ? page.Part : documents.Join(whole, page.Part);
            after = page.Next;
        }
        while (after is not null);
        return new ListedPart<T>(gid, whole, true);
    }

    private ShopifyException NotFound() => new(new ShopifyFailure.NotFound(new Attempted(shop, $"reading order {id}")));
}
