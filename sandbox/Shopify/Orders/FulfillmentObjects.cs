using Tandem.Sandbox.Shopify.Graph;

namespace Tandem.Sandbox.Shopify.Orders;

/// <summary>An order's fulfillments and its one fulfillment order at the shop's first location.</summary>
internal static class FulfillmentObjects
{
    private static readonly string[] OpenActions = ["CREATE_FULFILLMENT", "MOVE", "HOLD", "SPLIT"];

    public static int Fulfilled(OrderMaking making, int line) =>
        making.Order.Fulfillments.Where(f => !f.Cancelled).Sum(f => Units(f, line, making));

    public static void Put(ShopifyObject made, OrderMaking making, ShopifyObject[] lines)
    {
        var order = making.Order;
        var fulfillments = order.Fulfillments.Select((f, i) => Fulfillment(f, i, making, lines, made)).ToArray();
        made["fulfillments"] = fulfillments;
        made["fulfillmentOrders"] = new[] { FulfillmentOrder(made, making, lines, fulfillments) };
        var (units, done) = (0, 0);
        for (var i = 0; i < lines.Length; i++)
        {
            units += making.Ledger.CurrentUnits(i);
            done += Math.Min(making.Ledger.CurrentUnits(i), Fulfilled(making, i));
        }

        made["displayFulfillmentStatus"] = done == 0 ? "UNFULFILLED" : done < units ? "PARTIALLY_FULFILLED" : "FULFILLED";
        made["fulfillable"] = done < units;
    }

    private static int Units(FulfillmentDescription fulfillment, int line, OrderMaking making) => fulfillment.Lines.Count == 0
        ? making.Order.Lines[line].Quantity - making.Order.Lines[line].RemovedQuantity
        : fulfillment.Lines.Where(l => l.Line == line).Sum(l => l.Quantity);

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
            ["updatedAt"] = at,
            ["location"] = making.Shop.Location,
            ["order"] = order,
            ["requiresShipping"] = true,
            ["totalQuantity"] = items.Sum(i => (int)i["quantity"]!),
            ["trackingInfo"] = fulfillment.TrackingNumber is null ? [] : new[] { Tracking(fulfillment) },
            ["fulfillmentLineItems"] = items,
            ["fulfillmentOrders"] = Array.Empty<ShopifyObject>(),
        };
    }

    private static ShopifyObject Tracking(FulfillmentDescription fulfillment) => new("FulfillmentTrackingInfo")
    {
        ["company"] = fulfillment.TrackingCompany,
        ["number"] = fulfillment.TrackingNumber,
        ["url"] = fulfillment.TrackingUrl,
    };

    private static ShopifyObject Item(ShopifyObject line, int index, int quantity, int part, OrderMaking making) => new("FulfillmentLineItem")
    {
        ["id"] = making.PartId("FulfillmentLineItem", part),
        ["quantity"] = quantity,
        ["lineItem"] = line,
        ["originalTotalSet"] = making.Set(making.Amounts.Lines[index].Unit * quantity),
        ["discountedTotalSet"] = making.Set(making.Amounts.Currencies.Part(making.Amounts.Lines[index].Discounted, quantity, making.Amounts.Lines[index].Quantity)),
    };

    private static ShopifyObject FulfillmentOrder(ShopifyObject order, OrderMaking making, ShopifyObject[] lines, ShopifyObject[] fulfillments)
    {
        var items = lines.Select((line, i) => OrderItem(line, i, making)).ToArray();
        var open = items.Any(i => (int)i["remainingQuantity"]! > 0);
        var location = making.Shop.Location;
        return new ShopifyObject("FulfillmentOrder")
        {
            ["id"] = making.PartId("FulfillmentOrder", 1),
            ["status"] = !open ? "CLOSED" : fulfillments.Length > 0 ? "IN_PROGRESS" : "OPEN",
            ["requestStatus"] = "UNSUBMITTED",
            ["createdAt"] = making.Stamp.CreatedAt,
            ["updatedAt"] = making.Stamp.UpdatedAt,
            ["order"] = order,
            ["orderId"] = order.Id,
            ["orderName"] = making.Stamp.Name,
            ["orderProcessedAt"] = order["processedAt"],
            ["assignedLocation"] = new ShopifyObject("FulfillmentOrderAssignedLocation") { ["name"] = location["name"], ["countryCode"] = "GB", ["location"] = location },
            ["supportedActions"] = (open ? OpenActions : [])
                .Select(a => new ShopifyObject("FulfillmentOrderSupportedAction") { ["action"] = a }).ToArray(),
            ["fulfillmentHolds"] = Array.Empty<ShopifyObject>(),
            ["fulfillments"] = fulfillments,
            ["lineItems"] = items,
        };
    }

    private static ShopifyObject OrderItem(ShopifyObject line, int index, OrderMaking making)
    {
        var current = making.Ledger.CurrentUnits(index);
        return new ShopifyObject("FulfillmentOrderLineItem")
        {
            ["id"] = making.PartId("FulfillmentOrderLineItem", 1000 + index),
            ["totalQuantity"] = current,
            ["remainingQuantity"] = Math.Max(0, current - Fulfilled(making, index)),
            ["sku"] = line["sku"],
            ["lineItem"] = line,
            ["productTitle"] = line["title"],
            ["variant"] = line["variant"],
            ["variantTitle"] = line["variantTitle"],
            ["vendor"] = line["vendor"],
            ["inventoryItemId"] = line.Child("variant")?.Child("inventoryItem")?.Id,
            ["requiresShipping"] = line["requiresShipping"],
        };
    }
}
