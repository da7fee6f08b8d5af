using Tandem.Sandbox.Shopify.Graph;

namespace Tandem.Sandbox.Shopify.Orders;

/// <summary>An order's returns with what goes out in exchange.</summary>
internal static class ReturnObjects
{
    private const int First = 9800;

    public static void Put(ShopifyObject made, OrderMaking making, ShopifyObject[] lines)
    {
        var returns = making.Order.Returns.Select((back, i) => Return(back, i, making, lines, made)).ToArray();
        made["returns"] = returns;
        made["returnStatus"] = Status([.. making.Order.Returns.Select(back => back.Status)]);
        foreach (var (refund, stated) in made.Children("refunds").Zip(making.Order.Refunds.Where(refund => !refund.Deleted)))
        {
            if (stated.Return is not { } settled) continue;
            refund["return"] = returns[settled];
            returns[settled]["refunds"] = new[] { refund };
        }
    }

    private static string Status(string[] returns) =>
        returns.Contains("REQUESTED") ? "RETURN_REQUESTED"
        : returns.Contains("OPEN") ? "IN_PROGRESS"
        : returns.Contains("CLOSED") ? "RETURNED" : "NO_RETURN";

    private static ShopifyObject Return(ReturnDescription back, int index, OrderMaking making, ShopifyObject[] lines, ShopifyObject order) => new("Return")
    {
        ["id"] = making.PartId("Return", First + index),
        ["name"] = $"{making.Stamp.Name}-R{index + 1}",
        ["status"] = back.Status,
        ["createdAt"] = back.CreatedAt ?? making.Stamp.UpdatedAt,
        ["order"] = order,
        ["totalQuantity"] = back.Lines.Sum(line => line.Quantity),
        ["refunds"] = Array.Empty<ShopifyObject>(),
        ["returnLineItems"] = back.Lines.Select((line, i) => Line(line, (index * 20) + i, making, lines, order)).ToArray(),
        ["exchangeLineItems"] = back.Exchange.Select((line, i) => new ShopifyObject("ExchangeLineItem")
        {
            ["id"] = making.PartId("ExchangeLineItem", First + (index * 20) + i),
            ["quantity"] = lines[line]["quantity"],
            ["variantId"] = lines[line].Child("variant")?.Id,
            ["lineItems"] = new[] { lines[line] },
        }).ToArray(),
    };

    private static ShopifyObject Line(LineUnits units, int part, OrderMaking making, ShopifyObject[] lines, ShopifyObject order) => new("ReturnLineItem")
    {
        ["id"] = making.PartId("ReturnLineItem", part),
        ["quantity"] = units.Quantity,
        ["refundableQuantity"] = units.Quantity,
        ["refundedQuantity"] = 0,
        ["returnReasonNote"] = "",
        ["fulfillmentLineItem"] = order.Children("fulfillments").SelectMany(sent => sent.Children("fulfillmentLineItems"))
            .FirstOrDefault(sent => sent.Child("lineItem")?.Id == lines[units.Line].Id),
    };
}
