using GraphQL;
using Tandem.Sandbox.Shopify.Life;
using Tandem.Sandbox.Shopify.Orders;
using Tandem.Sandbox.Shopify.Shops;

namespace Tandem.Sandbox.Shopify.Graph;

/// <summary>Fulfillments as an app writes them, refused in Shopify's words.</summary>
internal static class FulfillmentMutations
{
    public static object? Create(IResolveFieldContext context)
    {
        var shop = Answering.Of(context).Shop;
        var input = context.GetArgument<Dictionary<string, object?>>("fulfillment");
        return Try("FulfillmentCreatePayload", () =>
        {
            var (order, units, location) = Units(shop, List(input["lineItemsByFulfillmentOrder"]));
            shop.Desk.Fulfill(order, units, location, Packages(input.GetValueOrDefault("trackingInfo")), shop.Webhooks.Echoing);
            return order.Data.Children("fulfillments")[^1];
        });
    }

    public static object? Track(IResolveFieldContext context)
    {
        var packages = Packages(context.GetArgument<Dictionary<string, object?>>("trackingInfoInput"));
        return OfFulfillment(context, "FulfillmentTrackingInfoUpdatePayload", "fulfillmentId",
            (shop, order, index) => shop.Desk.UpdateTracking(order, index, packages, shop.Webhooks.Echoing));
    }

    public static object? Cancel(IResolveFieldContext context) => OfFulfillment(context, "FulfillmentCancelPayload", "id",
        (shop, order, index) => shop.Desk.CancelFulfillment(order, index, shop.Webhooks.Echoing));

    public static object? Move(IResolveFieldContext context)
    {
        var shop = Answering.Of(context).Shop;
        var id = context.GetArgument<string>("id");
        var location = context.GetArgument<string>("newLocationId");
        var order = FulfillmentOrderOf(shop, id) ?? throw new GraphRefusal("RESOURCE_NOT_FOUND", $"Invalid id: {id}");
        var payload = new ShopifyObject("FulfillmentOrderMovePayload") { ["userErrors"] = Array.Empty<ShopifyObject>() };
        try
        {
            if (shop.Description.Locations.All(l => l.Id != location)) throw new LifeRefusal("Location not found.", "newLocationId");
            var units = List(context.GetArgument<object?>("fulfillmentOrderLineItems")).Select(line => new LineUnits(LineOf(order.Order, (string)line["id"]!), (int)line["quantity"]!)).ToList();
            var part = shop.Desk.Move(order.Order, order.Part, Gid.Number(location), units);
            shop.Webhooks.Echo(order.Order);
            payload["movedFulfillmentOrder"] = FulfillmentOrder(order.Order, part);
            payload["originalFulfillmentOrder"] = FulfillmentOrder(order.Order, order.Part);
            payload["remainingFulfillmentOrder"] = part == order.Part ? null : FulfillmentOrder(order.Order, order.Part);
        }
        catch (LifeRefusal refused)
        {
            payload["userErrors"] = new[] { new ShopifyObject("FulfillmentOrderMoveFulfillmentOrderMoveUserError") { ["field"] = refused.Field, ["message"] = refused.Message } };
        }

        return payload;
    }

    private static ShopifyObject? FulfillmentOrder(PracticeOrder order, int part) =>
        order.Data.Children("fulfillmentOrders").FirstOrDefault(one => Gid.Number(one.Id) % 10_000 == part);

    /// <summary>What is wrong with quantities is said first, then what is wrong with the orders.</summary>
    private static (PracticeOrder Order, IReadOnlyList<OrderUnits> Units, long Location) Units(PracticeShop shop, List<IDictionary<string, object?>> shares)
    {
        for (var i = 0; i < shares.Count; i++)
        {
            var lines = List(shares[i].TryGetValue("fulfillmentOrderLineItems", out var given) ? given : null);
            for (var j = 0; j < lines.Count; j++)
                if ((int)lines[j]["quantity"]! < 1)
                    throw new LifeRefusal("Quantity must be greater than 0", "fulfillment", "lineItemsByFulfillmentOrder", $"{i}", "fulfillmentOrderLineItems", $"{j}", "quantity");
        }

        var orders = shares.Select(share => FulfillmentOrderOf(shop, (string)share["fulfillmentOrderId"]!) ?? throw Refusal("Fulfillment order does not exist.")).ToList();
        var ids = orders.Select(one => one.Order.Number).Distinct().ToList();
        if (ids.Count > 1) throw Refusal($"All fulfillment orders must belong to the same order. Multiple orders with ids [{string.Join(", ", ids)}] were found.");
        var state = shop.Desk.State(orders[0].Order);
        var assigned = orders.Select(one => state.Assigned.Single(a => a.Order.Part == one.Part)).ToList();
        var locations = assigned.Select(one => one.Order.Location).Distinct().ToList();
        if (locations.Count > 1) throw Refusal($"All fulfillment orders must be assigned to a single location. Multiple locations with ids [{string.Join(", ", locations)}] were found.");
        var units = shares.SelectMany((share, i) => Share(share, orders[i], assigned[i])).ToList();
        return (orders[0].Order, units, locations[0]);
    }

