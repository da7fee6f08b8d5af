using Tandem.Sandbox.Odoo.Orm;

namespace Tandem.Sandbox.Odoo.Models;

/// <summary>Deliveries that follow orders, and what they reserve.</summary>
internal static class Stock
{
    public static decimal OnHand(Env env, int product) => Quants(env, product).Sum(quant => quant.Number("quantity"));

    public static decimal Reserved(Env env, int product) => Quants(env, product).Sum(quant => quant.Number("reserved_quantity"));

    public static decimal Delivered(Env env, Row line) => Moves(env, line).Where(move => move.Text("state") == "done").Sum(move => move.Number("quantity"));

    /// <summary>Makes the order's deliveries match its lines: new moves, changed quantities, cancelled moves.</summary>
    public static void Follow(Env asked, Row order)
    {
        var env = asked.Sudo();
        foreach (var line in OrderAmounts.Lines(env, order))
        {
            if (OrderLines.Template(env, line)?.Text("type") != "consu") continue;
            var wanted = line.Number("product_uom_qty") - Delivered(env, line);
            var open = Moves(env, line).FirstOrDefault(move => move.Text("state") is not ("done" or "cancel"));
            if (open is not null) Change(env, open, wanted);
            else if (wanted > 0m) Add(env, order, line, wanted);
        }

        foreach (var picking in Pickings(env, order)) Restate(env, picking);
    }

    public static void Cancel(Env asked, Row order)
    {
        var env = asked.Sudo();
        foreach (var picking in Pickings(env, order).Where(picking => picking.Text("state") != "done"))
        {
            foreach (var move in MovesOf(env, picking)) Change(env, move, 0m, keepDemand: true);
            Restate(env, picking);
        }
    }

    public static string? DeliveryStatus(Env env, Row order)
    {
        var states = Pickings(env, order).Select(picking => picking.Text("state")).Where(state => state != "cancel").ToList();
        if (states.Count == 0) return null;
        return states.TrueForAll(state => state == "done") ? "full" : states.Contains("done") ? "partial" : "pending";
    }

    /// <summary>Sends out everything that a delivery holds.</summary>
    public static object? Validate(Env env, Call call)
    {
        Access.Check(env, "stock.picking", 'w');
        foreach (var picking in call.Ids.Select(id => env.Row("stock.picking", id)))
        {
            foreach (var move in MovesOf(env, picking).Where(move => move.Text("state") is not ("done" or "cancel"))) Send(env.Sudo(), move);
            env.Set("stock.picking", picking, "state", "done");
            env.Set("stock.picking", picking, "date_done", env.Now);
            env.Set("stock.picking", picking, "write_date", env.Now);
        }

        return true;
    }

    private static IEnumerable<Row> Quants(Env env, int product) => env.Database["stock.quant"].Rows.Where(quant => quant.Link("product_id") == product);

    private static IEnumerable<Row> Moves(Env env, Row line) => env.Database["stock.move"].Pointing("sale_line_id", line.Id).Select(id => env.Row("stock.move", id));

    private static List<Row> MovesOf(Env env, Row picking) => [.. env.Database["stock.move"].Pointing("picking_id", picking.Id).Select(id => env.Row("stock.move", id))];

    private static List<Row> Pickings(Env env, Row order) => [.. env.Database["stock.picking"].Pointing("sale_id", order.Id).Select(id => env.Row("stock.picking", id))];

    private static void Add(Env env, Row order, Row line, decimal quantity)
    {
        var picking = Pickings(env, order).FirstOrDefault(open => open.Text("state") is not ("done" or "cancel")) ?? Picking(env, order);
        var values = new Dictionary<string, object?>
        {
            ["picking_id"] = picking.Id,
            ["product_id"] = line["product_id"],
            ["product_uom"] = line[OrderLines.UomField(env)],
            ["sale_line_id"] = line.Id,
            ["location_id"] = picking["location_id"],
            ["location_dest_id"] = picking["location_dest_id"],
            ["company_id"] = order["company_id"],
            ["origin"] = picking["origin"],
            ["date"] = picking["scheduled_date"],
            ["state"] = "confirmed",
        };
        if (!env.Is19) values["name"] = line["name"];
        Change(env, Writing.Create(env, "stock.move", values), quantity);
    }

