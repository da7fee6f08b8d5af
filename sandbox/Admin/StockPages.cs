using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Tandem.Sandbox.Shopify;
using Tandem.Sandbox.Shopify.Graph;
using Tandem.Sandbox.Shopify.Orders;
using Tandem.Sandbox.Shopify.Shops;

namespace Tandem.Sandbox.Admin;

/// <summary>Each variant's stock by location, Shopify and Odoo beside each other, and a person who changes it on either side.</summary>
internal static class StockPages
{
    private const int Shown = 100;

    public static void Map(IEndpointRouteBuilder routes, PracticeShopify shopify, IStockShelf? shelf)
    {
        routes.MapGet("/admin/{handle}/stock", (string handle) => shopify.Shop(handle) is { } shop ? Results.Text(Page(shop, shelf), "text/html", System.Text.Encoding.UTF8) : Results.NotFound());
        routes.MapPost("/admin/{handle}/stock/{variant:long}/{location:long}", (string handle, long variant, long location, [FromForm] int quantity) => InShopify(shopify, handle, variant, location, quantity)).DisableAntiforgery();
        routes.MapPost("/admin/{handle}/stock/{variant:long}/odoo/{place:int}", (string handle, long variant, int place, [FromForm] decimal quantity) => InOdoo(shopify, shelf, handle, variant, place, quantity)).DisableAntiforgery();
    }

    private static IResult InShopify(PracticeShopify shopify, string handle, long variant, long location, int quantity)
    {
        if (shopify.Shop(handle) is not { } shop || shop.Stock.Available(variant, location) is not { } now) return Results.NotFound();
        shop.Stock.Change(variant, location, quantity - now);
        return Results.Redirect($"/admin/{handle}/stock");
    }

    private static IResult InOdoo(PracticeShopify shopify, IStockShelf? shelf, string handle, long variant, int place, decimal quantity)
    {
        if (shelf is null || shopify.Shop(handle)?.Variants.FirstOrDefault(one => one.Id == variant)?.Sku is not { } reference || shelf.Find(reference, place) is null) return Results.NotFound();
        shelf.Count(reference, place, quantity);
        return Results.Redirect($"/admin/{handle}/stock");
    }

    private static string Page(PracticeShop shop, IStockShelf? shelf)
    {
        var locations = shop.Locations.Select(location => (Id: Gid.Number(location.Id), Name: location.Text("name") ?? "")).ToList();
        var places = shelf?.Places ?? [];
        return AdminPages.Shell($"Stock · {shop.Handle}", shop, $"""
            <h1>Stock</h1><p>What Shopify shows at each location, and what lies in each place in Odoo. Change either side; Tandem brings Odoo's figures to Shopify with its next look.</p>
            <div class="card"><table><thead><tr><th>Variant</th><th>SKU</th>{string.Concat(locations.Select(location => $"<th>Shopify: {Text(location.Name)}</th>"))}{string.Concat(places.Select(place => $"<th>Odoo: {Text(place.Name)}</th>"))}</tr></thead>
            <tbody>{string.Concat(shop.Variants.Take(Shown).Select(variant => Row(shop, shelf, variant, locations, places)))}</tbody></table></div>
            """);
    }

    private static string Row(PracticeShop shop, IStockShelf? shelf, VariantDescription variant, List<(long Id, string Name)> locations, IReadOnlyList<(int Id, string Name)> places)
    {
        var address = $"/admin/{shop.Handle}/stock/{Invariant(variant.Id)}";
        var shown = locations.Select(location => shop.Stock.Available(variant.Id, location.Id) is { } now
            ? $"<td>{Form($"{address}/{Invariant(location.Id)}", Invariant(now), $"Available of {variant.Sku} at {location.Name}")}</td>" : "<td>not stocked</td>");
        var there = places.Select(place => variant.Sku is { } reference && shelf!.Find(reference, place.Id) is { } found
            ? $"<td>{Form($"{address}/odoo/{Invariant(place.Id)}", Invariant(found.There), $"On hand of {variant.Sku} in {place.Name}")}{(found.Reserved > 0m ? $" {Invariant(found.Reserved)} reserved" : "")}</td>" : "<td>—</td>");
        return $"<tr data-variant=\"{Invariant(variant.Id)}\"><td>{Text(variant.ProductTitle)}</td><td>{Text(variant.Sku ?? "—")}</td>{string.Concat(shown)}{string.Concat(there)}</tr>";
    }

    private static string Form(string address, string value, string label) =>
        $"<form method=\"post\" action=\"{address}\"><input name=\"quantity\" size=\"6\" value=\"{value}\" aria-label=\"{Text(label)}\"><button>Set</button></form>";

    private static string Invariant(IFormattable value) => value.ToString(value is decimal ? "0.###" : null, CultureInfo.InvariantCulture);

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
