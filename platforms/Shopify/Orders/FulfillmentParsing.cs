using Tandem.Shopify.Reading;
using Tandem.Sync;
using Tandem.Sync.Orders;

namespace Tandem.Shopify.Orders;

/// <summary>Reads what was sent and what is to be sent (Shopify Fulfillment, FulfillmentOrder).</summary>
internal static class FulfillmentParsing
{
    /// <summary>As many fulfillments as <c>Order.graphql</c> asks for.</summary>
    private const int Asked = 4;

    public static PartList<ShopFulfillment> List(ShopifyField fulfillments)
    {
        var listed = fulfillments.Each().Select(fulfillment => new ListedPart<ShopFulfillment>(
            fulfillment.Get("id").Text, Fulfillment(fulfillment), !OrderParsing.HasMore(fulfillment.Get("fulfillmentLineItems")))).ToList();
        return new PartList<ShopFulfillment>([.. listed.OrderBy(part => part.Part.CreatedAt)], listed.Count >= Asked);
    }

    /// <summary>Null where the app lacks the scope.</summary>
    public static PartList<ShopFulfillmentOrder> Orders(ShopifyField? orders) => orders is not { } stated
        ? PartList<ShopFulfillmentOrder>.None
        : new PartList<ShopFulfillmentOrder>(
            [.. stated.Get("nodes").Each().Select(order => new ListedPart<ShopFulfillmentOrder>(
                order.Get("id").Text, FulfillmentOrder(order), !OrderParsing.HasMore(order.Get("lineItems"))))],
            OrderParsing.HasMore(stated));

    public static PartPage<ShopFulfillment> Page(ShopifyField fulfillment) => new(
        fulfillment.Get("order").Get("updatedAt").Time, Fulfillment(fulfillment), OrderParsing.Next(fulfillment.Get("fulfillmentLineItems")));

    public static PartPage<ShopFulfillmentOrder> OrderPage(ShopifyField order) => new(
        order.Get("order").Get("updatedAt").Time, FulfillmentOrder(order), OrderParsing.Next(order.Get("lineItems")));

    public static ShopFulfillment Join(ShopFulfillment first, ShopFulfillment further) =>
        first with { Lines = [.. first.Lines, .. further.Lines] };

    public static ShopFulfillmentOrder Join(ShopFulfillmentOrder first, ShopFulfillmentOrder further) =>
        first with { Lines = [.. first.Lines, .. further.Lines] };

    public static LocationId? Location(ShopifyField? location) =>
        location is { } stated ? new LocationId(stated.Get("id").Number("Location")) : null;

    public static ShopFulfillment Fulfillment(ShopifyField fulfillment) => new()
    {
        Id = new FulfillmentId(fulfillment.Get("id").Number("Fulfillment")),
        Name = fulfillment.Get("name").Text,
        CreatedAt = fulfillment.Get("createdAt").Time,
        Status = Status(fulfillment.Get("status").Text),
        Location = Location(fulfillment.GetOrNull("location")),
        Tracking = [.. fulfillment.Get("trackingInfo").Each().Select(Tracking)],
        Lines = [.. fulfillment.Get("fulfillmentLineItems").Get("nodes").Each().Select(line =>
            new ShopFulfilledLine(new LineId(line.Get("lineItem").Get("id").Number("LineItem")), line.GetOrNull("quantity")?.Whole ?? 0))],
    };

    public static ShopFulfillmentOrder FulfillmentOrder(ShopifyField order)
    {
        var assigned = order.Get("assignedLocation");
        return new ShopFulfillmentOrder
        {
            Id = new FulfillmentOrderId(order.Get("id").Number("FulfillmentOrder")),
            Status = order.Get("status").Text,
            Location = Location(assigned.GetOrNull("location")),
            LocationName = assigned.GetIfThere("name")?.Text,
            Holds = [.. order.Get("fulfillmentHolds").Each().Select(Hold)],
            CanFulfill = order.Get("supportedActions").Each().Any(supported => supported.Get("action").Text == "CREATE_FULFILLMENT"),
            Lines = [.. order.Get("lineItems").Get("nodes").Each().Select(Line)],
        };
    }

    private static FulfillmentStatus Status(string stated) => stated switch
    {
        "SUCCESS" => FulfillmentStatus.Success,
        "CANCELLED" => FulfillmentStatus.Cancelled,
        "ERROR" or "FAILURE" => FulfillmentStatus.Failed,
        _ => FulfillmentStatus.Other,
    };

    private static ShopTracking Tracking(ShopifyField tracking) => new(
        tracking.GetIfThere("company")?.Text, tracking.GetIfThere("number")?.Text, tracking.GetIfThere("url")?.Text);

    private static ShopHold Hold(ShopifyField hold)
    {
        string?[] texts = [hold.GetIfThere("displayReason")?.Text, hold.GetIfThere("reasonNotes")?.Text];
        var said = string.Join(": ", texts.Where(text => !string.IsNullOrWhiteSpace(text)));
        return new ShopHold(hold.Get("reason").Text, said.Length == 0 ? null : said);
    }

    private static ShopFulfillmentOrderLine Line(ShopifyField line) => new(
        new FulfillmentOrderLineId(line.Get("id").Number("FulfillmentOrderLineItem")),
        new LineId(line.Get("lineItem").Get("id").Number("LineItem")),
        line.Get("totalQuantity").Whole,
        line.Get("remainingQuantity").Whole);
}