    private static Row Picking(Env env, Row order)
    {
        var warehouse = env.Linked(order, "warehouse_id", "stock.warehouse")
            ?? throw OdooException.User("Please contact your administrator to configure your warehouse.");
        var reference = env.Is19 ? null : order.Text("client_order_ref");
        var type = env.Database["stock.picking.type"].Rows.First(row => row.Link("warehouse_id") == warehouse.Id);
        return Writing.Create(env, "stock.picking", new Dictionary<string, object?>
        {
            ["name"] = $"{warehouse.Text("code")}/OUT/{env.Database.Next($"picking {warehouse.Id}"):D5}",
            ["origin"] = reference is null ? order.Text("name") : $"{order.Text("name")} - {reference}",
            ["sale_id"] = order.Id,
            ["partner_id"] = order["partner_shipping_id"],
            ["picking_type_id"] = type.Id,
            ["location_id"] = warehouse["lot_stock_id"],
            ["location_dest_id"] = env.Database["stock.location"].Rows.First(row => row.Text("usage") == "customer").Id,
            ["scheduled_date"] = order["date_order"],
            ["company_id"] = order["company_id"],
            ["carrier_id"] = order["carrier_id"],
            ["state"] = "confirmed",
        });
    }

    /// <summary>Sets what a move asks for and reserves what is there.</summary>
    private static void Change(Env env, Row move, decimal wanted, bool keepDemand = false)
    {
        Reserve(env, move, -move.Number("quantity"));
        if (!keepDemand) env.Set("stock.move", move, "product_uom_qty", wanted);
        var free = Storable(env, move) ? OnHand(env, move.Link("product_id")!.Value) - Reserved(env, move.Link("product_id")!.Value) : wanted;
        var taken = Math.Clamp(free, 0m, Math.Max(wanted, 0m));
        env.Set("stock.move", move, "quantity", taken);
        Reserve(env, move, taken);
        env.Set("stock.move", move, "state", wanted <= 0m ? "cancel" : taken == wanted ? "assigned" : taken > 0m ? "partially_available" : "confirmed");
    }

    private static void Send(Env env, Row move)
    {
        Reserve(env, move, -move.Number("quantity"));
        if (Storable(env, move) && Quants(env, move.Link("product_id")!.Value).FirstOrDefault() is { } quant)
            env.Set("stock.quant", quant, "quantity", quant.Number("quantity") - move.Number("product_uom_qty"));
        env.Set("stock.move", move, "quantity", move.Number("product_uom_qty"));
        env.Set("stock.move", move, "picked", true);
        env.Set("stock.move", move, "state", "done");
    }

    private static void Reserve(Env env, Row move, decimal quantity)
    {
        if (quantity == 0m || !Storable(env, move) || Quants(env, move.Link("product_id")!.Value).FirstOrDefault() is not { } quant) return;
        env.Set("stock.quant", quant, "reserved_quantity", quant.Number("reserved_quantity") + quantity);
    }

    private static bool Storable(Env env, Row move) =>
        env.Linked(move, "product_id", "product.product") is { } product && env.Linked(product, "product_tmpl_id", "product.template")!.Flag("is_storable");

    private static void Restate(Env env, Row picking)
    {
        if (picking.Text("state") == "done") return;
        var states = MovesOf(env, picking).Select(move => move.Text("state")).Where(state => state != "cancel").ToList();
        var state = states.Count == 0 ? "cancel" : states.TrueForAll(s => s == "assigned") ? "assigned" : states.Any(s => s is "assigned" or "partially_available") ? "assigned" : "confirmed";
        env.Set("stock.picking", picking, "state", state);
    }
}
