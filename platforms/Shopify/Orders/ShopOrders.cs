using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Tandem.Shopify.Admin;
using Tandem.Sync;
using Tandem.Sync.Orders;

namespace Tandem.Shopify.Orders;

/// <summary>Orders through the shops' Admin API.</summary>
internal sealed class ShopOrders(IShopifyAdmin admin) : IShopOrders
{
    public Task<ShopOrder> Read(ShopDomain shop, OrderId order, CancellationToken cancellationToken) =>
        new OrderAssembly(admin, shop, order).Read(cancellationToken);

    public async IAsyncEnumerable<OrderSighting> UpdatedSince(
        ShopDomain shop, DateTimeOffset from, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var since = Second(from);
        string? after = null;
        do
        {
            var variables = new JsonObject { ["filter"] = $"updated_at:>='{since}'", ["after"] = after };
            var page = await admin.Run(shop, OrderDocuments.UpdatedSince, variables, cancellationToken);
            foreach (var sighting in page.Sightings) yield return sighting;
            after = page.Next;
        }
        while (after is not null);
    }

    public async IAsyncEnumerable<PlacedOrder> PlacedSinceOrOpen(
        ShopDomain shop, DateTimeOffset from, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var since = Second(from);
        var given = new HashSet<OrderId>();
        foreach (var filter in new[] { $"created_at:>='{since}'", $"created_at:<'{since}' status:open" })
        {
            string? after = null;
            do
            {
                var page = await admin.Run(shop, OrderDocuments.Placed, new JsonObject { ["filter"] = filter, ["after"] = after }, cancellationToken);
                foreach (var order in page.Orders.Where(order => given.Add(order.Id))) yield return order;
                after = page.Next;
            }
            while (after is not null);
        }
    }

    public async Task<PlacedPage> PlacedBetween(ShopDomain shop, DateTimeOffset from, DateTimeOffset to, string? after, CancellationToken cancellationToken) =>
        await admin.Run(shop, OrderDocuments.Placed, new JsonObject { ["filter"] = Between(from, to), ["after"] = after }, cancellationToken);

    public async Task<int> CountPlaced(ShopDomain shop, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
        await admin.Run(shop, OrderDocuments.Count, new JsonObject { ["filter"] = Between(from, to) }, cancellationToken);

    public async IAsyncEnumerable<OrderTraits> TraitsSince(ShopDomain shop, DateTimeOffset from, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var since = Second(from);
        string? after = null;
        do
        {
            var page = await admin.Run(shop, OrderDocuments.Seen, new JsonObject { ["filter"] = $"created_at:>='{since}'", ["after"] = after }, cancellationToken);
            foreach (var order in page.Orders) yield return order;
            after = page.Next;
        }
        while (after is not null);
    }

    public async Task<IReadOnlyList<OrderSighting>> ByName(ShopDomain shop, string name, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        var variables = new JsonObject { ["filter"] = $"name:'{Quoted(name.Trim())}'" };
        var found = await admin.Run(shop, OrderDocuments.ByName, variables, cancellationToken);
        // The search matches words; the name is compared here.
        return [.. found.Where(order => Bare(order.Name).Equals(Bare(name.Trim()), StringComparison.OrdinalIgnoreCase))];
    }

    public Task<IReadOnlyList<OrderSighting>> Of(ShopDomain shop, OrderTerm by, string text, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        var word = text.Trim();
        var filter = by == OrderTerm.Sku ? $"sku:'{Quoted(word)}'"
            : word.Contains('@', StringComparison.Ordinal) ? $"email:'{Quoted(word)}'"
            : word.All(char.IsAsciiDigit) ? $"customer_id:{word}"
            : $"'{Quoted(word)}'";
        return admin.Run(shop, OrderDocuments.Found, new JsonObject { ["filter"] = filter }, cancellationToken);
    }

    public Task Mark(ShopDomain shop, OrderId order, OdooMark mark, CancellationToken cancellationToken) =>
        admin.Run(shop, OrderDocuments.Mark, new JsonObject { ["metafields"] = OrderMarks.Values(order, mark) }, cancellationToken);

    public async Task MarkAll(ShopDomain shop, IReadOnlyList<(OrderId Order, OdooMark Mark)> marks, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(marks);
        foreach (var some in marks.Chunk(OrderMarks.OrdersInOneCall))
        {
            var values = new JsonArray([.. some.SelectMany(one => OrderMarks.Values(one.Order, one.Mark)).Select(value => value!.DeepClone())]);
            await admin.Run(shop, OrderDocuments.Mark, new JsonObject { ["metafields"] = values }, cancellationToken);
        }
    }

    public Task DefineMarks(ShopDomain shop, CancellationToken cancellationToken) => OrderMarks.Define(admin, shop, cancellationToken);

    private static string Between(DateTimeOffset from, DateTimeOffset to) => $"created_at:>='{Second(from)}' created_at:<='{Second(to)}'";

    private static string Second(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Quoted(string name) =>
        name.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("'", @"\'", StringComparison.Ordinal);

    private static string Bare(string name) => name.TrimStart('#');
}
