using System.Globalization;
using System.Text.Json.Nodes;
using Tandem.App.Setup;
using Tandem.Odoo.Setup;
using Tandem.Sync.Decisions;

namespace Tandem.App.Admin;

/// <summary>A field of a form that is one setting of the decisions file.</summary>
/// <param name="Usual">What holds where nothing is decided.</param>
internal sealed record PathField(string Path, string Label, FieldKind Kind, string? Usual = null)
{
    /// <summary>The words of the file with those for people.</summary>
    public IReadOnlyList<FieldOption> Words { get; init; } = [];

    /// <summary>The kind of Odoo's records that it names; null where it names none.</summary>
    public ReferenceKind? Record { get; init; }

    /// <summary>It names a field of such records of Odoo; null where it names none.</summary>
    public CustomFieldOf? OdooField { get; init; }

    /// <summary>What the shop's orders hold of it, to help with typing.</summary>
    public Func<SeenOrders, IReadOnlyList<string>>? Seen { get; init; }

    public string? Details { get; init; }

    public bool Required { get; init; }

    /// <summary>What choosing nothing means.</summary>
    public string None { get; init; } = "Not decided";

    public async Task<FormField> Show(StepView view, CancellationToken stop)
    {
        var field = new FormField(Path, Told(Label), Kind) { Details = view.Hint(Told(Details), Seen), Required = Required, Error = view.Error(Path) };
        if (Kind == FieldKind.Several) return await Several(field, view, stop);
        if (OdooField is { } of) return OdooFields(field, view.Value(Path, view.Document.Text(Path)), await view.OdooFields(of, stop));
        if (Record is { } kind)
        {
            var current = view.Value(Path, ReferenceText.Of(view.Document.At(Path)));
            return field with { Value = current, Options = ReferenceText.Options(await view.Records(kind, stop), kind, current, Told(None)) };
        }

        var decided = Kind == FieldKind.List && view.Document.At(Path) is JsonArray list ? string.Join(", ", list.Select(item => item?.ToString())) : view.Document.Text(Path) ?? Usual;
        if (Kind == FieldKind.Flag) return field with { Value = view.Typed is null ? decided ?? "false" : view.Typed.ContainsKey(Path) ? "true" : "false" };
        return field with { Value = view.Value(Path, decided), Options = [.. Words.Select(word => word with { Label = Told(word.Label) })] };
    }

    public DraftDocument Change(DraftDocument document, IFormCollection form)
    {
        var typed = form[Path].ToString().Trim();
        return Kind switch
        {
            FieldKind.Several => document.With(Path, Chosen(form)),
            FieldKind.Secret => document,
            FieldKind.Flag => document.With(Path, JsonValue.Create(form.ContainsKey(Path))),
            FieldKind.List => document.With(Path, new JsonArray([.. typed.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(text => JsonValue.Create(text))])),
            // What is no number goes on as a text, so that it is refused with a sentence.
            FieldKind.Number when decimal.TryParse(typed, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) => document.With(Path, JsonValue.Create(number)),
            _ when Record is not null => document.With(Path, ReferenceText.Read(typed)),
            _ => document.With(Path, typed.Length == 0 ? null : JsonValue.Create(typed)),
        };
    }

    private async Task<FormField> Several(FormField field, StepView view, CancellationToken stop)
    {
        var decided = (view.Document.At(Path) as JsonArray ?? []).Select(one => Record is null ? one?.ToString() ?? "" : ReferenceText.Of(one));
        string[] chosen = view.Typed is { } typed ? [.. typed[Path].OfType<string>()] : [.. decided];
        return field with
        {
            Values = chosen, Error = field.Error ?? view.ErrorWithin(Path),
            Options = Record is { } kind ? ReferenceText.Options(await view.Records(kind, stop), kind, chosen) : [.. Words.Select(word => word with { Label = Told(word.Label) }), .. chosen.Where(one => !Words.Any(word => word.Value == one)).Select(one => new FieldOption(one, one))],
        };
    }

    private static FormField OdooFields(FormField field, string current, IReadOnlyList<OdooFieldChoice> known)
    {
        if (known.Count == 0) return field with { Value = current };
        List<FieldOption> options = [new("", Say("None")), .. known.Select(one => new FieldOption(one.Name, $"{one.Label} ({one.Name})"))];
        if (!options.Exists(option => option.Value == current)) options.Add(new FieldOption(current, current));
        return field with { Kind = FieldKind.Choice, Value = current, Options = options };
    }

    private JsonArray? Chosen(IFormCollection form)
    {
        var chosen = form[Path].OfType<string>().Distinct().Select(one => Record is null ? JsonValue.Create(one) : ReferenceText.Read(one)).OfType<JsonNode>().ToArray();
        return chosen.Length == 0 ? null : new JsonArray(chosen);
    }
}

/// <summary>Some fields of a step's form under one heading.</summary>
internal sealed record PathPart(string? Heading, string? Intro, IReadOnlyList<PathField> Fields);

/// <summary>Fields of a form that make the entries of a list in the decisions file, one row for each.</summary>
internal interface IRows
{
    /// <summary>Of the list.</summary>
    string Path { get; }

    Task<IReadOnlyList<FormPart>> Show(StepView view, CancellationToken stop);

    DraftDocument Change(DraftDocument document, IFormCollection form);
}

/// <summary>The form of one step.</summary>
internal sealed record StepForm(IReadOnlyList<PathPart> Parts, IRows? Rows = null)
{
    /// <summary>Lists of the step, below its other fields.</summary>
    public IReadOnlyList<IRows> Tables { get; init; } = [];

    /// <summary>Some of its choices are from more than a list shows at once.</summary>
    public string? Finds { get; init; }

    public async Task<IReadOnlyList<FormPart>> Show(StepView view, CancellationToken stop)
    {
        var shown = new List<FormPart>();
        foreach (var part in Parts)
        {
            var fields = new List<FormField>();
            foreach (var field in part.Fields) fields.Add(await field.Show(view, stop));
            shown.Add(new FormPart(Told(part.Heading), Told(part.Intro), fields));
        }

        foreach (var table in Tables) shown.AddRange(await table.Show(view, stop));
        return Rows is null ? shown : [.. await Rows.Show(view, stop), .. shown];
    }

    public DraftDocument Change(DraftDocument document, IFormCollection form)
    {
        foreach (var field in Parts.SelectMany(part => part.Fields)) document = field.Change(document, form);
        foreach (var table in Tables) document = table.Change(document, form);
        return Rows is null ? document : Rows.Change(document, form);
    }
}
