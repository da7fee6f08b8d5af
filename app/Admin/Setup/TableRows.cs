using System.Globalization;
using System.Text.Json.Nodes;
using Tandem.App.Setup;
using Tandem.Sync.Decisions;

namespace Tandem.App.Admin;

/// <summary>One column of a table in a form.</summary>
/// <param name="Key">As the decisions file names it.</param>
internal sealed record TableColumn(string Key, string Label, FieldKind Kind = FieldKind.Text)
{
    public IReadOnlyList<FieldOption> Words { get; init; } = [];

    /// <summary>The kind of Odoo's records that it names; null where it names none.</summary>
    public ReferenceKind? Record { get; init; }

    /// <summary>Offers the fields that Odoo's records of a row's kind have; the kind stands in the row's first column.</summary>
    public bool OdooField { get; init; }

    /// <summary>Offers the names of Odoo's records of a kind.</summary>
    public ReferenceKind? Names { get; init; }

    /// <summary>Says which metafields the shop has defined for a row's kind; the kind stands in the row's first column.</summary>
    public bool Metafield { get; init; }

    /// <summary>Names of the other side that are offered as they are.</summary>
    public IReadOnlyList<string> Offered { get; init; } = [];

    /// <summary>What the shop's orders hold of it, to help with typing.</summary>
    public Func<SeenOrders, IReadOnlyList<string>>? Seen { get; init; }

    public string? Details { get; init; }
}

/// <summary>A list of the decisions file as rows of a form, with an empty row at its end for one more; emptying a row's first field takes it out.</summary>
/// <param name="path">Of the list, or of the object whose keys are the first column.</param>
/// <param name="keyed">It is an object: the first column is its keys, the second their values.</param>
internal sealed class TableRows(string path, string heading, string intro, IReadOnlyList<TableColumn> columns, bool keyed = false) : IRows
{
    private const int Most = 500;

    public string Path => path;

    public string Heading => heading;

    public string Intro => intro;

    public IReadOnlyList<TableColumn> Columns => columns;

    public async Task<IReadOnlyList<FormPart>> Show(StepView view, CancellationToken stop)
    {
        var decided = Decided(view.Document).ToList();
        var rows = view.Typed is { } typed ? Count(typed) : decided.Count + 1;
        var kept = view.Typed is null ? [] : Chosen(view.Typed).Select((row, index) => (row, index)).ToDictionary(one => one.row, one => one.index);
        var fields = new List<FormField> { new($"{path}.rows", "", FieldKind.Hidden) { Value = rows.ToString(CultureInfo.InvariantCulture) } };
        for (var row = 0; row < rows; row++)
        {
            var entry = row < decided.Count ? decided[row] : null;
            foreach (var column in columns) fields.Add(await Field(view, column, row, entry, kept.TryGetValue(row, out var index) ? index : null, stop));
        }

        return [new FormPart(Told(heading), Told(intro), fields)];
    }

    public DraftDocument Change(DraftDocument document, IFormCollection form)
    {
        JsonNode all = keyed ? new JsonObject() : new JsonArray();
        foreach (var row in Chosen(form))
        {
            if (all is JsonObject named) named[Typed(form, row, columns[0])] = Value(form, row, columns[1]);
            else all.AsArray().Add(new JsonObject(columns.Select(column => KeyValuePair.Create(column.Key, Value(form, row, column))).Where(one => one.Value is not null)));
        }

        var empty = all is JsonArray { Count: 0 } or JsonObject { Count: 0 };
        // What was never decided and is not decided now stays as it was.
        return empty && document.At(path) is null ? document : document.With(path, empty ? null : all);
    }

