using Tandem.Sandbox.Shopify.Graph;

namespace Tandem.Sandbox.Shopify.Orders;

/// <summary>An order's refunds.</summary>
internal static class RefundObjects
{
    private const int First = 9000;

    public static ShopifyObject[] Of(OrderMaking making, ShopifyObject[] lines, IReadOnlyList<ShopifyObject> shipping) =>
        [.. making.Order.Refunds.Select((refund, i) => Refund(refund, i, making, lines, shipping))];

    private static ShopifyObject Refund(RefundDescription refund, int index, OrderMaking making, ShopifyObject[] lines, IReadOnlyList<ShopifyObject> shipping)
    {
        var at = refund.CreatedAt ?? making.Stamp.UpdatedAt;
        var money = PaymentObjects.Refund(index, making, null);
        var number = making.Numbered(First + index);
        return new ShopifyObject("Refund")
        {
            ["id"] = Gid.Of("Refund", number),
            ["legacyResourceId"] = number,
            ["createdAt"] = at,
            ["processedAt"] = at,
            ["updatedAt"] = at,
            ["note"] = refund.Note,
            ["totalRefundedSet"] = making.Set(making.Ledger.Refunds[index]),
            ["duties"] = Array.Empty<ShopifyObject>(),
            ["refundLineItems"] = refund.Lines.Select((units, i) => Line(units, refund, First + 100 + (index * 20) + i, making, lines)).ToArray(),
            ["refundShippingLines"] = refund.Shipping == 0m || shipping.Count == 0 ? [] : new[] { Shipping(refund, index, making, shipping[0]) },
            ["orderAdjustments"] = Array.Empty<ShopifyObject>(),
            ["transactions"] = money is null ? [] : new[] { money },
        };
    }

    private static ShopifyObject Line(LineUnits units, RefundDescription refund, int part, OrderMaking making, ShopifyObject[] lines)
    {
        var amounts = making.Amounts.Lines[units.Line];
        return new ShopifyObject("RefundLineItem")
        {
            ["id"] = making.PartId("RefundLineItem", part),
            ["quantity"] = units.Quantity,
            ["restockType"] = refund.RestockType,
            ["restocked"] = refund.RestockType != "NO_RESTOCK",
            ["location"] = refund.RestockType == "NO_RESTOCK" ? null : making.Shop.Location,
            ["lineItem"] = lines[units.Line],
            ["priceSet"] = making.Set(making.Amounts.Currencies.Part(amounts.Discounted, 1, amounts.Quantity)),
            ["subtotalSet"] = making.Set(making.Ledger.LinePart(units, a => a.Discounted)),
            ["totalTaxSet"] = making.Set(making.Ledger.LinePart(units, a => a.Tax)),
        };
    }

    private static ShopifyObject Shipping(RefundDescription refund, int index, OrderMaking making, ShopifyObject line) => new("RefundShippingLine")
    {
        ["id"] = making.PartId("RefundShippingLine", First + 900 + index),
        ["shippingLine"] = line,
        ["subtotalAmountSet"] = making.Set(making.Amounts.Currencies.FromPresentment(refund.Shipping)),
        ["taxAmountSet"] = making.Set(making.Amounts.Currencies.FromPresentment(refund.ShippingTax)),
    };
}
