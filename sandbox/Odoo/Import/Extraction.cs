using Tandem.Sandbox.Odoo.Orm;

namespace Tandem.Sandbox.Odoo.Import;

/// <summary>The cells of one record with the rows it spans; relations hold lists of such cells.</summary>
internal sealed record Extracted(Dictionary<string, object?> Values, int First, int Last);

/// <summary>Cuts a matrix into records: rows that fill only one2many columns belong to the record above.</summary>
internal static class Extraction
{
    public static List<Extracted> Records(Env env, string model, IReadOnlyList<string[]> paths, IReadOnlyList<List<object?>> rows)
    {
        var definition = env.Model(model);
        foreach (var path in paths)
            if (path[0].Length > 0 && path[0] != ".id" && definition.Field(path[0]) is null) throw OdooException.Value($"Invalid field name '{path[0]}'");
        var lines = Columns(paths, path => definition.Field(path[0])?.Type == "one2many");
        var others = Columns(paths, path => definition.Field(path[0])?.Type != "one2many");
        bool OnlyLines(List<object?> row) => lines.Any(at => Filled(row, at)) && !others.Any(at => Filled(row, at));

        var records = new List<Extracted>();
        for (var index = 0; index < rows.Count;)
        {
            var span = rows.Skip(index + 1).TakeWhile(OnlyLines).Prepend(rows[index]).ToList();
            records.Add(new Extracted(Record(env, definition, paths, span), index, index + span.Count - 1));
            index += span.Count;
        }

        return records;
    }

    private static Dictionary<string, object?> Record(Env env, ModelDefinition model, IReadOnlyList<string[]> paths, List<List<object?>> span)
    {
        var record = new Dictionary<string, object?>();
        for (var at = 0; at < paths.Count; at++)
            if (model.Field(paths[at][0])?.Relation is null) record[paths[at][0]] = at < span[0].Count ? span[0][at] : null;
        foreach (var name in paths.Select(path => path[0]).Where(name => model.Field(name)?.Relation is not null).Distinct())
        {
            var columns = Columns(paths, path => path[0] == name);
            var inner = columns.Select(at => paths[at].Length > 1 ? paths[at][1..] : [""]).ToList();
            var filled = span.Where(row => columns.Any(at => Filled(row, at))).Select(row => columns.Select(at => at < row.Count ? row[at] : null).ToList()).ToList();
            record[name] = Records(env, model.Field(name)!.Relation!, inner, filled);
        }

        return record;
    }

    private static List<int> Columns(IReadOnlyList<string[]> paths, Func<string[], bool> wanted) =>
        [.. Enumerable.Range(0, paths.Count).Where(at => wanted(paths[at]))];

    private static bool Filled(List<object?> row, int at) => at < row.Count && Conversion.Truth(row[at]);
}
