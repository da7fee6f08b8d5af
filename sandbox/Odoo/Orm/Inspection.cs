namespace Tandem.Sandbox.Odoo.Orm;

/// <summary>Looks at records from outside, computed amounts included.</summary>
internal static class Inspection
{
    public static IReadOnlyList<IReadOnlyDictionary<string, object?>> Records(Env env, string model)
    {
        var all = All(env);
        return [.. env.Database[model].Rows.Select(row => Record(all, model, row))];
    }

    /// <summary>Those of which one field says such a thing; of no others are all fields computed.</summary>
    public static IReadOnlyList<IReadOnlyDictionary<string, object?>> Records(Env env, string model, string field, Func<object?, bool> such)
    {
        var (all, definition) = (All(env), env.Model(model).Fields[field]);
        return [.. env.Database[model].Rows.Where(row => such(Reading.Value(all, model, row, definition))).Select(row => Record(all, model, row))];
    }

    public static IReadOnlyDictionary<string, object?>? Record(Env env, string model, string externalId) =>
        ExternalIds.Live(env, model, externalId) is { } id ? Record(All(env), model, env.Row(model, id)) : null;

    private static Env All(Env env) => env.With(("active_test", false));

    private static Dictionary<string, object?> Record(Env env, string model, Row row) =>
        env.Model(model).Fields.Values.Where(field => field.Name != "tax_totals").ToDictionary(field => field.Name, field => Reading.Value(env, model, row, field));
}
