using Tandem.Sandbox.Odoo.Orm;

namespace Tandem.Sandbox.Odoo.Import;

/// <summary>The method <c>load</c>: all rows or none, one message for each thing that is wrong.</summary>
internal static class Loading
{
    public static object? Run(Env env, Call call)
    {
        var update = env.Context.GetValueOrDefault("mode") as string == "update";
        var module = env.Context.GetValueOrDefault("module") as string ?? "__import__";
        var mark = env.Database.Undo.Mark;
        var messages = new List<object?>();
        var paths = call.List("fields").Select(name => Path(name as string ?? "")).ToList();
        var rows = call.List("data").Select(row => row as List<object?> ?? []).ToList();

        var batch = new Batch(env, call.Model, update, messages, Creatable(env, call.Model, paths));
        var cells = new Cells(env, module, batch);
        foreach (var (record, index) in Extraction.Records(env, call.Model, paths, rows).Select((record, index) => (record, index)))
            batch.Add(Converted(env, call.Model, cells, record, index, messages));
        batch.Flush();
        var failed = messages.OfType<Dictionary<string, object?>>().Any(message => message["type"] as string == "error");
        if (failed) env.Database.Undo.RollBack(mark);
        return new Dictionary<string, object?> { ["ids"] = failed ? false : batch.Ids, ["messages"] = messages, ["nextrow"] = 0 };
    }

    private static Loaded Converted(Env env, string model, Cells cells, Extracted record, int index, List<object?> messages)
    {
        var info = new Dictionary<string, object?>
        {
            ["rows"] = new Dictionary<string, object?> { ["from"] = record.First, ["to"] = record.Last },
        };
        var external = record.Values.GetValueOrDefault("id") is { } name && Conversion.Truth(name) ? cells.Full(name.ToString()!) : null;
        var (id, unknown) = KnownId(env, model, record, info, index, messages);
        var values = cells.Convert(model, record.Values, (field, problem) => messages.Add(problem.Told(info, index, field)));
        return new Loaded(external, id, unknown, values, new Dictionary<string, object?>(info) { ["record"] = index });
    }

    private static (int? Id, bool Unknown) KnownId(
        Env env, string model, Extracted record, Dictionary<string, object?> info, int index, List<object?> messages)
    {
        if (record.Values.GetValueOrDefault(".id") is not { } cell || !Conversion.Truth(cell)) return (null, false);
        if (int.TryParse($"{cell}", out var id) && env.Database[model].Find(id) is not null) return (id, false);
        messages.Add(new Dictionary<string, object?>(info)
        {
            ["type"] = "error", ["record"] = index, ["field"] = ".id", ["message"] = $"Unknown database identifier '{cell}'",
        });
        return (null, true);
    }

    /// <summary>The models that the columns write to: the loaded one and those of its lines.</summary>
    private static HashSet<string> Creatable(Env env, string model, IReadOnlyList<string[]> paths)
    {
        var models = new HashSet<string> { model };
        foreach (var path in paths)
        {
            var at = env.Model(model);
            foreach (var name in path)
            {
                if (at.Field(name) is not { Type: "one2many" } lines) break;
                models.Add(lines.Relation!);
                at = env.Model(lines.Relation!);
            }
        }

        return models;
    }

    private static string[] Path(string name)
    {
        var fixedName = name.EndsWith("/.id", StringComparison.Ordinal) || !name.EndsWith(".id", StringComparison.Ordinal) || name == ".id"
            ? name
            : name[..^".id".Length] + "/.id";
        return fixedName.Replace(":id", "/id", StringComparison.Ordinal).Split('/');
    }
}

/// <summary>One record ready to be stored.</summary>
/// <param name="UnknownId">A database id was given that nothing has.</param>
internal sealed record Loaded(
    string? ExternalId, int? Id, bool UnknownId, Dictionary<string, object?> Values, Dictionary<string, object?> Info);
