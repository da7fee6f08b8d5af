using GraphQL;
using Tandem.Sandbox.Shopify.Life;
using Tandem.Sandbox.Shopify.Orders;
using Tandem.Sandbox.Shopify.Shops;

namespace Tandem.Sandbox.Shopify.Graph;

/// <summary>The mutations of one order.</summary>
internal static class OrderMutations
{
    public static object? Update(IResolveFieldContext context)
    {
        var input = context.GetArgument<Dictionary<string, object?>>("input");
        if (input.Count == 1) return Payload("OrderUpdatePayload", null, Mutations.Error("No valid update parameters have been provided", "id"));
        return Do(context, "OrderUpdatePayload", (string)input["id"]!, d => d with
        {
            Note = input.TryGetValue("note", out var note) ? note as string : d.Note,
            Email = input.TryGetValue("email", out var email) ? email as string : d.Email,
            PoNumber = input.TryGetValue("poNumber", out var po) ? po as string : d.PoNumber,
            Tags = input.TryGetValue("tags", out var tags) && tags is IEnumerable<object> given ? Tags.Sorted(given.Cast<string>()) : d.Tags,
        });
    }

    public static object? MarkAsPaid(IResolveFieldContext context)
    {
        var id = (string)context.GetArgument<Dictionary<string, object?>>("input")["id"]!;
        var order = Answering.Of(context).Shop.Order(id);
        if (order is not null && order.Data["canMarkAsPaid"] is not true)
            return Payload("OrderMarkAsPaidPayload", order.Data, Mutations.Error("Order cannot be marked as paid.", "id"));
        return Do(context, "OrderMarkAsPaidPayload", id, d => Lifecycle.Paid(d, order!.Data, Answering.Of(context).Shop.Clock.GetUtcNow()));
    }

    public static object? Cancel(IResolveFieldContext context)
    {
        var shop = Answering.Of(context).Shop;
        var order = shop.Order(context.GetArgument<string>("orderId"));
        var payload = new ShopifyObject("OrderCancelPayload") { ["orderCancelUserErrors"] = Array.Empty<ShopifyObject>(), ["userErrors"] = Array.Empty<ShopifyObject>() };
        var refund = context.GetArgument<Dictionary<string, object?>?>("refundMethod")?.GetValueOrDefault("originalPaymentMethodsRefund") is true;
        try
        {
            if (order is null) throw new LifeRefusal("Order does not exist", "orderId");
            shop.Desk.Cancel(order, context.GetArgument<string>("reason"), context.GetArgument<bool>("restock"), refund, shop.Webhooks.Echoing);
            payload["job"] = new ShopifyObject("Job") { ["id"] = "gid://shopify/Job/5b1f1fb2-0000-4000-8000-000000000000", ["done"] = false };
        }
        catch (LifeRefusal refused)
        {
            payload["orderCancelUserErrors"] = new[] { new ShopifyObject("OrderCancelUserError") { ["field"] = refused.Field, ["message"] = refused.Message, ["code"] = order is null ? "NOT_FOUND" : "INVALID" } };
        }

        return payload;
    }

    public static object? Close(IResolveFieldContext context, string payload, bool closed)
    {
        var now = Answering.Of(context).Shop.Clock.GetUtcNow();
        return Do(context, payload, (string)context.GetArgument<Dictionary<string, object?>>("input")["id"]!, d => d with { ClosedAt = closed ? now : null });
    }

    private static ShopifyObject Do(IResolveFieldContext context, string payload, string id, Func<OrderDescription, OrderDescription> change)
    {
        var shop = Answering.Of(context).Shop;
        if (shop.Order(id) is not { } order) return Payload(payload, null, Mutations.Error("Order does not exist", "id"));
        Mutations.Changed(shop, order, change);
        return Payload(payload, order.Data);
    }

    private static ShopifyObject Payload(string type, ShopifyObject? order, params ShopifyObject[] errors) =>
        new(type) { ["order"] = order, ["userErrors"] = errors };
}
