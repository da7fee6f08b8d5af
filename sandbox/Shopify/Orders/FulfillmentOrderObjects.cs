using Tandem.Sandbox.Shopify.Graph;

namespace Tandem.Sandbox.Shopify.Orders;

/// <summary>An order's fulfillment orders: what is to be sent, and from where.</summary>
internal static class FulfillmentOrderObjects
{
    public static ShopifyObject[] Of(ShopifyObject order, OrderMaking making, ShopifyObject[] lines, ShopifyObject[] fulfillments) =>
        [.. making.Assigned.Select(one => FulfillmentOrder(one, order, making, lines, fulfillments))];

    private static ShopifyObject FulfillmentOrder(Assignment one, ShopifyObject order, OrderMaking making, ShopifyObject[] lines, ShopifyObject[] fulfillments)
    {
        var location = making.Shop.At(one.Order.Location);
        return new ShopifyObject("FulfillmentOrder")
        {
            ["id"] = making.PartId("FulfillmentOrder", one.Order.Part),
            ["status"] = one.Status,
            ["requestStatus"] = "UNSUBMITTED",
            ["createdAt"] = making.Stamp.CreatedAt,
            ["updatedAt"] = making.Stamp.UpdatedAt,
            ["order"] = order,
            ["orderId"] = order.Id,
            ["orderName"] = making.Stamp.Name,
            ["orderProcessedAt"] = order["processedAt"],
            ["assignedLocation"] = new ShopifyObject("FulfillmentOrderAssignedLocation") { ["name"] = location["name"], ["countryCode"] = "GB", ["location"] = location },
            ["supportedActions"] = Actions(one).Select(a => new ShopifyObject("FulfillmentOrderSupportedAction") { ["action"] = a }).ToArray(),
            ["fulfillmentHolds"] = one.Order.Holds.Select((hold, i) => Hold(hold, (one.Order.Part * 10) + i, making)).ToArray(),
            ["fulfillments"] = fulfillments,
            ["lineItems"] = one.Lines.Select(line => Line(one, line, making, lines[line.Line])).ToArray(),
        };
    }

    private static IEnumerable<string> Actions(Assignment one) => one.Status switch
    {
        "ON_HOLD" => ["RELEASE_HOLD", "HOLD", "MOVE"],
        "OPEN" or "IN_PROGRESS" => one.Left > 1
            ? ["CREATE_FULFILLMENT", "REPORT_PROGRESS", "MOVE", "HOLD", "SPLIT"]
            : ["CREATE_FULFILLMENT", "REPORT_PROGRESS", "MOVE", "HOLD"],
        _ => [],
    };

    private static ShopifyObject Hold(HoldDescription hold, int part, OrderMaking making) => new("FulfillmentHold")
    {
        ["id"] = making.PartId("FulfillmentHold", part),
        ["handle"] = $"hold-{part}",
        ["reason"] = hold.Reason,
        ["reasonNotes"] = hold.Notes,
        ["displayReason"] = hold.Reason.Length < 2 ? hold.Reason : hold.Reason[..1] + hold.Reason[1..].ToLowerInvariant().Replace('_', ' '),
        ["heldByRequestingApp"] = false,
    };

    private static ShopifyObject Line(Assignment one, AssignedUnits units, OrderMaking making, ShopifyObject line) => new("FulfillmentOrderLineItem")
    {
        ["id"] = making.PartId("FulfillmentOrderLineItem", LinePart(one.Order.Part, units.Line)),
        ["totalQuantity"] = units.Total,
        ["remainingQuantity"] = units.Remaining,
        ["sku"] = line["sku"],
        ["lineItem"] = line,
        ["productTitle"] = line["title"],
        ["variant"] = line["variant"],
        ["variantTitle"] = line["variantTitle"],
        ["vendor"] = line["vendor"],
        ["inventoryItemId"] = line.Child("variant")?.Child("inventoryItem")?.Id,
        ["requiresShipping"] = line["requiresShipping"],
    };

    /// <summary>The part of a line's number inside its fulfillment order.</summary>
    public static int LinePart(int order, int line) => 1000 + ((order - 1) * 200) + line;
}
