using Tandem.Sandbox.Odoo.Orm;

namespace Tandem.Sandbox.Odoo.Models;

/// <summary>The wizard that credits an invoice: <c>account.move.reversal</c>.</summary>
internal sealed class MoveReversals : Behaviour
{
    public override string Model => "account.move.reversal";

    public override IReadOnlyList<Method> Methods =>
    [
        Method.OnRecords("refund_moves()", Refund, "AccountMoveReversal"),
    ];

    public override string? DisplayName(Env env, Row row) => $"{Model},{row.Id}";

    public override void Defaults(Env env, Dictionary<string, object?> values)
    {
        if (!values.ContainsKey("move_ids")) values["move_ids"] = env.Context.GetValueOrDefault("active_ids");
        if (!Conversion.Truth(values.GetValueOrDefault("date"))) values["date"] = Moves.Today(env);
        values["company_id"] = (long)env.Company;
    }

    public override void Created(Env env, Row row)
    {
        if (row.Links("move_ids").Any(id => env.Row(Moves.Name, id).Text("state") != "posted"))
            throw OdooException.User(env.Is19 ? "To reverse a journal entry, it has to be posted first." : "You can only reverse posted moves.");
    }

    private object? Refund(Env env, Call call)
    {
        var wizard = env.Row(Model, call.Ids[0]);
        var notes = wizard.Links("move_ids").Select(id => Copy(env, env.Row(Moves.Name, id), wizard)).ToList();
        env.Set(Model, wizard, "new_move_ids", notes.Select(note => note.Id).ToList());
        var action = new Dictionary<string, object?> { ["name"] = "Reverse Moves", ["type"] = "ir.actions.act_window", ["res_model"] = Moves.Name };
        if (notes.Count == 1)
        {
            action["view_mode"] = "form";
            action["res_id"] = notes[0].Id;
            action["context"] = new Dictionary<string, object?> { ["default_move_type"] = notes[0].Text("move_type") };
        }
        else
        {
            action["view_mode"] = "list,form";
            action["domain"] = new List<object?> { new List<object?> { "id", "in", notes.Select(note => note.Id).ToList() } };
        }

        return action;
    }

    private static Row Copy(Env env, Row move, Row wizard)
    {
        var reason = wizard.Text("reason") is { } text ? $", {text}" : "";
        return Writing.Create(env, Moves.Name, new Dictionary<string, object?>
        {
            ["move_type"] = "out_refund", ["company_id"] = move.Link("company_id"), ["journal_id"] = wizard.Link("journal_id"), ["currency_id"] = move.Link("currency_id"),
            ["partner_id"] = move.Link("partner_id"), ["ref"] = $"Reversal of: {move.Text("name")}{reason}", ["invoice_origin"] = move.Text("invoice_origin"),
            ["invoice_date"] = wizard.Text("date"), ["invoice_date_due"] = wizard.Text("date"), ["invoice_payment_term_id"] = false, ["reversed_entry_id"] = move.Id,
            ["invoice_line_ids"] = MoveAmounts.Lines(env, move).Select(line => (object?)new List<object?>
            {
                0L, 0L, new Dictionary<string, object?>
                {
                    ["product_id"] = line.Link("product_id"), ["name"] = line.Text("name"), ["quantity"] = line.Number("quantity"), ["price_unit"] = line.Number("price_unit"),
                    ["discount"] = line.Number("discount"), ["tax_ids"] = Set(line.Links("tax_ids")), ["sale_line_ids"] = Set(line.Links("sale_line_ids")),
                },
            }).ToList(),
        });
    }

    private static List<object?> Set(IEnumerable<int> ids) => [.. ids.Select(id => (object?)(long)id)];
}
