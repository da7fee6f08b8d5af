using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Tandem.Shopify.Orders;
using Tandem.Shopify.Reading;
using Tandem.Sync;

namespace Tandem.Shopify.Bulk;

/// <summary>All orders of a time by bulk operations, one after the other.</summary>
internal sealed class OrderSnapshots(BulkReading bulk) : IOrderSnapshots
{
    /// <summary>The query, without its filter.</summary>
    public static readonly string Query = BulkList.Text("OrdersSnapshot");

    public async Task<IReadOnlyList<PlacedOrder>> PlacedSinceOrOpen(ShopDomain shop, DateTimeOffset from, CancellationToken stop)
    {
        var since = from.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var orders = new Dictionary<OrderId, PlacedOrder>();
        foreach (var filter in new[] { $"created_at:>='{since}'", $"created_at:<'{since}' status:open" })
        {
            var list = new BulkList(Query.Replace("{filter}", filter, StringComparison.Ordinal), "reading a list of all orders");
            try
            {
                var seen = new Dictionary<OrderId, Seen>();
                await foreach (var line in bulk.Lines(shop, list, stop)) Add(seen, line);
                foreach (var (id, one) in seen) orders.TryAdd(id, one.Marked(id));
            }
            catch (UnreadableException wrong)
            {
                throw BulkReading.Unreadable(shop, list, wrong);
            }
        }

        return [.. orders.Values];
    }

    /// <summary>What is inside an order may stand before or after it, in any sequence: each object is summed by itself.</summary>
    private static void Add(Dictionary<OrderId, Seen> seen, BulkLine line)
    {
        var parent = line.Field.GetIfThere("__parentId");
        var id = new OrderId((parent ?? line.Field.Get("id")).Number("Order"));
        ref var one = ref CollectionsMarshal.GetValueRefOrAddDefault(seen, id, out _);
        one ??= new Seen();
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(line.Raw.Span, hash);
        for (var index = 0; index < hash.Length; index++) one.Sum[index] ^= hash[index];
        if (parent is null) one.Order = OrderDocuments.Placing(line.Field);
    }


    private sealed class Seen
    {
        public byte[] Sum { get; } = new byte[SHA256.HashSizeInBytes];
        public PlacedOrder? Order { get; set; }

        public PlacedOrder Marked(OrderId id) =>
            (Order ?? throw new UnreadableException("__parentId", $"names order {id}, which is not in the file")) with { Mark = Convert.ToBase64String(Sum) };
    }
}
