namespace Tandem.Sandbox.Odoo.Orm;

/// <summary>Records that delegate fields to another: a variant to its template, a user to its partner.</summary>
internal static class Inherited
{
    public static void Create(Env env, string model, Row row, Dictionary<string, object?> values)
    {
        var (parent, via) = Parent(model);
        if (parent is null) return;
        if (values.GetValueOrDefault(via) is null or false)
        {
            var above = Take(env, model, values);
            var created = Writing.Create(env.Sudo().With(("practice_bare", true)), parent, above);
            values[via] = created.Id;
            return;
        }

        Write(env, model, row, values);
    }

    public static void Write(Env env, string model, Row row, IReadOnlyDictionary<string, object?> values)
    {
        var (parent, via) = Parent(model);
        if (parent is null) return;
        var above = Take(env, model, values);
        var id = row.Link(via) ?? (values.GetValueOrDefault(via) is { } given ? Conversion.Whole(given) : 0);
        if (above.Count > 0 && id > 0) Writing.Write(env.Sudo(), parent, [id], above);
    }

    private static (string? Parent, string Via) Parent(string model) => model switch
    {
        "product.product" => ("product.template", "product_tmpl_id"),
        "res.users" => ("res.partner", "partner_id"),
        _ => (null, ""),
    };

    private static Dictionary<string, object?> Take(Env env, string model, IReadOnlyDictionary<string, object?> values) =>
        values.Where(pair => env.Model(model).Field(pair.Key)?.Via is not null).ToDictionary();
}
