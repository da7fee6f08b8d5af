using Tandem.Sandbox.Shopify.Graph;

namespace Tandem.Sandbox.Shopify.Orders;

/// <summary>An order's shipping lines.</summary>
internal static class ShippingObjects
{
    public static ShopifyObject[] Of(OrderMaking making) => [.. making.Order.Shipping.Select((line, i) => Line(line, i, making))];

    private static ShopifyObject Line(ShippingDescription line, int index, OrderMaking making)
    {
        var amounts = making.Amounts.Shipping[index];
        var current = line.Removed || making.Order.CancelledAt is not null ? Bag.Zero
            : index == 0 ? amounts.Discounted - making.Ledger.RefundedShipping : amounts.Discounted;
        return new ShopifyObject("ShippingLine")
        {
            ["id"] = making.PartId("ShippingLine", 7000 + index),
            ["title"] = line.Title,
            ["code"] = line.Code,
            ["source"] = line.Source,
            ["carrierIdentifier"] = line.Carrier,
            ["custom"] = line.Source is null,
            ["isRemoved"] = line.Removed,
            ["originalPriceSet"] = making.Set(amounts.Original),
            ["discountedPriceSet"] = making.Set(amounts.Discounted),
            ["currentDiscountedPriceSet"] = making.Set(current),
            ["taxLines"] = MoneyObjects.Taxes(amounts.Taxes, making),
            ["discountAllocations"] = MoneyObjects.Shares(amounts.Discounts, making),
        };
    }
}
