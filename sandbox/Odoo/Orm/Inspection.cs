namespace Tandem.Sandbox.Odoo.Orm;

/// <summary>Looks at records from outside, computed amounts included.</summary>
internal static class Inspection
{
    public static IReadOnlyList<IReadOnlyDictionary<string, object?>> Records(Env env, string model) =>
        [.. env.Database[model].Rows.Select(row => Record(env, model, row))];

    public static IReadOnlyDictionary<string, object?>? Record(Env env, string model, string externalId) =>
        ExternalIds.Live(env, model, externalId) is { } id ? Record(env, model, env.Row(model, id)) : null;

    private static Dictionary<string, object?> Record(Env env, string model, Row row) =>
        env.Model(model).Fields.Values.Where(field => field.Name != "tax_totals")
            .ToDictionary(field => field.Name, field => Reading.Value(env.With(("active_test", false)), model, row, field));
}
