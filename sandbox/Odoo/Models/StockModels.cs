using Tandem.Sandbox.Odoo.Orm;

namespace Tandem.Sandbox.Odoo.Models;

/// <summary>Transfers: <c>stock.picking</c>.</summary>
internal sealed class Pickings : Behaviour
{
    public override string Model => "stock.picking";

    public override IReadOnlyList<Method> Methods =>
    [
        Method.OnRecords("button_validate()", Validation.Press, "StockPicking"),
        Method.OnRecords("action_cancel()", Cancel, "StockPicking"),
        Method.OnRecords("action_confirm()", Confirm, "StockPicking"),
        Method.OnRecords("action_assign()", Confirm, "StockPicking"),
    ];

    public override void Written(Env env, Row row, IReadOnlyDictionary<string, object?> values)
    {
        if (!values.ContainsKey("location_dest_id")) return;
        foreach (var move in Stock.MovesOf(env, row).Where(Stock.IsOpen)) env.Set("stock.move", move, "location_dest_id", row["location_dest_id"]);
    }

    public override object? Compute(Env env, Row row, FieldDefinition field) => field.Name switch
    {
        "picking_type_code" => env.Linked(row, "picking_type_id", "stock.picking.type")?.Text("code"),
        _ => row[field.Name],
    };

    /// <summary>Made by hand: its number is its type's, and nothing of it is promised yet.</summary>
    public override void Defaults(Env env, Dictionary<string, object?> values)
    {
        values.TryAdd("state", "draft");
        if (values.ContainsKey("name") || values.GetValueOrDefault("picking_type_id") is not { } type) return;
        var row = env.Row("stock.picking.type", Conversion.Whole(type));
        values["name"] = PickingTypes.NextName(env, row);
        values.TryAdd("company_id", row["company_id"]);
        values.TryAdd("scheduled_date", env.Now);
    }

    /// <summary>Asks for its goods, as far as nobody has yet.</summary>
    private static object? Confirm(Env asked, Call call)
    {
        Access.Check(asked, "stock.picking", 'w');
        var env = asked.Sudo();
        foreach (var picking in call.Ids.Select(id => env.Row("stock.picking", id)))
        {
            foreach (var move in Stock.MovesOf(env, picking).Where(move => move.Text("state") is "draft" or "confirmed" or "partially_available"))
                Reservation.Demand(env, move, move.Number("product_uom_qty"));
            Transfers.Restate(env, picking);
        }

        return true;
    }

    private static object? Cancel(Env env, Call call)
    {
        Access.Check(env, "stock.picking", 'w');
        foreach (var picking in call.Ids.Select(id => env.Row("stock.picking", id)))
        {
            if (Stock.MovesOf(env, picking).Exists(move => move.Text("state") == "done"))
                throw OdooException.User("You cannot cancel a stock move that has been set to 'Done'. Create a return in order to reverse the moves which took place.");
            Transfers.Cancel(env.Sudo(), picking);
        }

        return true;
    }
}

/// <summary>The goods of transfers: <c>stock.move</c>.</summary>
internal sealed class StockMoves : Behaviour
{
    public override string Model => "stock.move";

    public override void Defaults(Env env, Dictionary<string, object?> values)
    {
        values.TryAdd("state", "draft");
        values.TryAdd("date", env.Now);
        if (values.GetValueOrDefault("picking_id") is { } picking) values.TryAdd("company_id", env.Row("stock.picking", Conversion.Whole(picking))["company_id"]);
    }

    public override void Written(Env env, Row row, IReadOnlyDictionary<string, object?> values)
    {
        if (!values.ContainsKey("quantity") || !Stock.IsOpen(row)) return;
        Reservation.Force(env.Sudo(), row, row.Number("quantity"));
        if (env.Linked(row, "picking_id", "stock.picking") is { } picking) Transfers.Restate(env.Sudo(), picking);
    }

    public override string? DisplayName(Env env, Row row) => row.Text("origin");

    public override object? Compute(Env env, Row row, FieldDefinition field) => field.Name switch
    {
        "product_qty" => row["product_uom_qty"],
        "has_tracking" => Stock.Template(env, row).Text("tracking"),
        "location_usage" => Stock.Usage(env, row, "location_id"),
        "location_dest_usage" => Stock.Usage(env, row, "location_dest_id"),
        "reference" => env.Linked(row, "picking_id", "stock.picking")?.Text("name"),
        _ => row[field.Name],
    };
}

/// <summary>What lies where: <c>stock.quant</c>, counted by people in inventory mode.</summary>
internal sealed class Quants : Behaviour
{
    public override string Model => "stock.quant";

    public override IReadOnlyList<Method> Methods => [Method.OnRecords("action_apply_inventory()", Apply, "StockQuant")];

