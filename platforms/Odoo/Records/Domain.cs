namespace Tandem.Odoo.Records;

/// <summary>Conditions that all have to hold, as Odoo's search takes them.</summary>
public sealed class Domain
{
    private Domain(IReadOnlyList<object?[]> terms) => Terms = terms;

    public static Domain All { get; } = new([]);

    public IReadOnlyList<object?[]> Terms { get; }

    /// <param name="compare">Odoo's operator: <c>=</c>, <c>in</c>, <c>&gt;=</c>, <c>child_of</c>, …</param>
    /// <param name="value"><c>false</c> stands for an empty value.</param>
    public static Domain Where(string field, string compare, object? value) => All.And(field, compare, value);

    /// <summary>A text for <c>=ilike</c> and <c>ilike</c>: what stands for any letters in a pattern stands for itself.</summary>
    public static string Literal(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal);
    }

    public Domain And(string field, string compare, object? value) => new([.. Terms, [field, compare, value]]);
}

/// <summary>What <c>web_read</c> and <c>web_save</c> answer: fields, with those of related records nested.</summary>
public sealed class Specification
{
    private Specification(IReadOnlyDictionary<string, object> fields) => Fields = fields;

    public IReadOnlyDictionary<string, object> Fields { get; }

    public static Specification Of(params IEnumerable<string> fields) => new(fields.ToDictionary(field => field, _ => (object)new Dictionary<string, object>()));

    public Specification And(params IEnumerable<string> fields) => new(new Dictionary<string, object>(Fields.Concat(Of(fields).Fields)));

    public Specification With(string field, Specification nested) =>
        new(new Dictionary<string, object>(Fields) { [field] = new Dictionary<string, object> { ["fields"] = nested.Fields } });
}
