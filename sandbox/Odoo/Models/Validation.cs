using Tandem.Sandbox.Odoo.Orm;

namespace Tandem.Sandbox.Odoo.Models;

/// <summary>The button that ends a transfer: <c>stock.picking.button_validate</c>.</summary>
internal static class Validation
{
    public static object? Press(Env env, Call call)
    {
        Access.Check(env, "stock.picking", 'w');
        var pickings = call.Ids.Select(id => env.Row("stock.picking", id)).Where(picking => !env.Is19 || picking.Text("state") != "done").ToList();
        Access.CheckRows(env, "stock.picking", pickings, "write");
        return Run(env.Sudo(), pickings);
    }

    private static object? Run(Env env, List<Row> pickings)
    {
        foreach (var picking in pickings) Check(env, picking);
        foreach (var picking in pickings) PickAll(env, picking);
        var asking = pickings.Where(picking => Asks(env, picking)).ToList();
        if (asking.Count > 0 && !Conversion.Truth(env.Context.GetValueOrDefault("skip_backorder"))) return BackorderDialogues.Open(asking);
        foreach (var picking in pickings) Finish(env, picking);
        return true;
    }

    private static void Check(Env env, Row picking)
    {
        var open = Open(env, picking);
        if (open.TrueForAll(move => move.Number("quantity") == 0m))
            throw OdooException.User("You cannot validate a transfer if no quantities are reserved. To force the transfer, encode quantities.");
        var picked = open.Exists(move => move.Flag("picked")) ? open.Where(move => move.Flag("picked")) : open;
        var unnamed = picked.Where(move => move.Number("quantity") > 0m && !Reservation.Named(env, move)).Select(move => env.DisplayName("product.product", env.Row("product.product", move.Link("product_id")!.Value))).ToList();
        if (unnamed.Count > 0) throw OdooException.User($"You need to supply a Lot/Serial number for products {string.Join(", ", unnamed)}.");
    }

    private static void PickAll(Env env, Row picking)
    {
        var open = Open(env, picking);
        if (open.Exists(move => move.Flag("picked"))) return;
        foreach (var move in open) env.Set("stock.move", move, "picked", true);
    }

    private static bool Asks(Env env, Row picking) =>
        Rule(env, picking) == "ask" && Open(env, picking).Exists(move => !move.Flag("picked") || move.Number("quantity") < move.Number("product_uom_qty"));

    private static void Finish(Env env, Row picking)
    {
        var rest = new List<Row>();
        foreach (var move in Open(env, picking))
        {
            if (!move.Flag("picked") || move.Number("quantity") == 0m) rest.Add(move);
            else if (Done(env, move) is { } split) rest.Add(split);
        }

        if (rest.Count > 0) Backorder(env, picking, rest);
        env.Set("stock.picking", picking, "state", "done");
        env.Set("stock.picking", picking, "date_done", env.Now);
        env.Set("stock.picking", picking, "write_date", env.Now);
        Push(env, picking);
    }

    /// <summary>Moves the goods; what the move asked for beyond them goes to a new one.</summary>
    private static Row? Done(Env env, Row move)
    {
        var left = move.Number("product_uom_qty") - move.Number("quantity");
        Reservation.Ship(env, move);
        env.Set("stock.move", move, "state", "done");
        env.Set("stock.move", move, "write_date", env.Now);
        if (left <= 0m) return null;
        env.Set("stock.move", move, "product_uom_qty", move.Number("quantity"));
        return Transfers.CopyMove(env, move, new Dictionary<string, object?> { ["picking_id"] = move["picking_id"], ["product_uom_qty"] = left });
    }

    private static void Backorder(Env env, Row picking, List<Row> rest)
    {
        var kept = Rule(env, picking) != "never";
        var backorder = kept ? Transfers.Copy(env, picking, new Dictionary<string, object?> { ["backorder_id"] = picking.Id }) : null;
        foreach (var move in rest)
        {
            env.Set("stock.move", move, "picked", false);
            if (backorder is not null) env.Set("stock.move", move, "picking_id", backorder.Id);
            if (backorder is not null) Reservation.Demand(env, move, move.Number("product_uom_qty"));
            else env.Set("stock.move", move, "state", "cancel");
        }

        if (backorder is not null) Transfers.Restate(env, backorder);
    }

    /// <summary>What was picked in a warehouse of several steps is to be packed or shipped next, and what was packed to be shipped.</summary>
    private static void Push(Env env, Row picking)
    {
        var type = env.Row("stock.picking.type", picking.Link("picking_type_id")!.Value);
        if (type.Text("sequence_code") is not ("PICK" or "PACK") || env.Linked(picking, "sale_id", "sale.order") is not { } order) return;
        var warehouse = env.Row("stock.warehouse", type.Link("warehouse_id")!.Value);
        var packs = type.Text("sequence_code") == "PICK" && warehouse.Text("delivery_steps") == "pick_pack_ship";
        var output = warehouse.Link("wh_output_stock_loc_id")!.Value;
        var step = PickingTypes.Of(env, warehouse, packs ? "PACK" : "OUT");
        var next = Transfers.OpenOf(env, order, step) ?? (packs
            ? Transfers.Make(env, order, step, warehouse.Link("wh_pack_stock_loc_id")!.Value, output)
            : Transfers.Make(env, order, step, output, Transfers.Customers(env)));
        foreach (var move in Stock.MovesOf(env, picking).Where(move => move.Text("state") == "done"))
        {
            var line = env.Row("sale.order.line", move.Link("sale_line_id")!.Value);
            var open = Stock.MovesOf(env, next).Find(other => Stock.IsOpen(other) && other.Link("sale_line_id") == line.Id && other.Link("bom_line_id") == move.Link("bom_line_id"));
            if (open is null) Transfers.AddMove(env, next, line, new Part(move.Link("product_id")!.Value, 1m, move.Link("bom_line_id")), move.Number("quantity"));
            else Reservation.Demand(env, open, open.Number("product_uom_qty") + move.Number("quantity"));
        }

        Transfers.Restate(env, next);
    }

    private static List<Row> Open(Env env, Row picking) => [.. Stock.MovesOf(env, picking).Where(Stock.IsOpen)];

    private static string? Rule(Env env, Row picking) => env.Row("stock.picking.type", picking.Link("picking_type_id")!.Value).Text("create_backorder");
}
