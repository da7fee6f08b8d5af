using System.Text.Json.Nodes;

namespace Tandem.Tests.Shopify;

/// <summary>Gives the recorded parts of an order's life what their query did not ask for: neutral values, no amount that was not stated.</summary>
internal static class LifeCompletion
{
    public static void Of(JsonObject order, (string Shop, string Presentment) currencies)
    {
        foreach (var transaction in order["transactions"]!.AsArray()) Transaction(transaction!.AsObject());
        foreach (var refund in order["refunds"]!.AsArray()) Refund(refund!.AsObject(), currencies);
        foreach (var fulfillment in order["fulfillments"]!.AsArray()) Fulfillment(fulfillment!.AsObject());
        foreach (var part in (string[])["fulfillmentOrders", "returns"])
            if (order[part] is JsonObject connection) connection.Default("pageInfo", () => new JsonObject { ["hasNextPage"] = false });
        if (order["fulfillmentOrders"] is JsonObject orders) foreach (var one in orders["nodes"]!.AsArray()) FulfillmentOrder(one!.AsObject());
        if (order["returns"] is JsonObject returns) foreach (var one in returns["nodes"]!.AsArray()) Return(one!.AsObject());
    }

    /// <summary>A refund as it stands in a recorded answer.</summary>
    public static JsonObject Refund(JsonObject refund, (string Shop, string Presentment) currencies)
    {
        refund.Default("createdAt", () => RecordingCompletion.SomeTime);
        refund.Default("totalRefundedSet", () => RecordingCompletion.Zero(currencies.Shop, currencies.Presentment));
        foreach (var part in (string[])["refundLineItems", "refundShippingLines", "orderAdjustments", "transactions"]) refund.Default(part, Empty);
        RecordingCompletion.Complete(refund["refundLineItems"]!, (line, _) =>
        {
            line.Default("location", () => null);
            line.Default("totalTaxSet", () => RecordingCompletion.Zero(currencies.Shop, currencies.Presentment));
        });
        foreach (var part in (string[])["refundShippingLines", "orderAdjustments"]) RecordingCompletion.Complete(refund[part]!, (_, _) => { });
        RecordingCompletion.Complete(refund["transactions"]!, (transaction, _) => Transaction(transaction));
        return refund;
    }

    public static JsonObject Fulfillment(JsonObject fulfillment)
    {
        fulfillment.Default("name", () => "F");
        fulfillment.Default("status", () => "SUCCESS");
        fulfillment.Default("createdAt", () => RecordingCompletion.SomeTime);
        fulfillment.Default("location", () => null);
        fulfillment.Default("trackingInfo", () => new JsonArray());
        fulfillment.Default("fulfillmentLineItems", Empty);
        RecordingCompletion.Complete(fulfillment["fulfillmentLineItems"]!, (_, _) => { });
        return fulfillment;
    }

    public static JsonObject FulfillmentOrder(JsonObject order)
    {
        order.Default("assignedLocation", () => new JsonObject { ["name"] = "Somewhere", ["location"] = null });
        order["assignedLocation"]!.AsObject().Default("location", () => null);
        foreach (var list in (string[])["fulfillmentHolds", "supportedActions"]) order.Default(list, () => new JsonArray());
        order.Default("lineItems", Empty);
        RecordingCompletion.Complete(order["lineItems"]!, (_, _) => { });
        return order;
    }

    public static JsonObject Return(JsonObject node)
    {
        node.Default("name", () => "R");
        foreach (var part in (string[])["returnLineItems", "exchangeLineItems"]) node.Default(part, Empty);
        foreach (var part in (string[])["returnLineItems", "exchangeLineItems"]) RecordingCompletion.Complete(node[part]!, (_, _) => { });
        return node;
    }

    public static void Transaction(JsonObject transaction)
    {
        transaction.Default("id", () => "gid://shopify/OrderTransaction/1");
        transaction.Default("gateway", () => null);
        transaction.Default("manualPaymentGateway", () => false);
        transaction.Default("processedAt", () => RecordingCompletion.SomeTime);
        transaction.Default("parentTransaction", () => null);
        transaction.Default("test", () => false);
    }

    private static JsonObject Empty() => new() { ["nodes"] = new JsonArray() };
}
