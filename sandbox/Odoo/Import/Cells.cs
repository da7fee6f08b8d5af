using System.Globalization;
using Tandem.Sandbox.Odoo.Orm;

namespace Tandem.Sandbox.Odoo.Import;

/// <summary>Converts the cells of a record to values that can be written.</summary>
internal sealed class Cells(Env env, string module, Batch batch)
{
    /// <summary>Earlier rows of the same load, which a cell may name.</summary>
    public Batch Earlier => batch;

    /// <summary>An external id with its module; a dot in it says that it has one already.</summary>
    public string Full(string externalId) => externalId.Contains('.', StringComparison.Ordinal) ? externalId : $"{module}.{externalId}";

    public Dictionary<string, object?> Convert(string model, Dictionary<string, object?> record, Action<FieldDefinition, Problem> tell)
    {
        var converted = new Dictionary<string, object?>();
        foreach (var (name, cell) in record)
        {
            if (name is "id" or ".id" or "") continue;
            var field = env.Model(model).Field(name)!;
            if (!Conversion.Truth(cell) || cell is List<Extracted> { Count: 0 })
            {
                converted[name] = cell is List<Extracted> && field.IsToMany ? new List<object?>() : false;
                continue;
            }

            try
            {
                converted[name] = One(model, field, cell!);
            }
            catch (Problem problem)
            {
                tell(field, problem);
            }
        }

        return converted;
    }

    private object? One(string model, FieldDefinition field, object cell) => field.Type switch
    {
        "many2one" => References.Find(env, this, field, Single((List<Extracted>)cell)),
        "many2many" => new List<object?> { new List<object?> { 6L, 0L, References.FindAll(env, this, field, Single((List<Extracted>)cell)) } },
        "one2many" => ((List<Extracted>)cell).Select(line => (object?)Line(field, line)).ToList(),
        "boolean" => Flag(cell),
        "integer" => int.TryParse($"{cell}", NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? (long)number
            : throw new Problem($"'{cell}' does not seem to be an integer for field '{{0}}'"),
        "float" or "monetary" => Number(cell),
        "selection" => Choice(field, Shown(cell)),
        "date" => Times.Date(Shown(cell)),
        "datetime" => Times.Moment(env, Shown(cell)),
        _ => cell,
    };

    private List<object?> Line(FieldDefinition field, Extracted line)
    {
        Problem? first = null;
        var values = Convert(field.Relation!, line.Values, (inner, problem) => first ??= problem.Under(inner.Label));
        if (first is not null) throw first;
        var external = line.Values.GetValueOrDefault("id") is { } name && Conversion.Truth(name) ? Full(name.ToString()!) : null;
        var id = line.Values.GetValueOrDefault(".id") is { } dbid && Conversion.Truth(dbid) ? Conversion.Whole(dbid) : external is null ? null : ExternalIds.Live(env, field.Relation!, external);
        if (id is { } known) return [1L, (long)known, values];
        if (external is not null) values["practice_external_id"] = external;
        return [0L, 0L, values];
    }

    private static Dictionary<string, object?> Single(List<Extracted> cell) => cell[0].Values;

    private static bool Flag(object cell) => Shown(cell).ToLowerInvariant() switch
    {
        "1" or "true" or "yes" => true,
        "0" or "false" or "no" or "" => false,
        _ => throw new Problem($"Unknown value '{cell}' for boolean field '{{0}}'", "Use '1' for yes and '0' for no"),
    };

    private static object Number(object cell) => cell switch
    {
        decimal or long or int => cell,
        string text when decimal.TryParse(text.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
        _ => throw new Problem($"'{cell}' does not seem to be a number for field '{{0}}'"),
    };

    private static string Choice(FieldDefinition field, string cell)
    {
        foreach (var (key, label) in field.Selection)
            if (cell.Equals(key, StringComparison.OrdinalIgnoreCase) || cell.Equals(label, StringComparison.OrdinalIgnoreCase)) return key;
        if (field.Selection.Count == 0) return cell;
        throw new Problem($"Value '{cell}' not found in selection field '{{0}}'", field.Selection.Select(choice => (object?)choice.Value).ToList());
    }

    private static string Shown(object cell) => cell is IFormattable value ? value.ToString(null, CultureInfo.InvariantCulture) : cell.ToString()!;
}
