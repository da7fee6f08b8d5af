using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Tandem.Shopify.Orders;
using Tandem.Sync;

namespace Tandem.Shopify.Bulk;

/// <summary>All orders of a time by bulk operations, one after the other.</summary>
internal sealed class OrderSnapshots(BulkReading bulk) : IOrderSnapshots
{
    /// <summary>The query, without its filter.</summary>
    public static readonly string Query = BulkList.Text("OrdersSnapshot");

    public async IAsyncEnumerable<PlacedOrder> PlacedSinceOrOpen(ShopDomain shop, DateTimeOffset from, [EnumeratorCancellation] CancellationToken stop)
    {
        var since = from.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        await using var young = await Whole(shop, $"created_at:>='{since}'", stop);
        await using var old = await Whole(shop, $"created_at:<'{since}' status:open", stop);
        foreach (var group in (young?.Groups() ?? []).Concat(old?.Groups() ?? []))
        {
            stop.ThrowIfCancellationRequested();
            yield return OrderDocuments.Placing(group.Root) with { Mark = Mark(group) };
        }
    }

    private Task<WholeList?> Whole(ShopDomain shop, string filter, CancellationToken stop) => bulk.Whole(
        shop, new BulkList(Query.Replace("{filter}", filter, StringComparison.Ordinal), "reading a list of all orders"), "Order",
        // What cannot be read is found before the first order is given.
        line => { if (line.Field.GetIfThere("__parentId") is null) OrderDocuments.Placing(line.Field); }, stop);

    /// <summary>What is inside an order may stand before or after it, in any sequence: each object is summed by itself.</summary>
    private static string Mark(BulkGroup group)
    {
        Span<byte> sum = stackalloc byte[SHA256.HashSizeInBytes];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        sum.Clear();
        foreach (var line in group.Lines)
        {
            SHA256.HashData(line.Span, hash);
            for (var index = 0; index < hash.Length; index++) sum[index] ^= hash[index];
        }

        return Convert.ToBase64String(sum);
    }
}
