using Tandem.Sandbox.Odoo.Orm;

namespace Tandem.Sandbox.Odoo.Models;

/// <summary>What is in stock, what moves, and how far an order is delivered.</summary>
internal static class Stock
{
    /// <summary>What lies in the places of the context: those of <c>location</c>, else of <c>warehouse_id</c>, else of the visible companies.</summary>
    public static decimal OnHand(Env env, int product) => Here(env, product).Sum(quant => quant.Number("quantity"));

    public static decimal Reserved(Env env, int product) => Here(env, product).Sum(quant => quant.Number("reserved_quantity"));

    /// <summary>What open transfers will bring into the places of the context, less what they will take out.</summary>
    public static decimal Planned(Env env, int product)
    {
        var places = Asked(env);
        bool Inside(int? location) => places.Count > 0 ? places.Any(place => Within(env, location, place)) : location is { } id && env.Row("stock.location", id).Text("usage") == "internal";
        return env.Database["stock.move"].Pointing("product_id", product).Select(id => env.Row("stock.move", id)).Where(IsOpen).Sum(move =>
            (Inside(move.Link("location_dest_id")) ? move.Number("product_uom_qty") : 0m) - (Inside(move.Link("location_id")) ? move.Number("product_uom_qty") : 0m));
    }

    private static IEnumerable<Row> Here(Env env, int product)
    {
        var places = Asked(env);
        return places.Count > 0
            ? Quants(env, product).Where(quant => places.Any(place => Within(env, quant.Link("location_id"), place)))
            : Quants(env, product).Where(quant => quant.Link("company_id") is not { } company || env.Companies.Contains(company));
    }

    private static IReadOnlyList<int> Asked(Env env) => (env.Context.GetValueOrDefault("location"), env.Context.GetValueOrDefault("warehouse_id")) switch
    {
        (List<object?> many, _) => [.. many.Select(Conversion.Whole)],
        (long or int, _) => [Conversion.Whole(env.Context["location"])],
        (_, long or int) => env.Row("stock.warehouse", Conversion.Whole(env.Context["warehouse_id"])).Link("view_location_id") is { } view ? [view] : [],
        _ => [],
    };

    /// <summary>Sent to the customer less what came back.</summary>
    public static decimal Delivered(Env env, Row line)
    {
        if (line.Link("product_id") is not { } product) return 0m;
        var done = MovesOfLine(env, line).Where(move => move.Text("state") == "done").ToList();
        decimal Left(Part part) => done.Where(move => move.Link("bom_line_id") == part.BillLine).Sum(move =>
            Usage(env, move, "location_dest_id") == "customer" ? move.Number("quantity") : IsReturn(env, move) ? -move.Number("quantity") : 0m);
        var parts = Kits.Parts(env, product);
        return parts is [{ BillLine: null } whole] ? Left(whole) : parts.Count == 0 ? 0m : parts.Min(part => decimal.Floor(Left(part) / part.Each));
    }

    public static string? DeliveryStatus(Env env, Row order)
    {
        var states = PickingsOf(env, order).Select(picking => picking.Text("state")).Where(state => state != "cancel").ToList();
        if (states.Count == 0) return null;
        if (states.TrueForAll(state => state == "done")) return "full";
        if (!states.Contains("done")) return "pending";
        return OrderAmounts.Lines(env, order).Any(line => Delivered(env, line) > 0m) ? "partial" : "started";
    }

    public static IEnumerable<Row> Quants(Env env, int product) => env.Database["stock.quant"].Pointing("product_id", product).Order().Select(id => env.Row("stock.quant", id));

    public static List<Row> MovesOfLine(Env env, Row line) => [.. env.Database["stock.move"].Pointing("sale_line_id", line.Id).Select(id => env.Row("stock.move", id))];

    public static List<Row> MovesOf(Env env, Row picking) => [.. env.Database["stock.move"].Pointing("picking_id", picking.Id).Select(id => env.Row("stock.move", id))];

    public static List<Row> PickingsOf(Env env, Row order) => [.. env.Database["stock.picking"].Pointing("sale_id", order.Id).Select(id => env.Row("stock.picking", id))];

    public static bool IsOpen(Row row) => row.Text("state") is not ("done" or "cancel");

    /// <summary>Goods that come back and change what counts as delivered.</summary>
    public static bool IsReturn(Env env, Row move) => Usage(env, move, "location_id") == "customer" && move.Flag("to_refund");

    public static string? Usage(Env env, Row move, string side) => env.Linked(move, side, "stock.location")?.Text("usage");

    public static Row Template(Env env, Row move) =>
        env.Row("product.template", env.Row("product.product", move.Link("product_id")!.Value).Link("product_tmpl_id")!.Value);

    /// <summary>Whether a location is the other or lies in it.</summary>
    public static bool Within(Env env, int? location, int place)
    {
        for (var at = location; at is { } id; at = env.Row("stock.location", id).Link("location_id"))
            if (id == place) return true;
        return false;
    }
}
