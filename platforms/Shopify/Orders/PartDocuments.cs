using Tandem.Shopify.Admin;
using Tandem.Shopify.Reading;
using Tandem.Sync.Orders;

namespace Tandem.Shopify.Orders;

/// <summary>How parts of one kind are read beyond what the first answer holds: all their ids, then each by itself.</summary>
internal sealed record PartDocuments<T>(
    AdminDocument<FurtherPage<string>?> Listing, AdminDocument<PartPage<T>?> One, Func<T, T, T> Join, Func<T, DateTimeOffset>? Sequence = null);

/// <summary>The documents about the parts of an order's life after the sale.</summary>
internal static class PartDocuments
{
    private const string Folder = "Orders";

    public static readonly PartDocuments<ShopRefund> Refunds = new(
        Listing("OrderRefunds", "refunds", "refunds"),
        new(Folder, "Refund", "Money.fragment", "Transaction.fragment", "Refund.fragment")
        {
            Purpose = "reading refund {id}",
            Read = data => data.GetOrNull("refund") is { } refund ? RefundParsing.Page(refund) : null,
        },
        RefundParsing.Join,
        refund => refund.CreatedAt);

    public static readonly PartDocuments<ShopFulfillment> Fulfillments = new(
        Listing("OrderFulfillments", "fulfillments", "fulfillments"),
        new(Folder, "Fulfillment", "Fulfillment.fragment")
        {
            Purpose = "reading fulfillment {id}",
            Read = data => data.GetOrNull("fulfillment") is { } fulfillment ? FulfillmentParsing.Page(fulfillment) : null,
        },
        FulfillmentParsing.Join,
        fulfillment => fulfillment.CreatedAt);

    public static readonly PartDocuments<ShopFulfillmentOrder> FulfillmentOrders = new(
        Listing("OrderFulfillmentOrders", "fulfillmentOrders", "fulfillment orders"),
        new(Folder, "FulfillmentOrder", "FulfillmentOrder.fragment")
        {
            Purpose = "reading fulfillment order {id}",
            Read = data => data.GetOrNull("fulfillmentOrder") is { } order ? FulfillmentParsing.OrderPage(order) : null,
        },
        FulfillmentParsing.Join);

    public static readonly PartDocuments<ShopReturn> Returns = new(
        Listing("OrderReturns", "returns", "returns"),
        new(Folder, "Return", "Return.fragment")
        {
            Purpose = "reading return {id}",
            Read = data => data.GetOrNull("return") is { } node ? ReturnParsing.Page(node) : null,
        },
        ReturnParsing.Join);

    private static AdminDocument<FurtherPage<string>?> Listing(string name, string field, string words) => new(Folder, name)
    {
        Purpose = $"listing the {words} of order {{id}}",
        Read = data => data.GetOrNull("order") is { } order ? new(order.Get("updatedAt").Time, Ids(order.Get(field)), null) : null,
    };

    /// <summary>A list, or a connection whose one page must hold all.</summary>
    private static IReadOnlyList<string> Ids(ShopifyField parts)
    {
        if (parts.Element.ValueKind == System.Text.Json.JsonValueKind.Array) return [.. parts.Each().Select(part => part.Get("id").Text)];
        return OrderParsing.HasMore(parts)
            ? throw new UnreadableException(parts.Path, "has more entries than one answer holds")
            : [.. parts.Get("nodes").Each().Select(part => part.Get("id").Text)];
    }
}
