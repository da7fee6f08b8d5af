namespace Tandem.Sandbox.Odoo.Orm;

/// <summary>One stored record: empty is null, ids are int, amounts decimal, dates text in UTC, many2many lists of ids.</summary>
internal sealed class Row(int id)
{
    private readonly Dictionary<string, object?> values = [];

    public int Id { get; } = id;

    /// <summary>The transaction that wrote it last.</summary>
    public int WrittenIn { get; internal set; }

    public object? this[string field] => values.GetValueOrDefault(field);

    public IReadOnlyDictionary<string, object?> Values => values;

    public string? Text(string field) => values.GetValueOrDefault(field) as string;

    public int? Link(string field) => values.GetValueOrDefault(field) as int?;

    public bool Flag(string field) => values.GetValueOrDefault(field) is true;

    public decimal Number(string field) => values.GetValueOrDefault(field) switch { decimal number => number, int whole => whole, _ => 0m };

    public IReadOnlyList<int> Links(string field) => values.GetValueOrDefault(field) as IReadOnlyList<int> ?? [];

    internal void Store(string field, object? value) => values[field] = value;
}