    public override void Defaults(Env env, Dictionary<string, object?> values)
    {
        values.TryAdd("quantity", 0m);
        values.TryAdd("reserved_quantity", 0m);
        values.TryAdd("company_id", env.Linked(env.Row("stock.location", Conversion.Whole(values["location_id"])), "company_id", "res.company")?.Id);
    }

    private static object? Apply(Env env, Call call)
    {
        Access.Check(env, "stock.quant", 'w');
        foreach (var counted in call.Ids.Select(id => env.Row("stock.quant", id)))
        {
            var before = Stock.Quants(env, counted.Link("product_id")!.Value)
                .First(quant => quant.Link("location_id") == counted.Link("location_id") && quant.Link("lot_id") == counted.Link("lot_id"));
            env.Set("stock.quant", before, "quantity", counted.Number("inventory_quantity"));
            env.Set("stock.quant", before, "write_date", env.Now);
            if (before.Id != counted.Id) Writing.Unlink(env.Sudo(), "stock.quant", [counted.Id]);
        }

        return null;
    }
}

/// <summary>Warehouses, which bring their locations and types of transfer: <c>stock.warehouse</c>.</summary>
internal sealed class Warehouses : Behaviour
{
    public override string Model => "stock.warehouse";

    public override void Defaults(Env env, Dictionary<string, object?> values)
    {
        values.TryAdd("company_id", (long)env.Company);
        values.TryAdd("delivery_steps", "ship_only");
        values.TryAdd("sequence", 10L);
        if (values.ContainsKey("view_location_id")) return;
        var view = Place(env, values, (string)values["code"]!, "view", null);
        values["view_location_id"] = (long)view;
        values["lot_stock_id"] = (long)Place(env, values, "Stock", "internal", view);
        values["wh_pack_stock_loc_id"] = (long)Place(env, values, "Packing Zone", "internal", view);
        values["wh_output_stock_loc_id"] = (long)Place(env, values, "Output", "internal", view);
    }

    public override void Created(Env env, Row row) => PickingTypes.Make(env, row);

    /// <summary>Its locations are archived with it, and come back with it.</summary>
    public override void Written(Env env, Row row, IReadOnlyDictionary<string, object?> values)
    {
        if (!values.ContainsKey("active") || row.Link("view_location_id") is not { } view) return;
        foreach (var place in env.Database["stock.location"].Rows.Where(place => Stock.Within(env, place.Id, view)).ToList())
            env.Set("stock.location", place, "active", row.Flag("active"));
    }

    private static int Place(Env env, Dictionary<string, object?> values, string name, string usage, int? parent) => Writing.Create(
        env.Sudo(), "stock.location", new Dictionary<string, object?> { ["name"] = name, ["usage"] = usage, ["location_id"] = parent, ["company_id"] = values["company_id"] }).Id;
}

/// <summary>Types of transfer, each with its own numbers: <c>stock.picking.type</c>.</summary>
internal sealed class PickingTypes : Behaviour
{
    public override string Model => "stock.picking.type";

    public static Row Of(Env env, Row warehouse, string code) =>
        env.Database["stock.picking.type"].Rows.First(type => type.Link("warehouse_id") == warehouse.Id && type.Text("sequence_code") == code);

    /// <summary>Deliveries, receipts, which are returns too, and picking where that is a step of its own.</summary>
    public static void Make(Env env, Row warehouse)
    {
        var delivery = Type(env, warehouse, "Delivery Orders", "outgoing", "OUT");
        var receipt = Type(env, warehouse, "Receipts", "incoming", "IN");
        env.Set("stock.picking.type", delivery, "return_picking_type_id", receipt.Id);
        env.Set("stock.picking.type", receipt, "return_picking_type_id", delivery.Id);
        if (warehouse.Text("delivery_steps") is "pick_ship" or "pick_pack_ship") Type(env, warehouse, "Pick", "internal", "PICK");
        if (warehouse.Text("delivery_steps") == "pick_pack_ship") Type(env, warehouse, "Pack", "internal", "PACK");
    }

    public static string NextName(Env env, Row type)
    {
        var warehouse = env.Row("stock.warehouse", type.Link("warehouse_id")!.Value);
        return $"{warehouse.Text("code")}/{type.Text("sequence_code")}/{env.Database.Next($"picking {type.Id}"):D5}";
    }

    private static Row Type(Env env, Row warehouse, string name, string code, string sequence) => Writing.Create(env.Sudo(), "stock.picking.type", new Dictionary<string, object?>
    {
        ["name"] = name,
        ["code"] = code,
        ["warehouse_id"] = warehouse.Id,
        ["company_id"] = warehouse["company_id"],
        ["sequence_code"] = sequence,
        ["create_backorder"] = "ask",
        ["sequence"] = 10L,
    });
}
