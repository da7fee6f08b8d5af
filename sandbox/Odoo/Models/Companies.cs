using Tandem.Sandbox.Odoo.Orm;

namespace Tandem.Sandbox.Odoo.Models;

/// <summary>Refuses documents whose links belong to another company than the document.</summary>
internal static class Companies
{
    public static void Check(Env env, string model, Row row, string shown, int? company, params string[] fields)
    {
        if (company is null) return;
        foreach (var name in fields)
        {
            var field = env.Model(model).Field(name)!;
            var ids = field.IsToMany ? row.Links(name) : row.Link(name) is { } one ? [one] : [];
            var foreign = ids.Select(id => env.Row(field.Relation!, id)).Where(other => OfOther(env, field.Relation!, other, company.Value)).ToList();
            if (foreign.Count > 0) throw OdooException.User(Text(env, field, foreign[0], shown, env.Row("res.company", company.Value).Text("name")!));
        }
    }

    private static bool OfOther(Env env, string model, Row row, int company)
    {
        var owner = model == "product.product" ? env.Linked(row, "product_tmpl_id", "product.template")?.Link("company_id") : row.Link("company_id");
        return owner is { } other && other != company;
    }

    private static string Text(Env env, FieldDefinition field, Row other, string shown, string company)
    {
        var name = env.DisplayName(field.Relation!, other);
        return env.Is19
            ? $"Uh-oh! You’ve got some company inconsistencies here:\n- “{shown}” belongs to company “{company}” while “{field.Label}” ({field.Name}: '{name}') belongs to another company.\nTo avoid a mess, no company crossover is allowed!"
            : $"Incompatible companies on records:\n- “{shown}” belongs to company “{company}” and “{field.Label}” ({field.Name}: '{name}') belongs to another company.";
    }
}
