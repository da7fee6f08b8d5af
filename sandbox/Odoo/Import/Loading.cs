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

        var batch = new List<Loaded>();
        var cells = new Cells(env, module);
        var last = -1;
        foreach (var (record, index) in Extraction.Records(env, call.Model, paths, rows).Select((record, index) => (record, index)))
        {
            batch.Add(Converted(env, call.Model, cells, record, index, messages));
            last = record.Last;
        }

        var ids = Store(env, call.Model, batch, update, messages);
        var failed = messages.OfType<Dictionary<string, object?>>().Any(message => message["type"] as string == "error");
        if (failed) env.Database.Undo.RollBack(mark);
        return new Dictionary<string, object?> { ["ids"] = failed ? false : ids, ["messages"] = messages, ["nextrow"] = 0 };
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

    private static List<int> Store(Env env, string model, List<Loaded> batch, bool update, List<object?> messages)
    {
        var mark = env.Database.Undo.Mark;
        OdooException? whole = null;
        try
        {
            return [.. batch.Select(record => ExternalRecords.Put(env, model, record, update)).OfType<int>()];
        }
        catch (OdooException error)
        {
            whole = error;
            env.Database.Undo.RollBack(mark);
        }

        return OneByOne(env, model, batch, update, messages, whole);
    }

    private static List<int> OneByOne(Env env, string model, List<Loaded> batch, bool update, List<object?> messages, OdooException whole)
    {
        var (ids, errors) = (new List<int>(), 0);
        foreach (var record in batch)
        {
            var mark = env.Database.Undo.Mark;
            try
            {
                if (ExternalRecords.Put(env, model, record, update) is { } id) ids.Add(id);
            }
            catch (OdooException error)
            {
                env.Database.Undo.RollBack(mark);
                messages.Add(Refusals.Message(env, model, record, error));
                errors++;
            }
        }

        if (errors == 0 || !whole.IsUserError) return ids;
        var first = Refusals.Message(env, model, batch[0], whole);
        if (!messages.OfType<Dictionary<string, object?>>().Any(message => Refusals.Same(message, first))) messages.Insert(0, first);
        return ids;
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