    private async Task<FormField> Field(StepView view, TableColumn column, int row, JsonObject? entry, int? index, CancellationToken stop)
    {
        var name = Name(row, column);
        var field = new FormField(name, Told(column.Label), column.Record is null && column.Words.Count == 0 && !column.OdooField ? column.Kind : FieldKind.Choice) { Details = row == 0 ? view.Hint(Told(column.Details), column.Seen) : null, Error = Error(view, column, row, index) };
        if (column.Record is { } kind)
        {
            var current = view.Value(name, ReferenceText.Of(entry?[column.Key]));
            return field with { Value = current, Options = ReferenceText.Options(await view.Records(kind, stop), kind, current, Say("Choose")) };
        }

        var value = view.Value(name, entry?[column.Key]?.ToString());
        var names = column.Names is { } named ? [.. (await view.Records(named, stop)).Select(one => one.Name).Distinct()] : column.Offered;
        if (names.Count > 0)
            return field with { Kind = FieldKind.Choice, Value = value, Options = [new("", Say("Choose")), .. names.Append(value).Where(one => one.Length > 0).Distinct().Select(one => new FieldOption(one, one))] };
        if (column.OdooField && Enum.TryParse<CustomFieldOf>(view.Value(Name(row, columns[0]), entry?[columns[0].Key]?.ToString()), ignoreCase: true, out var of))
        {
            var options = (await view.OdooFields(of, stop)).Select(one => new FieldOption(one.Name, $"{one.Label} ({one.Name})")).Prepend(new FieldOption("", Say("Choose"))).ToList();
            if (!options.Exists(option => option.Value == value)) options.Add(new FieldOption(value, value));
            return options.Count > 2 ? field with { Value = value, Options = options } : field with { Value = value, Kind = FieldKind.Text };
        }

        if (column.Metafield && Enum.TryParse<CustomFieldOf>(view.Value(Name(row, columns[0]), entry?[columns[0].Key]?.ToString()), ignoreCase: true, out var owner) && await view.Metafields(owner, stop) is { Count: > 0 } defined)
            field = field with { Details = $"{Told(column.Details)} {Say($"Defined in Shopify: {string.Join(", ", defined.Select(one => $"{one.Namespace}.{one.Key} ({one.Type})"))}.")}".TrimStart() };
        return column.OdooField ? field with { Value = value, Kind = FieldKind.Text, Details = Say("Say first what it belongs to, and save: Odoo's fields are offered then.") } : field with { Value = value, Options = [.. column.Words.Select(word => word with { Label = Told(word.Label) })] };
    }

    private string? Error(StepView view, TableColumn column, int row, int? index) => index is not { } at ? null
        : keyed ? view.Error($"{path}.{(view.Typed is { } typed ? Typed(typed, row, columns[0]) : "")}")
        : view.Error($"{path}[{at.ToString(CultureInfo.InvariantCulture)}].{column.Key}") ?? (column == columns[0] ? view.Error($"{path}[{at.ToString(CultureInfo.InvariantCulture)}]") : null);

    private IEnumerable<JsonObject> Decided(DraftDocument document) => document.At(path) switch
    {
        JsonObject named when keyed => named.Select(one => new JsonObject { [columns[0].Key] = one.Key, [columns[1].Key] = one.Value?.DeepClone() }),
        JsonArray => document.Entries(path),
        _ => [],
    };

    /// <summary>The rows whose first field says something.</summary>
    private IEnumerable<int> Chosen(IFormCollection form) => Enumerable.Range(0, Count(form)).Where(row => Typed(form, row, columns[0]).Length > 0);

    private int Count(IFormCollection form) => int.TryParse(form[$"{path}.rows"], NumberStyles.None, CultureInfo.InvariantCulture, out var rows) ? Math.Min(rows, Most) : 0;

    private JsonNode? Value(IFormCollection form, int row, TableColumn column) =>
        column.Record is not null ? ReferenceText.Read(Typed(form, row, column)) : Typed(form, row, column) is { Length: > 0 } text ? JsonValue.Create(text) : null;

    private string Typed(IFormCollection form, int row, TableColumn column) => form[Name(row, column)].ToString().Trim();

    private string Name(int row, TableColumn column) => string.Create(CultureInfo.InvariantCulture, $"{path}.{row}.{column.Key}");
}
