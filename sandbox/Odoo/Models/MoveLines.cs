using Tandem.Sandbox.Odoo.Arithmetic;
using Tandem.Sandbox.Odoo.Orm;

namespace Tandem.Sandbox.Odoo.Models;

/// <summary>Lines of invoices, and what customers owe by them: <c>account.move.line</c>. Lines of income and taxes are left out.</summary>
internal sealed class MoveLines : Behaviour
{
    public const string Name = "account.move.line";

    public override string Model => Name;

    public override void Defaults(Env env, Dictionary<string, object?> values)
    {
        values.TryAdd("display_type", "product");
        values.TryAdd("sequence", 100L);
        var move = env.Row(Moves.Name, Conversion.Whole(values["move_id"]));
        values["currency_id"] = move.Link("currency_id");
        values.TryAdd("partner_id", move.Link("partner_id"));
        if (values["display_type"] is not "product") return;
        values.TryAdd("quantity", 1m);
        if (!Conversion.Truth(values.GetValueOrDefault("product_id"))) return;
        var product = env.Row("product.product", Conversion.Whole(values["product_id"]));
        var template = env.Row("product.template", product.Link("product_tmpl_id")!.Value);
        if (!Conversion.Truth(values.GetValueOrDefault("name"))) values["name"] = env.DisplayName("product.product", product);
        values.TryAdd("price_unit", template.Number("list_price"));
        if (!values.ContainsKey("tax_ids"))
            values["tax_ids"] = template.Links("taxes_id").Where(id => env.Row("account.tax", id).Link("company_id") == move.Link("company_id")).Select(id => (object?)(long)id).ToList();
    }

    public override object? Stored(Env env, FieldDefinition field, object? value) => field.Name switch
    {
        "price_unit" when !env.Is19 => OdooRounding.ToDigits((decimal)value!, OrderLines.Digits(env, "Product Price")),
        "discount" => OdooRounding.ToDigits((decimal)value!, OrderLines.Digits(env, "Discount")),
        _ => value,
    };

    public override void Created(Env env, Row row)
    {
        SoldQuantities.Link(env, row);
        Settle(env, row);
    }

    public override void Changing(Env env, Row row, IReadOnlyDictionary<string, object?> values)
    {
        var move = env.Row(Moves.Name, row.Link("move_id")!.Value);
        if (move.Text("state") == "posted" && (values.ContainsKey("quantity") || values.ContainsKey("price_unit") || values.ContainsKey("tax_ids")))
            throw OdooException.User("You cannot modify the following readonly fields on a posted move: invoice_line_ids");
    }

    public override void Written(Env env, Row row, IReadOnlyDictionary<string, object?> values)
    {
        SoldQuantities.Link(env, row);
        Settle(env, row);
    }

    public override void Unlinking(Env env, Row row)
    {
        var move = env.Row(Moves.Name, row.Link("move_id")!.Value);
        if (move.Text("state") == "posted") throw OdooException.User("You cannot delete a line of a posted entry.");
        SoldQuantities.Unlink(env, row);
        MoveAmounts.Forget(env, move);
    }

    public override object? Compute(Env env, Row row, FieldDefinition field)
    {
        var move = env.Row(Moves.Name, row.Link("move_id")!.Value);
        return field.Name switch
        {
            "move_name" => move["name"],
            "parent_state" => move["state"],
            "move_type" or "date" or "company_id" or "journal_id" => move[field.Name],
            "payment_id" => move.Link("origin_payment_id"),
            "account_type" => env.Linked(row, "account_id", "account.account")?.Text("account_type"),
            "amount_residual" or "amount_residual_currency" => Reconciliation.Open(env, row),
            "reconciled" => Reconciliation.Reconcilable(env, row) && Reconciliation.Open(env, row) == 0m,
            _ => row[field.Name],
        };
    }

    private static void Settle(Env env, Row row)
    {
        var move = env.Row(Moves.Name, row.Link("move_id")!.Value);
        MoveAmounts.Forget(env, move);
        if (row.Text("display_type") != "product") return;
        var amounts = DocumentAmounts.OfLine(MoveAmounts.Line(env, row), MoveAmounts.Rules(env, move));
        env.Set(Name, row, "price_subtotal", amounts.Subtotal);
        env.Set(Name, row, "price_total", amounts.Total);
    }
}
