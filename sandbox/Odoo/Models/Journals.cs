using Tandem.Sandbox.Odoo.Orm;

namespace Tandem.Sandbox.Odoo.Models;

/// <summary>Journals and the ways of paying in them: <c>account.journal</c>.</summary>
internal sealed class Journals : Behaviour
{
    private const string Name = "account.journal";
    private const string MethodLine = "account.payment.method.line";

    public override string Model => Name;

    public override void Defaults(Env env, Dictionary<string, object?> values)
    {
        values.TryAdd("company_id", (long)env.Company);
        values.TryAdd("sequence", 10L);
    }

    /// <summary>Money can be paid into a bank or a till and out of it.</summary>
    public override void Created(Env env, Row row) => AddMethods(env, row);

    public override bool Lists(Env env, FieldDefinition field, Row other) =>
        field.Name is not ("inbound_payment_method_line_ids" or "outbound_payment_method_line_ids") || field.Name.StartsWith(other.Text("payment_type") ?? "", StringComparison.Ordinal);

    public static void AddMethods(Env env, Row journal)
    {
        if (journal.Text("type") is not ("bank" or "cash" or "credit")) return;
        foreach (var direction in (string[])["inbound", "outbound"])
        {
            var line = env.Database[MethodLine].Insert();
            env.Set(MethodLine, line, "name", "Manual Payment");
            env.Set(MethodLine, line, "code", "manual");
            env.Set(MethodLine, line, "payment_type", direction);
            env.Set(MethodLine, line, "journal_id", journal.Id);
            env.Set(MethodLine, line, "company_id", journal.Link("company_id"));
            env.Set(MethodLine, line, "sequence", 10);
        }
    }

    public static int? First(Env env, int company, string type) =>
        env.Database[Name].Rows.FirstOrDefault(row => row.Link("company_id") == company && row.Text("type") == type && row.Flag("active"))?.Id;

    public static IEnumerable<Row> Ways(Env env, Row journal, string direction) =>
        env.Database[MethodLine].Rows.Where(line => line.Link("journal_id") == journal.Id && line.Text("payment_type") == direction)
            .OrderBy(line => line.Number("sequence")).ThenBy(line => line.Id);
}

/// <summary>Accounts, by their kind: <c>account.account</c>.</summary>
internal static class Accounts
{
    public static int? First(Env env, int company, string type) =>
        env.Database["account.account"].Rows.FirstOrDefault(row => row.Text("account_type") == type && (row.Links("company_ids").Count == 0 || row.Links("company_ids").Contains(company)))?.Id;
}
