namespace Tandem.Sandbox.Odoo.Orm;

/// <summary>Reads values of rows: stored, computed, inherited, and as the wire shows them.</summary>
internal static class Reading
{
    public static object? Value(Env env, string model, Row row, FieldDefinition field)
    {
        if (field.Name == "id") return row.Id;
        if (field.Via is { } via)
        {
            var parent = model == "product.product" ? "product.template" : "res.partner";
            return env.Linked(row, via, parent) is { } above ? Value(env, parent, above, env.Model(parent).Field(field.Name)!) : null;
        }

        if (field.Name == "display_name") return env.DisplayName(model, row);
        if (field.Type == "one2many") return Ids(env, model, row, field);
        return env.Registry.For(model).Compute(env, row, field);
    }

    /// <summary>Ids behind a to-many field, in the other model's order.</summary>
    public static IReadOnlyList<int> Ids(Env env, string model, Row row, FieldDefinition field)
    {
        if (field.Via is not null) return Value(env, model, row, field) as IReadOnlyList<int> ?? [];
        if (field.Type != "one2many") return env.Registry.For(model).Compute(env, row, field) as IReadOnlyList<int> ?? [];
        if (field.Inverse is null || !env.Database.Models.ContainsKey(field.Relation!)) return [];
        var table = env.Database[field.Relation!];
        var behaviour = env.Registry.For(model);
        var found = table.Pointing(field.Inverse, row.Id).Select(id => table.Find(id)!).Where(other => behaviour.Lists(env, field, other));
        if (table.Model.HasActive && !env.Context.TryGetValue("active_test", out var test) | test is not false) found = found.Where(other => other.Flag("active"));
        return [.. Ordering.Sort(env, field.Relation!, found, null).Select(other => other.Id)];
    }

    /// <summary>Rows as <c>read</c> answers them; ids that are gone are left out.</summary>
    public static List<object?> Rows(Env env, string model, IEnumerable<int> ids, IReadOnlyList<string>? names, bool classic = true)
    {
        Access.Check(env, model, 'r');
        var fields = Fields(env, model, names);
        var rows = ids.Select(id => env.Database[model].Find(id)).OfType<Row>().ToList();
        Access.CheckRows(env, model, rows, "read");
        return [.. rows.Select(row => (object?)Shown(env, model, row, fields, classic))];
    }

    public static IReadOnlyList<FieldDefinition> Fields(Env env, string model, IReadOnlyList<string>? names)
    {
        var known = env.Model(model).Fields;
        if (names is null or { Count: 0 }) return [.. known.Values];
        return [.. names.Select(name => known.TryGetValue(name, out var field)
            ? field
            : throw OdooException.Value(env.Is19 ? $"Invalid field '{name}' on '{model}'" : $"Invalid field '{name}' on model '{model}'"))];
    }

    public static object? Shown(Env env, string model, Row row, FieldDefinition field, bool classic)
    {
        var value = Value(env, model, row, field);
        if (field.Type == "many2one" && value is int id && env.Database.Models.ContainsKey(field.Relation!))
        {
            if (!classic) return id;
            return env.Database[field.Relation!].Find(id) is { } other ? new List<object?> { id, env.DisplayName(field.Relation!, other) } : false;
        }

        return value ?? (field.IsNumber ? 0m : field.Type == "integer" ? 0 : field.IsToMany ? new List<int>() : (object)false);
    }

    private static Dictionary<string, object?> Shown(Env env, string model, Row row, IReadOnlyList<FieldDefinition> fields, bool classic)
    {
        var shown = new Dictionary<string, object?> { ["id"] = row.Id };
        foreach (var field in fields) shown[field.Name] = Shown(env, model, row, field, classic);
        return shown;
    }
}
