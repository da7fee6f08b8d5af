using Tandem.Shopify.Admin;
using Tandem.Shopify.Reading;
using Tandem.Sync;
using Tandem.Sync.Orders;

namespace Tandem.Shopify.Orders;

/// <summary>The documents about orders, each with the reading of its answer.</summary>
internal static class OrderDocuments
{
    private const string Folder = "Orders";

    public static readonly AdminDocument<OrderPage?> Order =
        new(Folder, "Order", "Money.fragment", "Amounts.fragment", "Line.fragment", "Shipping.fragment",
            "Transaction.fragment", "Refund.fragment", "Fulfillment.fragment", "FulfillmentOrder.fragment", "Return.fragment")
        {
            Purpose = "reading order {id}",
            Dispensable = ["order.risk"],
            Read = data => data.GetOrNull("order") is { } order ? OrderParsing.Read(order) : null,
        };

    public static readonly AdminDocument<FurtherPage<ShopLine>?> Lines = new(Folder, "OrderLines", "Money.fragment", "Amounts.fragment", "Line.fragment")
    {
        Purpose = "reading more lines of order {id}",
        Read = data => data.GetOrNull("order") is { } order
            ? Page(order, order.Get("lineItems"), lines => OrderParsing.Lines(lines, MoneyParsing.Of(order)))
            : null,
    };

    /// <summary>Shipping lines keep the place they have on their page; the reader counts on.</summary>
    public static readonly AdminDocument<FurtherPage<ShopShippingLine>?> ShippingLines =
        new(Folder, "OrderShippingLines", "Money.fragment", "Amounts.fragment", "Shipping.fragment")
        {
            Purpose = "reading more shipping lines of order {id}",
            Read = data => data.GetOrNull("order") is { } order
                ? Page(order, order.Get("shippingLines"), lines => OrderParsing.Shipping(lines, MoneyParsing.Of(order), 0))
                : null,
        };

    public static readonly AdminDocument<FurtherPage<ShopTransaction>?> Transactions =
        new(Folder, "OrderTransactions", "Money.fragment", "Transaction.fragment")
        {
            Purpose = "reading all transactions of order {id}",
            Read = data => data.GetOrNull("order") is { } order
                ? new(order.Get("updatedAt").Time, TransactionParsing.List(order.Get("transactions"), MoneyParsing.Of(order)), null)
                : null,
        };

    public static readonly AdminDocument<FurtherSightings> UpdatedSince = new(Folder, "OrdersUpdatedSince")
    {
        Purpose = "looking for changed orders",
        Read = data => new(Sightings(data.Get("orders")), OrderParsing.Next(data.Get("orders"))),
    };

    public static readonly AdminDocument<PlacedPage> Placed = new(Folder, "OrdersPlaced", "Money.fragment")
    {
        Purpose = "listing the orders of a time",
        Read = data => new([.. data.Get("orders").Get("nodes").Each().Select(Placing)], OrderParsing.Next(data.Get("orders"))),
    };

    public static readonly AdminDocument<int> Count = new(Folder, "OrdersCount")
    {
        Purpose = "counting the orders of a time",
        Read = data => data.Get("ordersCount").Get("count").Whole,
    };

    public static readonly AdminDocument<FurtherTraits> Seen = new(Folder, "OrdersSeen")
    {
        Purpose = "looking what the orders of the last weeks hold",
        Read = data => new([.. data.Get("orders").Get("nodes").Each().Select(Traits)], OrderParsing.Next(data.Get("orders"))),
    };

    public static readonly AdminDocument<IReadOnlyList<OrderSighting>> ByName = new(Folder, "OrderByName")
    {
        Purpose = "looking for an order by its name",
        Read = data => Sightings(data.Get("orders")),
    };

    public static readonly AdminDocument<IReadOnlyList<OrderSighting>> Found = new(Folder, "OrdersFound")
    {
        Purpose = "looking for a customer's orders, or those of an SKU",
        Read = data => Sightings(data.Get("orders")),
    };

    public static readonly AdminDocument<bool> Mark = new(Folder, "OrderMark")
    {
        Purpose = "writing the Odoo reference on an order",
        Read = data => data.Get("metafieldsSet").Get("metafields").Each().Any(),
    };

    public static readonly AdminDocument<bool> MarkDefinition = new(Folder, "OrderMarkDefinition")
    {
        Purpose = "making the Odoo references visible",
        Read = data => data.Get("metafieldDefinitionCreate").GetOrNull("createdDefinition") is not null,
    };

    private static FurtherPage<T> Page<T>(ShopifyField order, ShopifyField connection, Func<ShopifyField, IReadOnlyList<T>> read) =>
        new(order.Get("updatedAt").Time, read(connection), OrderParsing.Next(connection));

    internal static PlacedOrder Placing(ShopifyField order) => new(
        new OrderId(order.Get("id").Number("Order")), order.Get("name").Text, order.Get("createdAt").Time, order.Get("updatedAt").Time,
        MoneyParsing.Of(order).Bag(order.Get("currentTotalPriceSet")), order.GetOrNull("cancelledAt") is not null)
    {
        Tax = MoneyParsing.Of(order).Bag(order.Get("currentTotalTaxSet")),
    };

    private static OrderTraits Traits(ShopifyField order)
    {
        var address = order.GetOrNull("shippingAddress") ?? order.GetOrNull("billingAddress");
        var taxes = order.Get("taxLines").Each().Concat(order.Get("shippingLines").Get("nodes").Each().SelectMany(line => line.Get("taxLines").Each()));
        return new OrderTraits(
            new OrderId(order.Get("id").Number("Order")), order.Get("name").Text, order.Get("createdAt").Time, order.GetOrNull("sourceName")?.Text, order.Get("taxesIncluded").Flag,
            address?.GetOrNull("countryCodeV2")?.Text, address?.GetOrNull("provinceCode")?.Text,
            [.. order.Get("paymentGatewayNames").Each().Select(name => name.Text)],
            [.. taxes.Where(tax => tax.GetOrNull("rate") is not null).Select(tax => new TaxTrait(tax.Get("title").Text.Trim(), tax.Get("rate").Exact, tax.GetOrNull("channelLiable")?.Flag ?? false)).Distinct()])
        {
            Currency = order.Get("presentmentCurrencyCode").Text,
            Shipping = [.. order.Get("shippingLines").Get("nodes").Each().Select(line => line.Get("title").Text).Distinct(StringComparer.Ordinal)],
        };
    }

    private static IReadOnlyList<OrderSighting> Sightings(ShopifyField orders) => [.. orders.Get("nodes").Each().Select(order => new OrderSighting(
        new OrderId(order.Get("id").Number("Order")), order.Get("name").Text, order.Get("updatedAt").Time))];
}

/// <summary>One page of what orders hold.</summary>
internal sealed record FurtherTraits(IReadOnlyList<OrderTraits> Orders, string? Next);

/// <summary>One page of a list of orders.</summary>
internal sealed record FurtherSightings(IReadOnlyList<OrderSighting> Sightings, string? Next);
