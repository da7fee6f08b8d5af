using Tandem.Sandbox.Shopify.Graph;

namespace Tandem.Sandbox.Shopify.Orders;

/// <summary>An order's refunds.</summary>
internal static class RefundObjects
{
    private const int First = 9000;

    public static ShopifyObject[] Of(OrderMaking making, ShopifyObject[] lines, IReadOnlyList<ShopifyObject> shipping) =>
        [.. making.Order.Refunds.Select((refund, i) => refund.Deleted ? null : Refund(refund, i, making, lines, shipping)).OfType<ShopifyObject>()];

    private static ShopifyObject Refund(RefundDescription refund, int index, OrderMaking making, ShopifyObject[] lines, IReadOnlyList<ShopifyObject> shipping)
    {
        var at = refund.CreatedAt ?? making.Stamp.UpdatedAt;
        var number = making.Numbered(First + index);
        var amounts = making.Ledger.Refunds[index];
        return new ShopifyObject("Refund")
        {
            ["id"] = Gid.Of("Refund", number),
            ["legacyResourceId"] = number,
            ["createdAt"] = at,
            ["processedAt"] = at,
            ["updatedAt"] = at,
            ["note"] = refund.Note,
            ["totalRefundedSet"] = making.Set(amounts.Paid),
            ["duties"] = amounts.Lines.SelectMany(line => Duties(line, making, lines)).ToArray(),
            ["refundLineItems"] = amounts.Lines.Select((line, i) => Line(line, refund, First + 100 + (index * 20) + i, making, lines)).ToArray(),
            ["refundShippingLines"] = refund.Shipping == 0m || shipping.Count == 0 ? [] : new[] { Shipping(amounts, index, making, shipping[0]) },
            ["orderAdjustments"] = amounts.Adjustments.Select((adjustment, i) => Adjustment(adjustment, First + 500 + (index * 10) + i, making)).ToArray(),
            ["transactions"] = PaymentObjects.Refund(index, making),
        };
    }

    private static ShopifyObject Line(RefundedLine line, RefundDescription refund, int part, OrderMaking making, ShopifyObject[] lines)
    {
        var amounts = making.Amounts.Lines[line.Units.Line];
        var restock = line.Units.RestockType ?? refund.RestockType;
        return new ShopifyObject("RefundLineItem")
        {
            ["id"] = making.PartId("RefundLineItem", part),
            ["quantity"] = line.Units.Quantity,
            ["restockType"] = restock,
            ["restocked"] = restock != "NO_RESTOCK",
            ["location"] = restock == "NO_RESTOCK" ? null : making.Shop.At(line.Units.Location),
            ["lineItem"] = lines[line.Units.Line],
            ["priceSet"] = making.Set(making.Amounts.Currencies.Part(amounts.Discounted, 1, amounts.Quantity)),
            ["subtotalSet"] = making.Set(line.Subtotal),
            ["totalTaxSet"] = making.Set(line.Tax),
        };
    }

    private static IEnumerable<ShopifyObject> Duties(RefundedLine line, OrderMaking making, ShopifyObject[] lines) =>
        line.Duties.Select((amount, i) => new ShopifyObject("RefundDuty")
        {
            ["amountSet"] = making.Set(amount),
            ["originalDuty"] = lines[line.Units.Line].Children("duties")[i],
        });

    private static ShopifyObject Shipping(RefundAmounts amounts, int index, OrderMaking making, ShopifyObject line) => new("RefundShippingLine")
    {
        ["id"] = making.PartId("RefundShippingLine", First + 900 + index),
        ["shippingLine"] = line,
        ["subtotalAmountSet"] = making.Set(amounts.Shipping),
        ["taxAmountSet"] = making.Set(amounts.ShippingTax),
    };

    private static ShopifyObject Adjustment(RefundAdjustment adjustment, int part, OrderMaking making) => new("OrderAdjustment")
    {
        ["id"] = making.PartId("OrderAdjustment", part),
        ["reason"] = adjustment.Reason,
        ["amountSet"] = making.Set(adjustment.Amount),
        ["taxAmountSet"] = making.Set(Bag.Zero),
    };
}
