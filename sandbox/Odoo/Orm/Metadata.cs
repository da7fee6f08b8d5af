namespace Tandem.Sandbox.Odoo.Orm;

/// <summary>Who made a record, when, and under which external ids it is known.</summary>
internal static class Metadata
{
    public static object? Of(Env env, Call call)
    {
        var fields = Reading.Fields(env, call.Model, ["create_uid", "create_date", "write_uid", "write_date"]);
        return call.Ids.Select(id => env.Row(call.Model, id)).Select(row =>
        {
            var told = new Dictionary<string, object?> { ["id"] = row.Id };
            foreach (var field in fields) told[field.Name] = Reading.Shown(env, call.Model, row, field, classic: true);
            var names = Orm.ExternalIds.Of(env, call.Model, row.Id);
            told["xmlid"] = names.Count > 0 ? Full(names[0]) : false;
            told["noupdate"] = names.Count > 0 && names[0].Flag("noupdate");
            if (names.Count > 0)
                told["xmlids"] = names.Select(name => (object?)new Dictionary<string, object?> { ["xmlid"] = Full(name), ["noupdate"] = name.Flag("noupdate") }).ToList();
            return (object?)told;
        }).ToList();
    }

    public static object? ExternalIds(Env env, Call call) => call.Ids.ToDictionary(
        id => $"{id}", id => (object?)(Orm.ExternalIds.Of(env, call.Model, id) is [var first, ..] ? Full(first) : ""));

    private static string Full(Row name) => $"{name.Text("module")}.{name.Text("name")}";
}
