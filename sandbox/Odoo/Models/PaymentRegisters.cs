using Tandem.Sandbox.Odoo.Orm;

namespace Tandem.Sandbox.Odoo.Models;

/// <summary>The wizard that pays an invoice or credit note: <c>account.payment.register</c>.</summary>
internal sealed class PaymentRegisters : Behaviour
{
    private const string Name = "account.payment.register";

    public override string Model => Name;

    public override IReadOnlyList<Method> Methods => [Method.OnRecords("action_create_payments()", Pay, "AccountPaymentRegister")];

    public override string? DisplayName(Env env, Row row) => $"{Name},{row.Id}";

    public override void Defaults(Env env, Dictionary<string, object?> values)
    {
        var moves = Asked(env).Select(id => env.Row(Moves.Name, id)).ToList();
        if (moves.Count == 0) throw OdooException.User("The register payment wizard should only be called on account.move or account.move.line records.");
        var left = moves.Sum(move => MoveAmounts.Residual(env, move));
        if (left == 0m)
            throw OdooException.User(env.Is19
                ? "There's nothing left to pay for the selected journal items, so no payment registration is necessary. You've got your finances under control like a boss!"
                : "You can't register a payment because there is nothing left to pay on the selected journal items.");
        var company = moves[0].Link("company_id")!.Value;
        values["payment_type"] = moves[0].Text("move_type") == "out_refund" ? "outbound" : "inbound";
        values["partner_type"] = "customer";
        values["partner_id"] = moves[0].Link("partner_id");
        values["company_id"] = company;
        values.TryAdd("payment_difference_handling", "open");
        if (!Conversion.Truth(values.GetValueOrDefault("payment_date"))) values["payment_date"] = Moves.Today(env);
        if (!Conversion.Truth(values.GetValueOrDefault("journal_id"))) values["journal_id"] = Journals.First(env, company, "bank");
        var journal = env.Row("account.journal", Conversion.Whole(values["journal_id"]));
        if (!Conversion.Truth(values.GetValueOrDefault("currency_id"))) values["currency_id"] = journal.Link("currency_id") ?? moves[0].Link("currency_id");
        values.TryAdd("amount", left);
        if (!Conversion.Truth(values.GetValueOrDefault("payment_method_line_id")))
            values["payment_method_line_id"] = Journals.Ways(env, journal, (string)values["payment_type"]!).FirstOrDefault()?.Id;
        if (!Conversion.Truth(values.GetValueOrDefault("communication"))) values["communication"] = moves[0].Text("payment_reference") ?? moves[0].Text("name");
    }

    public override void Created(Env env, Row row) => env.Set(Name, row, "practice_moves", Asked(env));

    /// <summary>What the payment does not cover, or covers too much, is booked on the account of the wizard, however much it is.</summary>
    private static void WriteOff(Env env, Row wizard, Row payment)
    {
        var difference = Difference(env, wizard);
        if (wizard.Text("payment_difference_handling") != "reconcile" || difference == 0m) return;
        if (wizard.Link("writeoff_account_id") is not { } account)
            throw OdooException.Validation("The operation cannot be completed:\n- Create/update: a mandatory field is not set.\n- Delete: another model requires the record being deleted.\nModel: Journal Item (account.move.line)\nField: Account (account_id)");
        env.Set(Payments.Name, payment, "practice_difference", difference);
        env.Set(Payments.Name, payment, "practice_difference_account", account);
        env.Set(Payments.Name, payment, "practice_difference_label", wizard.Text("writeoff_label") ?? "Write-Off");
    }

    private static List<int> Asked(Env env) => (env.Context.GetValueOrDefault("active_ids") as List<object?> ?? []).Select(Conversion.Whole).ToList();

    public override object? Compute(Env env, Row row, FieldDefinition field) =>
        field.Name == "payment_difference" ? Difference(env, row) : row[field.Name];

    private static decimal Difference(Env env, Row wizard) =>
        wizard.Links("practice_moves").Sum(id => MoveAmounts.Residual(env, env.Row(Moves.Name, id))) - wizard.Number("amount");

    private static object? Pay(Env env, Call call)
    {
        var wizard = env.Row(Name, call.Ids[0]);
        var moves = wizard.Links("practice_moves").Select(id => env.Row(Moves.Name, id)).ToList();
        if (env.Is19 && moves.Exists(move => move.Text("state") == "cancel")) throw OdooException.User("You can not reconcile cancelled entries.");
        var payment = Writing.Create(env, Payments.Name, new Dictionary<string, object?>
        {
            ["company_id"] = wizard.Link("company_id"), ["payment_type"] = wizard.Text("payment_type"), ["partner_type"] = "customer",
            ["partner_id"] = wizard.Link("partner_id"), ["amount"] = wizard.Number("amount"), ["currency_id"] = wizard.Link("currency_id"),
            ["journal_id"] = wizard.Link("journal_id"), ["payment_method_line_id"] = wizard.Link("payment_method_line_id"),
            ["date"] = wizard.Text("payment_date"), ["memo"] = wizard.Text("communication"),
            ["invoice_ids"] = moves.Select(move => (object?)(long)move.Id).ToList(),
        });
        WriteOff(env, wizard, payment);
        Payments.Post(env, new Call(Payments.Name, [payment.Id], new Dictionary<string, object?>()));
        if (env.Linked(payment, "move_id", Moves.Name) is { } entry)
            foreach (var move in moves.Where(move => move.Text("state") == "posted")) Reconciliation.Match(env.Sudo(), entry, move);
        return new Dictionary<string, object?>
        {
            ["name"] = "Payments", ["type"] = "ir.actions.act_window", ["res_model"] = Payments.Name,
            ["context"] = new Dictionary<string, object?> { ["create"] = false }, ["view_mode"] = "form", ["res_id"] = payment.Id,
        };
    }
}
