using System.Text.Json.Nodes;
using Tandem.Shopify.Admin;
using Tandem.Shopify.Orders;
using Tandem.Shopify.Reading;
using Tandem.Sync.Orders;

namespace Tandem.Shopify.Fulfillments;

/// <summary>The documents that write fulfillments.</summary>
internal static class FulfillmentDocuments
{
    private const string Folder = "Fulfillments";

    public static readonly AdminDocument<ShopFulfillment> Create = new(Folder, "FulfillmentCreate", "Orders/Fulfillment.fragment")
    {
        Purpose = "writing a fulfillment for fulfillment order {id}",
        Record = variables => variables["fulfillment"]?["lineItemsByFulfillmentOrder"]?[0]?["fulfillmentOrderId"]?.GetValue<string>(),
        Repeatable = false,
        Read = data => Fulfillment(data.Get("fulfillmentCreate")),
    };

    public static readonly AdminDocument<ShopFulfillment> Tracking = new(Folder, "FulfillmentTracking", "Orders/Fulfillment.fragment")
    {
        Purpose = "writing the tracking of fulfillment {id}",
        Repeatable = false,
        Read = data => Fulfillment(data.Get("fulfillmentTrackingInfoUpdate")),
    };

    public static readonly AdminDocument<ShopFulfillment> Cancel = new(Folder, "FulfillmentCancel", "Orders/Fulfillment.fragment")
    {
        Purpose = "cancelling fulfillment {id}",
        Repeatable = false,
        Read = data => Fulfillment(data.Get("fulfillmentCancel")),
    };

    public static readonly AdminDocument<ShopFulfillmentOrder> Move = new(Folder, "FulfillmentOrderMove", "Orders/FulfillmentOrder.fragment")
    {
        Purpose = "moving fulfillment order {id}",
        Repeatable = false,
        Read = data => FulfillmentParsing.FulfillmentOrder(data.Get("fulfillmentOrderMove").Get("movedFulfillmentOrder")),
    };

    public static JsonObject Input(FulfillmentDraft draft) => new()
    {
        ["lineItemsByFulfillmentOrder"] = new JsonArray([.. draft.Shares.Select(share => new JsonObject
        {
            ["fulfillmentOrderId"] = share.Order.Gid,
            ["fulfillmentOrderLineItems"] = Units(share.Units),
        })]),
        ["notifyCustomer"] = draft.NotifyCustomer,
        ["trackingInfo"] = draft.Tracking is { } tracking ? Input(tracking) : null,
    };

    /// <summary>Shopify takes either one number or several, never both.</summary>
    public static JsonObject Input(TrackingDraft tracking)
    {
        var input = new JsonObject { ["company"] = TrackingCompanies.Named(tracking.Carrier) };
        if (tracking.Numbers.Count <= 1 && tracking.Links.Count <= 1)
        {
            input["number"] = tracking.Numbers.Count == 0 ? null : tracking.Numbers[0];
            input["url"] = tracking.Links.Count == 0 ? null : tracking.Links[0].AbsoluteUri;
            return input;
        }

        input["numbers"] = new JsonArray([.. tracking.Numbers.Select(number => JsonValue.Create(number))]);
        if (tracking.Links.Count > 0) input["urls"] = new JsonArray([.. tracking.Links.Select(link => JsonValue.Create(link.AbsoluteUri))]);
        return input;
    }

    public static JsonArray Units(IReadOnlyList<FulfillmentOrderUnits> units) =>
        [.. units.Select(unit => new JsonObject { ["id"] = unit.Line.Gid, ["quantity"] = unit.Quantity })];

    private static ShopFulfillment Fulfillment(ShopifyField payload) => FulfillmentParsing.Fulfillment(payload.Get("fulfillment"));
}
