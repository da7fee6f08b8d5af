namespace Tandem.Sandbox.Odoo.Orm;

/// <summary>Reads records by a nested specification, as the web client does: <c>web_read</c>.</summary>
internal static class Specification
{
    public static List<object?> Read(Env env, string model, IEnumerable<int> ids, Dictionary<string, object?> specification)
    {
        Access.Check(env, model, 'r');
        var fields = Reading.Fields(env, model, [.. specification.Keys.Append("id")]);
        List<int> asked = [.. ids];
        var rows = asked.Select(id => env.Database[model].Find(id)).OfType<Row>().ToList();
        // One that is gone is left out where nothing is nested, or where it is the only one; else Odoo stumbles over it.
        if (rows.Count > 0 && rows.Count < asked.Count && fields.Any(field => field.Relation is not null))
            throw OdooException.Missing(model, asked.First(id => env.Database[model].Find(id) is null), env.User);
        Access.CheckRows(env, model, rows, "read");
        return [.. rows.Select(row => (object?)One(env, model, row, fields, specification))];
    }

    private static Dictionary<string, object?> One(
        Env env, string model, Row row, IReadOnlyList<FieldDefinition> fields, Dictionary<string, object?> specification)
    {
        var shown = new Dictionary<string, object?> { ["id"] = row.Id };
        foreach (var field in fields.Where(field => field.Name != "id"))
        {
            var nested = specification[field.Name] as Dictionary<string, object?> ?? [];
            shown[field.Name] = Shown(env, model, row, field, nested);
        }

        return shown;
    }

    private static object? Shown(Env env, string model, Row row, FieldDefinition field, Dictionary<string, object?> nested)
    {
        if (nested.GetValueOrDefault("fields") is not Dictionary<string, object?> fields) return Reading.Shown(env, model, row, field, classic: false);
        var inner = nested.GetValueOrDefault("context") is Dictionary<string, object?> context ? env.With([.. context.Select(pair => (pair.Key, pair.Value))]) : env;
        if (field.IsToMany)
        {
            IEnumerable<int> ids = Reading.Ids(inner, model, row, field);
            if (nested.GetValueOrDefault("order") is string order)
                ids = Ordering.Sort(inner, field.Relation!, ids.Select(id => inner.Row(field.Relation!, id)), order).Select(other => other.Id).ToList();
            return Read(inner, field.Relation!, ids, fields);
        }

        if (Reading.Value(env, model, row, field) is not int target) return false;
        if (fields.Count == 0 || env.Database[field.Relation!].Find(target) is not { } other2) return new Dictionary<string, object?> { ["id"] = target };
        // A link may be named though the record behind it is not the reader's to see.
        return One(inner.Sudo(), field.Relation!, other2, Reading.Fields(inner, field.Relation!, [.. fields.Keys]), fields);
    }
}
