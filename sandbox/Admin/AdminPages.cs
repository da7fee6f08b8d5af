using System.Net;
using Tandem.Sandbox.Shopify;
using Tandem.Sandbox.Shopify.Orders;
using Tandem.Sandbox.Shopify.Shops;

namespace Tandem.Sandbox.Admin;

/// <summary>The admin's own pages.</summary>
internal static class AdminPages
{
    public static string Shops(PracticeShopify shopify) => Shell("Shops", null, $"<h1>Practice shops</h1><div class=\"card\"><table>{string.Concat(shopify.Shops.Select(s => $"<tr><td><a href=\"/admin/{s.Handle}\">{Text(s.Domain)}</a></td><td>{Text(s.Currency)}</td><td>{s.Orders.Count} orders</td></tr>"))}</table></div>");

    public static string Orders(PracticeShop shop) => Shell($"Orders · {shop.Handle}", shop, $"""
        <h1>Orders</h1>
        <div class="card"><form method="post" action="/admin/{shop.Handle}/orders">
        <label>Place an order of the kind <select name="kind">{string.Concat(DemoOrders.Kinds.Keys.Select(k => $"<option>{k}</option>"))}</select></label>
        <button class="primary">Place order</button></form>
        <form method="post" action="/admin/{shop.Handle}/uninstall"><button>Uninstall Tandem</button></form></div>
        <div class="card"><table><thead><tr><th>Order</th><th>Customer</th><th class="money">Total</th><th>Payment</th><th>Fulfillment</th><th>Odoo</th><th>Do</th></tr></thead>
        <tbody>{string.Concat(shop.Orders.Reverse().Take(100).Select(o => Row(shop, o)))}</tbody></table></div>
        """);

    public static string Shell(string title, PracticeShop? shop, string main, string kind = "") => $"""
        <!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{Text(title)}</title><link rel="stylesheet" href="/practice/admin.css"></head>
        <body><header><a href="/admin">Practice Shopify</a><span>{Text(shop?.Domain ?? "")}</span></header>
        <div class="shell"><nav aria-label="Admin">{Links(shop)}</nav><main class="{kind}">{main}</main></div><script src="/practice/admin.js"></script></body></html>
        """;

    private static string Links(PracticeShop? shop) => shop is null ? "" : $"""
        <a href="/admin/{shop.Handle}">Orders</a><a href="/admin/{shop.Handle}/stock">Stock</a><a href="/admin/{shop.Handle}/apps/tandem">Tandem</a><div data-app-nav></div>
        """;

    private static string Row(PracticeShop shop, PracticeOrder order)
    {
        var data = order.Data;
        var total = data.Money("currentTotalPriceSet");
        var customer = data.Child("customer")?.Text("displayName") ?? data.Text("email") ?? "—";
        var state = order.Description.CancelledAt is null ? data.Text("displayFinancialStatus") : "CANCELLED";
        return $"""
            <tr data-order="{Text(order.Name)}"><td>{Text(order.Name)}</td><td>{Text(customer)}</td><td class="money">{total.Amount.Shop:0.00} {total.ShopCurrency}</td>
            <td><span class="badge">{Text(state ?? "")}</span></td><td><span class="badge">{Text(data.Text("displayFulfillmentStatus") ?? "")}</span></td>
            <td>{Text(shop.Metafields.Value(order.Id, "odoo_order") ?? "")}</td><td>{Actions(shop, order)}</td></tr>
            """;
    }

    private static string Actions(PracticeShop shop, PracticeOrder order)
    {
        var address = $"/admin/{shop.Handle}/orders/{order.Number}";
        string Act(string action, string label, string inputs = "") => $"<form method=\"post\" action=\"{address}/{action}\">{inputs}<button>{label}</button></form> ";
        if (order.Description.CancelledAt is not null) return Act("announce", "Announce again");
        return (order.Data["canMarkAsPaid"] is true ? Act("paid", "Mark as paid") : "")
            + Act("remove", "Remove a unit")
            + Act("address", "Move to", "<input name=\"street\" value=\"1 New Street\" aria-label=\"Street\">")
            + (order.Data.Text("displayFulfillmentStatus") == "FULFILLED" ? "" : Act("ship", "Ship"))
            + (order.Data.Text("displayFinancialStatus") is "PAID" or "PARTIALLY_PAID" or "PARTIALLY_REFUNDED" ? Act("refund", "Refund a unit") : "")
            + Act("cancel", "Cancel")
            + Act("announce", "Announce again")
            + Act("ask", "Customer asks for their data")
            + Act("erase", "Erase the customer");
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
