using Tandem.Sandbox.Shopify.Graph;

namespace Tandem.Sandbox.Shopify.Orders;

/// <summary>An order's fulfillments.</summary>
internal static class FulfillmentObjects
{
    public static void Put(ShopifyObject made, OrderMaking making, ShopifyObject[] lines)
    {
        var fulfillments = making.Order.Fulfillments.Select((f, i) => Fulfillment(f, i, making, lines, made)).ToArray();
        made["fulfillments"] = fulfillments;
        made["fulfillmentOrders"] = FulfillmentOrderObjects.Of(made, making, lines, fulfillments);
        var (units, left) = (0, 0);
        for (var i = 0; i < lines.Length; i++)
        {
            units += making.Ledger.CurrentUnits(i);
            left += making.Left(i);
        }

        var done = units - left;
        var sent = making.Order.Fulfillments.Any(f => !f.Cancelled);
        made["displayFulfillmentStatus"] = !sent || (done <= 0 && left > 0) ? "UNFULFILLED" : left > 0 ? "PARTIALLY_FULFILLED" : "FULFILLED";
        made["fulfillable"] = left > 0;
    }

    private static ShopifyObject Fulfillment(FulfillmentDescription fulfillment, int index, OrderMaking making, ShopifyObject[] lines, ShopifyObject order)
    {
        var at = fulfillment.CreatedAt ?? making.Stamp.UpdatedAt;
        var number = making.Numbered(2000 + index);
        var items = lines.Select((line, i) => Item(line, i, Units(fulfillment, i, making), 2100 + (index * 100) + i, making)).Where(i => (int)i["quantity"]! > 0).ToArray();
        return new ShopifyObject("Fulfillment")
        {
            ["id"] = Gid.Of("Fulfillment", number),
            ["legacyResourceId"] = number,
            ["name"] = $"{making.Stamp.Name}-F{index + 1}",
            ["status"] = fulfillment.Cancelled ? "CANCELLED" : "SUCCESS",
            ["displayStatus"] = fulfillment.Cancelled ? "CANCELED" : "FULFILLED",
            ["createdAt"] = at,
            ["updatedAt"] = making.Stamp.UpdatedAt,
            ["location"] = making.Shop.At(fulfillment.Location),
            ["order"] = order,
            ["requiresShipping"] = true,
            ["totalQuantity"] = items.Sum(i => (int)i["quantity"]!),
            ["trackingInfo"] = Packages(fulfillment).Select(Tracking).ToArray(),
            ["fulfillmentLineItems"] = items,
            ["fulfillmentOrders"] = Array.Empty<ShopifyObject>(),
        };
    }

    private static int Units(FulfillmentDescription fulfillment, int line, OrderMaking making) => fulfillment.Lines.Count == 0
        ? making.Order.Lines[line].Quantity - making.Order.Lines[line].RemovedQuantity
        : fulfillment.Lines.Where(l => l.Line == line).Sum(l => l.Quantity);

    private static IReadOnlyList<TrackingDescription> Packages(FulfillmentDescription fulfillment) =>
        fulfillment.Packages.Count > 0 ? fulfillment.Packages
        : fulfillment.TrackingNumber is null && fulfillment.TrackingCompany is null && fulfillment.TrackingUrl is null ? []
        : [new TrackingDescription(fulfillment.TrackingCompany, fulfillment.TrackingNumber, fulfillment.TrackingUrl)];

    private static ShopifyObject Tracking(TrackingDescription package) => new("FulfillmentTrackingInfo")
    {
        ["company"] = package.Company,
        ["number"] = package.Number,
        ["url"] = package.Url,
    };

    private static ShopifyObject Item(ShopifyObject line, int index, int quantity, int part, OrderMaking making) => new("FulfillmentLineItem")
    {
        ["id"] = making.PartId("FulfillmentLineItem", part),
        ["quantity"] = quantity,
        ["lineItem"] = line,
        ["originalTotalSet"] = making.Set(making.Amounts.Lines[index].Unit * quantity),
        ["discountedTotalSet"] = making.Set(making.Amounts.Currencies.Part(making.Amounts.Lines[index].Discounted, quantity, making.Amounts.Lines[index].Quantity)),
    };
}
