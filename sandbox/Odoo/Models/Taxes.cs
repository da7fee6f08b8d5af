using Tandem.Sandbox.Odoo.Arithmetic;
using Tandem.Sandbox.Odoo.Orm;

namespace Tandem.Sandbox.Odoo.Models;

/// <summary>Taxes and groups of taxes: <c>account.tax</c>.</summary>
internal sealed class Taxes : Behaviour
{
    public override string Model => "account.tax";

    public override void Defaults(Env env, Dictionary<string, object?> values)
    {
        values.TryAdd("amount_type", "percent");
        values.TryAdd("type_tax_use", "sale");
        values.TryAdd("sequence", 1L);
        values.TryAdd("is_base_affected", true);
        values.TryAdd("tax_exigibility", "on_invoice");
        values.TryAdd("company_id", (long)env.Company);
        var company = env.Row("res.company", Conversion.Whole(values["company_id"]));
        values.TryAdd("country_id", company.Link("country_id"));
        if (!values.ContainsKey("tax_group_id"))
            values["tax_group_id"] = env.Database["account.tax.group"].Rows.FirstOrDefault(group => group.Link("company_id") == company.Id)?.Id;
    }

    public override object? Compute(Env env, Row row, FieldDefinition field) =>
        field.Name == "price_include" ? Included(env, row) : row[field.Name];

    /// <summary>The default sale taxes of a company, as a list of ids.</summary>
    public static List<object?> Default(Env env, int company) =>
        [.. env.Database["account.tax"].Rows
            .Where(tax => tax.Link("company_id") == company && tax.Text("type_tax_use") == "sale" && tax.Flag("active")).Take(1).Select(tax => (object?)(long)tax.Id)];

    /// <summary>The rules behind a set of taxes in the order of evaluation, groups replaced by their children.</summary>
    public static List<TaxRule> Rules(Env env, IEnumerable<int> ids)
    {
        var rules = new List<TaxRule>();
        foreach (var tax in Sorted(env, ids))
            foreach (var leaf in tax.Text("amount_type") == "group" ? Sorted(env, tax.Links("children_tax_ids")) : [tax])
                if (rules.All(rule => rule.Id != leaf.Id)) rules.Add(Rule(env, leaf));
        return rules;
    }

    private static IEnumerable<Row> Sorted(Env env, IEnumerable<int> ids) =>
        ids.Select(id => env.Row("account.tax", id)).OrderBy(tax => tax.Number("sequence")).ThenBy(tax => tax.Id);

    private static TaxRule Rule(Env env, Row tax) => new(
        tax.Id,
        tax.Text("amount_type") switch { "fixed" => TaxKind.Fixed, "division" => TaxKind.Division, _ => TaxKind.Percent },
        tax.Number("amount"),
        Included(env, tax),
        tax.Flag("include_base_amount"),
        tax.Flag("is_base_affected"),
        (int)tax.Number("sequence"),
        tax.Link("tax_group_id") ?? 0);

    private static bool Included(Env env, Row tax) => tax.Text("price_include_override") switch
    {
        "tax_included" => true,
        "tax_excluded" => false,
        _ => env.Linked(tax, "company_id", "res.company")?.Text("account_price_include") == "tax_included",
    };
}