    private static IEnumerable<OrderUnits> Share(IDictionary<string, object?> share, (PracticeOrder Order, int Part) at, Assignment one)
    {
        if (!one.Open) throw Refusal($"Fulfillment order {Gid.Number((string)share["fulfillmentOrderId"]!)} has an unfulfillable status= {one.Status.ToLowerInvariant()}.");
        var lines = List(share.TryGetValue("fulfillmentOrderLineItems", out var given) ? given : null);
        if (lines.Count == 0) return one.Lines.Where(line => line.Remaining > 0).Select(line => new OrderUnits(at.Part, line.Line, line.Remaining));
        return lines.Select(line =>
        {
            var index = LineOf(at.Order, (string)line["id"]!);
            var left = one.Lines.Where(l => l.Line == index).Sum(l => l.Remaining);
            return (int)line["quantity"]! <= left ? new OrderUnits(at.Part, index, (int)line["quantity"]!) : throw Refusal("Invalid fulfillment order line item quantity requested.");
        }).ToList();
    }

    private static int LineOf(PracticeOrder order, string id)
    {
        var line = order.Data.Children("fulfillmentOrders").SelectMany(one => one.Children("lineItems")).FirstOrDefault(line => line.Id == id)
            ?? throw Refusal("Fulfillment order line item does not exist.");
        var lines = order.Data.Children("lineItems");
        return Enumerable.Range(0, lines.Count).First(i => lines[i].Id == line.Child("lineItem")!.Id);
    }

    private static (PracticeOrder Order, int Part)? FulfillmentOrderOf(PracticeShop shop, string id)
    {
        if (!Gid.TryParse(id, out var type, out var number) || type != "FulfillmentOrder") throw new GraphRefusal("RESOURCE_NOT_FOUND", "invalid id");
        var order = shop.Order(Gid.Of("Order", number / 10_000));
        return order?.Data.Children("fulfillmentOrders").Any(one => one.Id == id) == true ? (order, (int)(number % 10_000)) : null;
    }

    private static ShopifyObject OfFulfillment(IResolveFieldContext context, string payload, string argument, Action<PracticeShop, PracticeOrder, int> act)
    {
        var shop = Answering.Of(context).Shop;
        var id = context.GetArgument<string>(argument);
        if (!Gid.TryParse(id, out var type, out var number) || type != "Fulfillment") throw new GraphRefusal("RESOURCE_NOT_FOUND", "invalid id");
        return Try(payload, () =>
        {
            var order = shop.Order(Gid.Of("Order", number / 10_000));
            var index = order?.Data.Children("fulfillments").ToList().FindIndex(one => one.Id == id) ?? -1;
            if (index < 0) throw new LifeRefusal("Fulfillment does not exist.", argument);
            act(shop, order!, index);
            return order!.Data.Children("fulfillments")[index];
        });
    }

    private static ShopifyObject Try(string payload, Func<ShopifyObject> act)
    {
        try
        {
            return new ShopifyObject(payload) { ["fulfillment"] = act(), ["userErrors"] = Array.Empty<ShopifyObject>() };
        }
        catch (LifeRefusal refused)
        {
            return new ShopifyObject(payload) { ["userErrors"] = new[] { Mutations.Error(refused.Message, [.. refused.Field]) } };
        }
    }

    private static IReadOnlyList<TrackingDescription> Packages(object? given)
    {
        if (given is not IDictionary<string, object?> tracking) return [];
        string? Text(string name) => tracking.TryGetValue(name, out var value) ? value?.ToString() : null;
        string?[] Texts(string name) => tracking.TryGetValue(name, out var value) && value is System.Collections.IEnumerable list and not string ? [.. list.Cast<object?>().Select(one => one?.ToString())] : [];
        var (numbers, urls) = (Texts("numbers"), Texts("urls"));
        return numbers.Length > 0
            ? [.. numbers.Select((number, i) => new TrackingDescription(Text("company"), number, i < urls.Length ? urls[i] : null))]
            : Text("number") is null && Text("company") is null && Text("url") is null ? [] : [new TrackingDescription(Text("company"), Text("number"), Text("url"))];
    }

    private static List<IDictionary<string, object?>> List(object? given) =>
        given is System.Collections.IEnumerable list and not string ? [.. list.Cast<IDictionary<string, object?>>()] : [];

    private static LifeRefusal Refusal(string message) => new(message, "fulfillment");
}
