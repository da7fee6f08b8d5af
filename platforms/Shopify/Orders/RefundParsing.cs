using Tandem.Shopify.Reading;
using Tandem.Sync;
using Tandem.Sync.Orders;

namespace Tandem.Shopify.Orders;

/// <summary>Reads what refunds gave back (Shopify Refund).</summary>
/// <remarks>An order edit that takes units away may appear as a refund without money: those units were never sold.</remarks>
internal static class RefundParsing
{
    /// <summary>As many as <c>Order.graphql</c> asks for.</summary>
    private const int Asked = 4;

    public static PartList<ShopRefund> List(ShopifyField refunds, MoneyParsing money)
    {
        var listed = refunds.Each().Select(refund => new ListedPart<ShopRefund>(
            refund.Get("id").Text,
            Refund(refund, money),
            OrderParsing.Next(refund.Get("refundLineItems")) is null && !Sides(refund).Any(OrderParsing.HasMore))).ToList();
        return new PartList<ShopRefund>([.. listed.OrderBy(part => part.Part.CreatedAt)], listed.Count >= Asked);
    }

    /// <summary>One page of a refund that is read by itself: its first has all but the further lines.</summary>
    public static PartPage<ShopRefund> Page(ShopifyField refund)
    {
        var order = refund.Get("order");
        if (Sides(refund).FirstOrDefault(OrderParsing.HasMore) is { Path: { } path })
            throw new UnreadableException(path, "has more entries than one answer holds");
        return new PartPage<ShopRefund>(
            order.Get("updatedAt").Time, Refund(refund, MoneyParsing.Of(order)), OrderParsing.Next(refund.Get("refundLineItems")));
    }

    public static ShopRefund Join(ShopRefund first, ShopRefund further) => first with { Lines = [.. first.Lines, .. further.Lines] };

    /// <summary>Adds the units to the lines they belong to: once, when all lines are known.</summary>
    public static ShopOrder Apply(ShopOrder order)
    {
        var sold = order.Refunds.Where(refund => refund.OfSold).ToList();
        var units = sold.SelectMany(refund => refund.Lines).GroupBy(line => line.Line).ToDictionary(group => group.Key, group => group.Sum(line => line.Quantity));
        return order with
        {
            Refunded = sold.Count > 0,
            Lines = units.Count == 0 ? order.Lines : [.. order.Lines.Select(line => line with { RefundedQuantity = units.GetValueOrDefault(line.Id) })],
        };
    }

    private static ShopifyField[] Sides(ShopifyField refund) =>
        [refund.Get("refundShippingLines"), refund.Get("orderAdjustments"), refund.Get("transactions")];

    private static ShopRefund Refund(ShopifyField refund, MoneyParsing money) => new()
    {
        Id = new RefundId(refund.Get("id").Number("Refund")),
        CreatedAt = refund.Get("createdAt").Time,
        Note = refund.GetIfThere("note")?.Text,
        TotalRefunded = money.Bag(refund.Get("totalRefundedSet")),
        Lines = [.. refund.Get("refundLineItems").Get("nodes").Each().Select(line => Line(line, money))],
        Shipping = [.. refund.Get("refundShippingLines").Get("nodes").Each().Select(line => Shipping(line, money))],
        Duties = [.. refund.GetIfThere("duties")?.Each().Select(duty => Duty(duty, money)) ?? []],
        Adjustments = [.. refund.Get("orderAdjustments").Get("nodes").Each().Select(adjustment => Adjustment(adjustment, money))],
        Transactions = TransactionParsing.List(refund.Get("transactions").Get("nodes"), money),
        Return = refund.GetIfThere("return")?.Get("id").Number("Return"),
    };

    private static ShopRefundLine Line(ShopifyField line, MoneyParsing money) => new(
        new LineId(line.Get("lineItem").Get("id").Number("LineItem")),
        line.Get("quantity").Whole,
        line.Get("restockType").Text switch
        {
            "RETURN" => Restock.Return,
            "CANCEL" => Restock.Cancel,
            "NO_RESTOCK" => Restock.None,
            _ => Restock.Legacy,
        },
        line.Get("restocked").Flag,
        FulfillmentParsing.Location(line.GetOrNull("location")),
        money.Bag(line.Get("subtotalSet")),
        money.Bag(line.Get("totalTaxSet")));

    /// <summary>Shopify leaves out the id of shipping lines that it makes up: they are 0 here.</summary>
    private static ShopRefundedShipping Shipping(ShopifyField line, MoneyParsing money) => new(
        line.Get("shippingLine").GetOrNull("id")?.Number("ShippingLine") ?? 0,
        money.Bag(line.Get("subtotalAmountSet")),
        money.Bag(line.Get("taxAmountSet")));

    private static ShopRefundedDuty Duty(ShopifyField duty, MoneyParsing money) => new(
        duty.GetIfThere("originalDuty")?.Get("id").Number("Duty") ?? 0,
        money.Bag(duty.Get("amountSet")));

    private static ShopRefundAdjustment Adjustment(ShopifyField adjustment, MoneyParsing money) => new(
        adjustment.Get("id").Number("OrderAdjustment"),
        adjustment.GetIfThere("reason")?.Text,
        money.Bag(adjustment.Get("amountSet")),
        money.Bag(adjustment.Get("taxAmountSet")));
}
