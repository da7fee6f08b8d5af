using Tandem.Sandbox.Odoo.Orm;

namespace Tandem.Sandbox.Odoo.Models;

/// <summary>Makes transfers and their moves, splits them, cancels them.</summary>
internal static class Transfers
{
    private static readonly string[] Copied = ["origin", "sale_id", "partner_id", "picking_type_id", "location_id", "location_dest_id", "scheduled_date", "company_id", "carrier_id"];
    private static readonly string[] CopiedMove = ["product_id", "product_uom", "sale_line_id", "location_id", "location_dest_id", "company_id", "origin", "date", "name", "to_refund", "origin_returned_move_id", "bom_line_id"];

    public static int Customers(Env env) => env.Database["stock.location"].Rows.First(row => row.Text("usage") == "customer").Id;

    public static Row? OpenOf(Env env, Row order, Row type) =>
        Stock.PickingsOf(env, order).Find(picking => Stock.IsOpen(picking) && picking.Link("picking_type_id") == type.Id && picking.Link("return_id") is null);

    public static Row Make(Env env, Row order, Row type, int from, int to)
    {
        var reference = env.Is19 ? null : order.Text("client_order_ref");
        return Writing.Create(env, "stock.picking", new Dictionary<string, object?>
        {
            ["name"] = PickingTypes.NextName(env, type),
            ["origin"] = reference is null ? order.Text("name") : $"{order.Text("name")} - {reference}",
            ["sale_id"] = order.Id,
            ["partner_id"] = order["partner_shipping_id"],
            ["picking_type_id"] = type.Id,
            ["location_id"] = from,
            ["location_dest_id"] = to,
            ["scheduled_date"] = order["date_order"],
            ["company_id"] = order["company_id"],
            ["carrier_id"] = order["carrier_id"],
            ["state"] = "confirmed",
        });
    }

    public static void AddMove(Env env, Row picking, Row line, Part part, decimal quantity)
    {
        var values = new Dictionary<string, object?>
        {
            ["picking_id"] = picking.Id,
            ["product_id"] = part.Product,
            ["product_uom"] = part.BillLine is null ? line[OrderLines.UomField(env)] : env.Row("product.template", env.Row("product.product", part.Product).Link("product_tmpl_id")!.Value)["uom_id"],
            ["sale_line_id"] = line.Id,
            ["location_id"] = picking["location_id"],
            ["location_dest_id"] = picking["location_dest_id"],
            ["company_id"] = picking["company_id"],
            ["origin"] = picking["origin"],
            ["date"] = picking["scheduled_date"],
            ["to_refund"] = env.Is19,
            ["state"] = "confirmed",
        };
        if (!env.Is19) values["name"] = line["name"];
        if (part.BillLine is { } bill) values["bom_line_id"] = bill;
        Reservation.Demand(env, Writing.Create(env, "stock.move", values), quantity);
    }

    public static Row Copy(Env env, Row picking, IReadOnlyDictionary<string, object?> changed)
    {
        var values = Copied.ToDictionary(field => field, field => picking[field]);
        values["state"] = "confirmed";
        foreach (var (field, value) in changed) values[field] = value;
        values["name"] = PickingTypes.NextName(env, env.Row("stock.picking.type", (int)values["picking_type_id"]!));
        return Writing.Create(env, "stock.picking", values);
    }

    public static Row CopyMove(Env env, Row move, IReadOnlyDictionary<string, object?> changed)
    {
        var values = CopiedMove.Where(field => env.Model("stock.move").Field(field) is not null).ToDictionary(field => field, field => move[field]);
        values["state"] = "confirmed";
        foreach (var (field, value) in changed) values[field] = value;
        return Writing.Create(env, "stock.move", values);
    }

    public static void Cancel(Env env, Row picking)
    {
        foreach (var move in Stock.MovesOf(env, picking).Where(Stock.IsOpen))
        {
            Reservation.Release(env, move);
            env.Set("stock.move", move, "quantity", 0m);
            env.Set("stock.move", move, "state", "cancel");
        }

        Restate(env, picking);
    }

    public static void Restate(Env env, Row picking)
    {
        if (picking.Text("state") == "done") return;
        var states = Stock.MovesOf(env, picking).Select(move => move.Text("state")).Where(state => state != "cancel").ToList();
        var state = states.Count == 0 ? "cancel" : states.Any(one => one is "assigned" or "partially_available") ? "assigned" : "confirmed";
        if (picking.Text("state") == state) return;
        env.Set("stock.picking", picking, "state", state);
        env.Set("stock.picking", picking, "write_date", env.Now);
    }
}
