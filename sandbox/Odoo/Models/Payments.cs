using System.Globalization;
using Tandem.Sandbox.Odoo.Orm;

namespace Tandem.Sandbox.Odoo.Models;

/// <summary>Payments of customers and to them: <c>account.payment</c>.</summary>
internal sealed class Payments : Behaviour
{
    public const string Name = "account.payment";

    public override string Model => Name;

    public override IReadOnlyList<Method> Methods =>
    [
        Method.OnRecords("action_post()", Post, "AccountPayment"),
        Method.OnRecords("action_cancel()", (env, call) => Withdraw(env, call, "canceled", "cancel"), "AccountPayment"),
        Method.OnRecords("action_draft()", (env, call) => Withdraw(env, call, "draft", "draft"), "AccountPayment"),
    ];

    public override void Defaults(Env env, Dictionary<string, object?> values)
    {
        if (!Conversion.Truth(values.GetValueOrDefault("company_id"))) values["company_id"] = (long)env.Company;
        var company = Conversion.Whole(values["company_id"]);
        values.TryAdd("payment_type", "inbound");
        values.TryAdd("partner_type", "customer");
        values["state"] = "draft";
        if (!Conversion.Truth(values.GetValueOrDefault("date"))) values["date"] = Moves.Today(env);
        if (!Conversion.Truth(values.GetValueOrDefault("journal_id"))) values["journal_id"] = Journals.First(env, company, "bank");
        var journal = env.Row("account.journal", Conversion.Whole(values["journal_id"]));
        if (!Conversion.Truth(values.GetValueOrDefault("currency_id"))) values["currency_id"] = journal.Link("currency_id") ?? env.Row("res.company", company).Link("currency_id");
        if (!Conversion.Truth(values.GetValueOrDefault("payment_method_line_id")))
            values["payment_method_line_id"] = Journals.Ways(env, journal, (string)values["payment_type"]!).FirstOrDefault()?.Id;
        if (Conversion.Truth(values["payment_method_line_id"]))
            values["outstanding_account_id"] = env.Row("account.payment.method.line", Conversion.Whole(values["payment_method_line_id"])).Link("payment_account_id");
    }

    public override void Created(Env env, Row row)
    {
        foreach (var move in row.Links("invoice_ids").Select(id => env.Row(Moves.Name, id)))
            env.Set(Moves.Name, move, "matched_payment_ids", move.Links("matched_payment_ids").Append(row.Id).Order().ToList());
    }

    public override object? Compute(Env env, Row row, FieldDefinition field) => field.Name switch
    {
        "state" => State(env, row),
        "is_reconciled" => env.Linked(row, "move_id", Moves.Name) is { } entry && Reconciliation.Owed(env, entry).All(line => Reconciliation.Open(env, line) == 0m),
        "reconciled_invoice_ids" => Invoices(env, row),
        _ => row[field.Name],
    };

    public static object? Post(Env env, Call call)
    {
        Access.Check(env, Name, 'w');
        foreach (var payment in call.Ids.Select(id => env.Row(Name, id)))
        {
            if (payment.Text("state") != "draft") continue;
            var journal = env.Row("account.journal", payment.Link("journal_id")!.Value);
            var prefix = $"P{journal.Text("code")}/{payment.Text("date")![..4]}";
            if (payment.Text("name") is null) env.Set(Name, payment, "name", $"{prefix}/{env.Database.Next(prefix).ToString("D5", CultureInfo.InvariantCulture)}");
            env.Set(Name, payment, "state", "in_process");
            env.Set(Name, payment, "write_date", env.Now);
            PaymentEntries.Book(env.Sudo(), payment);
        }

        return null;
    }

    private static object? Withdraw(Env env, Call call, string state, string ofEntry)
    {
        Access.Check(env, Name, 'w');
        foreach (var payment in call.Ids.Select(id => env.Row(Name, id)))
        {
            env.Set(Name, payment, "state", state);
            env.Set(Name, payment, "write_date", env.Now);
            if (env.Linked(payment, "move_id", Moves.Name) is not { } entry) continue;
            foreach (var line in Reconciliation.Owed(env, entry).ToList()) Reconciliation.Undo(env, line);
            env.Set(Moves.Name, entry, "state", ofEntry);
        }

        return null;
    }

    /// <summary>A payment is done when all that it pays is paid; until then it is under way.</summary>
    private static string? State(Env env, Row row)
    {
        var invoices = row.Links("invoice_ids").Select(env.Database[Moves.Name].Find).OfType<Row>().ToList();
        return row.Text("state") == "in_process" && invoices.Count > 0 && invoices.TrueForAll(move => PaymentStates.Of(env, move) == "paid") ? "paid" : row.Text("state");
    }

    private static List<int> Invoices(Env env, Row row)
    {
        var matched = env.Linked(row, "move_id", Moves.Name) is { } entry ? Reconciliation.Matched(env, entry).Select(part => part.Move.Id) : [];
        return [.. row.Links("invoice_ids").Concat(matched).Distinct().Order()];
    }
}
