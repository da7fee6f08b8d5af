using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Tandem.Sandbox.Shopify;
using Tandem.Sandbox.Shopify.Life;
using Tandem.Sandbox.Shopify.Orders;
using Tandem.Sandbox.Shopify.Shops;
using Tandem.Sandbox.Shopify.Webhooks;

namespace Tandem.Sandbox.Admin;

/// <summary>What a merchant does in the admin; each deed is announced as Shopify announces it.</summary>
internal static class AdminActions
{
    public static void Map(IEndpointRouteBuilder routes, PracticeShopify shopify)
    {
        routes.MapPost("/admin/{handle}/orders", (string handle, [FromForm] string kind) => Place(shopify, handle, kind)).DisableAntiforgery();
        routes.MapPost("/admin/{handle}/uninstall", (string handle) => Uninstall(shopify, handle)).DisableAntiforgery();
        routes.MapPost("/admin/{handle}/orders/{number}/{action}", (string handle, string number, string action, HttpRequest request) => Do(shopify, handle, number, action, request)).DisableAntiforgery();
    }

    private static IResult Place(PracticeShopify shopify, string handle, string kind)
    {
        if (shopify.Shop(handle) is not { } shop || !DemoOrders.Kinds.TryGetValue(kind, out var describe)) return Results.NotFound();
        var order = shop.Place(describe());
        Announce(shopify, order, "orders/create", order.Data.Text("displayFinancialStatus") == "PAID" ? "orders/paid" : null);
        return Results.Redirect($"/admin/{handle}");
    }

    private static async Task<IResult> Do(PracticeShopify shopify, string handle, string number, string action, HttpRequest request)
    {
        if (shopify.Shop(handle) is not { } shop || shop.Order(number) is not { } order) return Results.NotFound();
        var now = shop.Clock.GetUtcNow();
        var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        switch (action)
        {
            case "paid":
                shop.Change(order, d => Lifecycle.Paid(d, order.Data, now));
                Announce(shopify, order, "orders/paid", "orders/updated");
                break;
            case "remove":
                shop.Change(order, d => RemoveOne(d, order));
                Announce(shopify, order, "orders/edited", "orders/updated");
                break;
            case "address":
                shop.Change(order, d => d with { ShippingAddress = (d.ShippingAddress ?? DemoOrders.London) with { Address1 = form["street"].ToString() } });
                Announce(shopify, order, "orders/updated");
                break;
            case "ship" or "refund":
                return Moved(shop, order, one => action == "ship" ? shop.Desk.Fulfill(one) : RefundOne(shop, one));
            case "cancel":
                shop.Change(order, d => Lifecycle.Cancelled(d, order.Data, "CUSTOMER", refund: true, now));
                Announce(shopify, order, "orders/cancelled", "orders/updated");
                break;
            case "ask" or "erase":
                await Rights(shop, order, action == "ask" ? ("customers/data_request", "orders_requested") : ("customers/redact", "orders_to_redact"), request.HttpContext.RequestAborted);
                break;
            case "announce":
                Announce(shopify, order, "orders/updated");
                break;
            default:
                return Results.NotFound();
        }

        return Results.Redirect($"/admin/{handle}");
    }

    /// <summary>The desk announces what it does, and refuses what Shopify refuses.</summary>
    private static IResult Moved(PracticeShop shop, PracticeOrder order, Func<PracticeOrder, PracticeOrder> move)
    {
        try
        {
            move(order);
            return Results.Redirect($"/admin/{shop.Handle}");
        }
        catch (LifeRefusal refusal)
        {
            return Results.Text(refusal.Message, statusCode: StatusCodes.Status409Conflict);
        }
    }

    /// <summary>Gives one unit of the first line that has some left back, with its money.</summary>
    private static PracticeOrder RefundOne(PracticeShop shop, PracticeOrder order)
    {
        var lines = order.Data.Children("lineItems");
        var line = Enumerable.Range(0, lines.Count).FirstOrDefault(i => (int)lines[i]["currentQuantity"]! > 0);
        return shop.Desk.Refund(order, new RefundDescription { Lines = [new LineUnits(line, 1)], RestockType = order.Data.Text("displayFulfillmentStatus") == "FULFILLED" ? "RETURN" : "CANCEL" });
    }

    /// <summary>What a customer asks Shopify for, as Shopify passes it on.</summary>
    private static Task<Delivery> Rights(PracticeShop shop, PracticeOrder order, (string Topic, string Orders) right, CancellationToken stop) => shop.Webhooks.Send(
        right.Topic,
        new JsonObject
        {
            ["shop_id"] = shop.Number, ["shop_domain"] = shop.Domain,
            ["customer"] = new JsonObject { ["id"] = order.Description.Customer?.Id, ["email"] = order.Data.Text("email"), ["phone"] = order.Description.Customer?.Phone },
            [right.Orders] = new JsonArray(order.Number), ["data_request"] = new JsonObject { ["id"] = order.Number },
        },
        cancellationToken: stop);

    /// <summary>The tokens die, and the app is told; whoever opens it next installs it again.</summary>
    private static async Task<IResult> Uninstall(PracticeShopify shopify, string handle)
    {
        if (shopify.Shop(handle) is not { } shop) return Results.NotFound();
        shop.Tokens.RevokeAll();
        if (shopify.WebhookAddress is not null) await shop.Webhooks.Send("app/uninstalled", new JsonObject { ["id"] = shop.Number, ["myshopify_domain"] = shop.Domain });
        return Results.Redirect($"/admin/{handle}");
    }

    /// <summary>One unit less of the first line that has some left.</summary>
    private static OrderDescription RemoveOne(OrderDescription description, PracticeOrder order)
    {
        var lines = order.Data.Children("lineItems");
        var line = Enumerable.Range(0, lines.Count).FirstOrDefault(i => (int)lines[i]["currentQuantity"]! > 0, -1);
        return line < 0 ? description : Lifecycle.Removed(description, order.Data, line, 1);
    }

    private static void Announce(PracticeShopify shopify, PracticeOrder order, params string?[] topics)
    {
        if (shopify.WebhookAddress is null) return;
        foreach (var topic in topics)
            if (topic is not null) order.Shop.Webhooks.Announce(order, topic);
    }
}
