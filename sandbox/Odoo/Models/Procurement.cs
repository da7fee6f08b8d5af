using Tandem.Sandbox.Odoo.Orm;

namespace Tandem.Sandbox.Odoo.Models;

/// <summary>Makes deliveries follow order lines.</summary>
internal static class Procurement
{
    /// <summary>Moves what the lines ask for beyond what moves for them already, counted without what came back.</summary>
    public static void Follow(Env asked, Row order, params IReadOnlyList<Row> lines)
    {
        var env = asked.Sudo();
        foreach (var line in lines.Where(line => OrderLines.Template(env, line)?.Text("type") == "consu"))
        {
            foreach (var part in Kits.Parts(env, line.Link("product_id")!.Value))
            {
                var missing = (line.Number("product_uom_qty") * part.Each) - Moving(env, order, line, part);
                if (missing > 0m) Add(env, order, line, part, missing);
                else if (missing < 0m) Take(env, order, line, part, -missing);
            }
        }

        foreach (var picking in Stock.PickingsOf(env, order)) Transfers.Restate(env, picking);
    }

    public static void Cancel(Env asked, Row order)
    {
        var env = asked.Sudo();
        foreach (var picking in Stock.PickingsOf(env, order).Where(Stock.IsOpen)) Transfers.Cancel(env, picking);
    }

    private static IEnumerable<Row> MovesOf(Env env, Row line, Part part) => Stock.MovesOfLine(env, line).Where(move => move.Link("bom_line_id") == part.BillLine);

    private static decimal Moving(Env env, Row order, Row line, Part part) => MovesOf(env, line, part).Where(move => move.Text("state") != "cancel").Sum(move =>
        Starts(env, order, move) ? Quantity(move) : Stock.IsReturn(env, move) ? -Quantity(move) : 0m);

    private static decimal Quantity(Row move) => move.Number(move.Text("state") == "done" ? "quantity" : "product_uom_qty");

    /// <summary>The first step out of the warehouse's stock.</summary>
    private static bool Starts(Env env, Row order, Row move) =>
        move.Link("origin_returned_move_id") is null && move.Link("location_id") == Warehouse(env, order).Link("lot_stock_id");

    private static Row Warehouse(Env env, Row order) => env.Linked(order, "warehouse_id", "stock.warehouse")
        ?? throw OdooException.User("Please contact your administrator to configure your warehouse.");

    private static void Add(Env env, Row order, Row line, Part part, decimal quantity)
    {
        var open = MovesOf(env, line, part).FirstOrDefault(move => Stock.IsOpen(move) && Starts(env, order, move));
        if (open is not null)
        {
            Reservation.Demand(env, open, open.Number("product_uom_qty") + quantity);
            return;
        }

        var warehouse = Warehouse(env, order);
        var (code, destination) = warehouse.Text("delivery_steps") switch
        {
            "pick_pack_ship" => ("PICK", warehouse.Link("wh_pack_stock_loc_id")!.Value),
            "pick_ship" => ("PICK", warehouse.Link("wh_output_stock_loc_id")!.Value),
            _ => ("OUT", Transfers.Customers(env)),
        };
        var type = PickingTypes.Of(env, warehouse, code);
        var picking = Transfers.OpenOf(env, order, type) ?? Transfers.Make(env, order, type, warehouse.Link("lot_stock_id")!.Value, destination);
        Transfers.AddMove(env, picking, line, part, quantity);
    }

    private static void Take(Env env, Row order, Row line, Part part, decimal quantity)
    {
        foreach (var move in MovesOf(env, line, part).Where(move => Stock.IsOpen(move) && Starts(env, order, move)).OrderByDescending(move => move.Id))
        {
            var taken = Math.Min(quantity, move.Number("product_uom_qty"));
            Reservation.Demand(env, move, move.Number("product_uom_qty") - taken);
            quantity -= taken;
        }
    }
}
