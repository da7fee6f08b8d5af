using Tandem.Sandbox.Odoo.Orm;

namespace Tandem.Sandbox.Odoo.Models;

/// <summary>The dialogue for returns: <c>stock.return.picking</c>.</summary>
internal sealed class ReturnDialogues : Behaviour
{
    public override string Model => "stock.return.picking";

    public override IReadOnlyList<Method> Methods => [Method.OnRecords("action_create_returns()", Create, "StockReturnPicking")];

    /// <summary>Offers every move with quantity 0 unless the caller names some.</summary>
    public override void Created(Env env, Row row)
    {
        if (env.Linked(row, "picking_id", "stock.picking") is not { } picking || Lines(env, row).Count > 0) return;
        foreach (var move in Stock.MovesOf(env, picking).Where(move => move.Text("state") != "cancel"))
            Writing.Create(env, "stock.return.picking.line", new Dictionary<string, object?> { ["wizard_id"] = row.Id, ["product_id"] = move["product_id"], ["move_id"] = move.Id, ["quantity"] = 0m });
    }

    public override object? Compute(Env env, Row row, FieldDefinition field) =>
        field.Name == "company_id" ? env.Linked(row, "picking_id", "stock.picking")?["company_id"] : row[field.Name];

    private static object? Create(Env asked, Call call)
    {
        Access.Check(asked, "stock.return.picking", 'w');
        var env = asked.Sudo();
        var dialogue = env.Row("stock.return.picking", call.Ids[0]);
        var lines = Lines(env, dialogue).Where(line => line.Number("quantity") != 0m).ToList();
        if (lines.Count == 0) throw OdooException.User("Please specify at least one non-zero quantity.");
        Chatter.Post(asked);
        return new Dictionary<string, object?>
        {
            ["name"] = "Returned Picking",
            ["view_mode"] = "form",
            ["res_model"] = "stock.picking",
            ["res_id"] = Return(env, env.Row("stock.picking", dialogue.Link("picking_id")!.Value), lines).Id,
            ["type"] = "ir.actions.act_window",
            ["context"] = new Dictionary<string, object?>(asked.Context),
        };
    }

    private static Row Return(Env env, Row delivered, List<Row> lines)
    {
        var type = env.Row("stock.picking.type", delivered.Link("picking_type_id")!.Value);
        var back = env.Linked(type, "return_picking_type_id", "stock.picking.type") ?? type;
        var made = Transfers.Copy(env, delivered, new Dictionary<string, object?>
        {
            ["picking_type_id"] = back.Id,
            ["return_id"] = delivered.Id,
            ["origin"] = $"Return of {delivered.Text("name")}",
            ["location_id"] = delivered["location_dest_id"],
            ["location_dest_id"] = env.Row("stock.warehouse", back.Link("warehouse_id")!.Value)["lot_stock_id"],
        });
        foreach (var line in lines) Move(env, made, env.Row("stock.move", line.Link("move_id")!.Value), line);
        Transfers.Restate(env, made);
        return made;
    }

    private static void Move(Env env, Row made, Row delivered, Row line) => Reservation.Demand(
        env,
        Transfers.CopyMove(env, delivered, new Dictionary<string, object?>
        {
            ["picking_id"] = made.Id,
            ["location_id"] = made["location_id"],
            ["location_dest_id"] = made["location_dest_id"],
            ["origin_returned_move_id"] = delivered.Id,
            ["to_refund"] = line.Flag("to_refund"),
        }),
        line.Number("quantity"));

    private static List<Row> Lines(Env env, Row dialogue) =>
        [.. env.Database["stock.return.picking.line"].Pointing("wizard_id", dialogue.Id).Select(id => env.Row("stock.return.picking.line", id))];
}

/// <summary>What comes back of one move: <c>stock.return.picking.line</c>.</summary>
internal sealed class ReturnDialogueLines : Behaviour
{
    public override string Model => "stock.return.picking.line";

    public override void Defaults(Env env, Dictionary<string, object?> values)
    {
        values.TryAdd("quantity", 1m);
        values.TryAdd("to_refund", true);
    }

    public override object? Compute(Env env, Row row, FieldDefinition field) =>
        field.Name == "move_quantity" ? env.Linked(row, "move_id", "stock.move")?.Number("quantity") : row[field.Name];
}

/// <summary>The question whether the rest of a transfer becomes a backorder: <c>stock.backorder.confirmation</c>.</summary>
internal sealed class BackorderDialogues : Behaviour
{
    public override string Model => "stock.backorder.confirmation";

    public override IReadOnlyList<Method> Methods => [Method.OnRecords("process()", Process, "StockBackorderConfirmation")];

    public static Dictionary<string, object?> Open(IReadOnlyList<Row> pickings) => new()
    {
        ["name"] = "Create Backorder?",
        ["type"] = "ir.actions.act_window",
        ["view_mode"] = "form",
        ["res_model"] = "stock.backorder.confirmation",
        ["view_id"] = 893,
        ["target"] = "new",
        ["context"] = new Dictionary<string, object?>
        {
            ["button_validate_picking_ids"] = pickings.Select(picking => (object?)picking.Id).ToList(),
            ["default_show_transfers"] = false,
            ["default_pick_ids"] = pickings.Select(picking => (object?)new List<object?> { 4, picking.Id }).ToList(),
        },
    };

    private static object? Process(Env env, Call call) => env.Context.GetValueOrDefault("button_validate_picking_ids") is List<object?> ids
        ? Validation.Press(env.With(("skip_backorder", true)), new Call("stock.picking", [.. ids.Select(Conversion.Whole)], new Dictionary<string, object?>()))
        : true;
}
