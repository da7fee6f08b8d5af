using System.Globalization;
using System.Text.Json.Nodes;
using Tandem.Sync.Decisions;

namespace Tandem.App.Admin;

/// <summary>A record of Odoo as an option of a form sends it: <c>n:</c> and its name or code, or <c>i:</c> and its id.</summary>
internal static class ReferenceText
{
    /// <summary>Empty where nothing is decided.</summary>
    public static string Of(JsonNode? reference) => reference switch
    {
        JsonValue value when value.TryGetValue<string>(out var name) => $"n:{name}",
        JsonValue value => $"i:{value.ToJsonString()}",
        _ => "",
    };

    public static string Of(OdooReference? reference) => reference switch
    {
        { Id: { } id } => $"i:{id.ToString(CultureInfo.InvariantCulture)}",
        { Name: { } name } => $"n:{name}",
        _ => "",
    };

    /// <summary>As the decisions file holds it; null where nothing is chosen.</summary>
    public static JsonNode? Read(string? sent) => sent switch
    {
        ['i', ':', .. var id] when int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
        ['n', ':', .. var name] when name.Trim().Length > 0 => JsonValue.Create(name.Trim()),
        _ => null,
    };

    /// <summary>The options for one record: by name or code where that says which one is meant, else by id.</summary>
    public static IReadOnlyList<FieldOption> Options(IReadOnlyList<OdooCandidate> records, ReferenceKind kind, string current, string none) =>
        [new("", none), .. Options(records, kind, current.Length == 0 ? [] : [current])];

    /// <summary>The options for as many records as are wanted.</summary>
    /// <param name="chosen">What is chosen is among them, whatever Odoo holds.</param>
    public static IReadOnlyList<FieldOption> Options(IReadOnlyList<OdooCandidate> records, ReferenceKind kind, IReadOnlyList<string> chosen)
    {
        var names = records.SelectMany(one => new[] { one.Name, one.Code }).OfType<string>().CountBy(name => name).ToDictionary();
        string Value(OdooCandidate one) => kind switch
        {
            ReferenceKind.Contact => $"i:{one.Id}",
            ReferenceKind.Product or ReferenceKind.Account or ReferenceKind.StockPlace => one.Code is { } code && names[code] == 1 ? $"n:{code}" : $"i:{one.Id}",
            _ => names[one.Name] == 1 ? $"n:{one.Name}" : $"i:{one.Id}",
        };
        string Label(OdooCandidate one) => one.Code is { } code && code != one.Name ? $"{one.Name} ({code})" : one.Name;
        List<FieldOption> options = [.. records.Select(one => new FieldOption(Value(one), Label(one)))];
        foreach (var current in chosen.Where(current => !options.Exists(option => option.Value == current)))
        {
            // A file may name a record in another way than the options do.
            var same = current.StartsWith("n:", StringComparison.Ordinal) ? records.FirstOrDefault(one => one.Name == current[2..] || one.Code == current[2..]) : records.FirstOrDefault(one => $"i:{one.Id}" == current);
            if (same is null) options.Add(new FieldOption(current, current.StartsWith("n:", StringComparison.Ordinal) ? current[2..] : Say($"record {current[2..]}")));
            else options = [.. options.Select(option => option.Value == Value(same) ? option with { Value = current } : option)];
        }

        return options;
    }
}
