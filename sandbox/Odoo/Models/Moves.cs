using Tandem.Sandbox.Odoo.Orm;

namespace Tandem.Sandbox.Odoo.Models;

/// <summary>Invoices, credit notes and the entries of payments: <c>account.move</c>.</summary>
internal sealed class Moves : Behaviour
{
    public const string Name = "account.move";

    /// <summary>In Odoo's order of naming them.</summary>
    private static readonly string[] FixedOncePosted =
    [
        "invoice_line_ids", "line_ids", "invoice_date", "date", "partner_id", "invoice_payment_term_id", "currency_id", "fiscal_position_id",
    ];

    public override string Model => Name;

    public override IReadOnlyList<Method> Methods =>
    [
        Method.OnRecords("action_post()", MovePosting.Post, "AccountMove"),
        Method.OnRecords("button_cancel()", MovePosting.Cancel, "AccountMove"),
        Method.OnRecords("button_draft()", MovePosting.Draft, "AccountMove"),
        Method.OnRecords("js_assign_outstanding_line(line_id)", Reconciliation.Assign, "AccountMove"),
    ];

    public override void Defaults(Env env, Dictionary<string, object?> values)
    {
        if (!Conversion.Truth(values.GetValueOrDefault("company_id"))) values["company_id"] = (long)env.Company;
        var company = Conversion.Whole(values["company_id"]);
        values.TryAdd("move_type", "entry");
        values["state"] = "draft";
        if (!Conversion.Truth(values.GetValueOrDefault("journal_id"))) values["journal_id"] = Journals.First(env, company, values["move_type"] is "entry" ? "general" : "sale");
        if (!Conversion.Truth(values.GetValueOrDefault("currency_id"))) values["currency_id"] = env.Row("res.company", company).Link("currency_id");
        var date = Conversion.Truth(values.GetValueOrDefault("invoice_date")) ? values["invoice_date"] : null;
        if (!Conversion.Truth(values.GetValueOrDefault("date"))) values["date"] = date ?? Today(env);
        if (!Conversion.Truth(values.GetValueOrDefault("invoice_date_due"))) values["invoice_date_due"] = Today(env);
        if (!values.ContainsKey("invoice_payment_term_id") && Conversion.Truth(values.GetValueOrDefault("partner_id")))
            values["invoice_payment_term_id"] = env.Row("res.partner", Conversion.Whole(values["partner_id"])).Link("property_payment_term_id");
    }

    public override void Created(Env env, Row row) => FollowDate(env, row);

    public override void Changing(Env env, Row row, IReadOnlyDictionary<string, object?> values)
    {
        if (row.Text("state") == "posted" && FixedOncePosted.Where(values.ContainsKey).ToList() is { Count: > 0 } touched)
            throw OdooException.User($"You cannot modify the following readonly fields on a posted move: {string.Join(", ", touched)}");
    }

    public override void Written(Env env, Row row, IReadOnlyDictionary<string, object?> values)
    {
        if (values.ContainsKey("invoice_date") || values.ContainsKey("invoice_payment_term_id")) FollowDate(env, row);
        MoveAmounts.Forget(env, row);
    }

    public override void Unlinking(Env env, Row row)
    {
        if (row.Text("state") == "posted") throw OdooException.User("You cannot delete this entry, as it has already consumed a sequence number and is not the last one in the chain. You should probably revert it instead.");
        Writing.Unlink(env.Sudo(), MoveLines.Name, [.. env.Database[MoveLines.Name].Pointing("move_id", row.Id)]);
    }

    public override bool Lists(Env env, FieldDefinition field, Row other) =>
        field.Name != "invoice_line_ids" || other.Text("display_type") is "product" or "line_section" or "line_note";

    public override string? DisplayName(Env env, Row row)
    {
        var name = row.Text("name") is { } number ? number : "/";
        return (row.Text("state") == "draft" ? "Draft Entry " : "") + name + (row.Text("ref") is { } reference ? $" ({reference})" : "");
    }

    public override object? Compute(Env env, Row row, FieldDefinition field) => field.Name switch
    {
        "amount_untaxed" or "amount_tax" or "amount_total" => MoveAmounts.Of(env, row, field.Name),
        "amount_total_signed" => (row.Text("move_type") == "out_refund" ? -1m : 1m) * MoveAmounts.Of(env, row, "amount_total"),
        "amount_residual" => MoveAmounts.Residual(env, row),
        "payment_state" => PaymentStates.Of(env, row),
        "tax_totals" => row.Text("move_type") == "entry" ? null : MoveAmounts.Totals(env, row),
        "invoice_payments_widget" => PaymentStates.Summary(env, row),
        _ => row[field.Name],
    };

    public static string Today(Env env) => env.Now[..10];

    /// <summary>The entry is dated as the document; a term decides when it is due, else what was stated stays.</summary>
    private static void FollowDate(Env env, Row row)
    {
        if (row.Text("invoice_date") is { } date) env.Set(Name, row, "date", date);
        if (row.Link("invoice_payment_term_id") is { } term)
            env.Set(Name, row, "invoice_date_due", PaymentTerms.Due(env, term, row.Text("invoice_date") ?? Today(env)));
    }
}
