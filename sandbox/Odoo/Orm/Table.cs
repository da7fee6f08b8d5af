namespace Tandem.Sandbox.Odoo.Orm;

/// <summary>The rows of one model in order of id, with the many2one columns that one2many fields walk back indexed.</summary>
internal sealed class Table(ModelDefinition model, UndoLog undo)
{
    private readonly SortedDictionary<int, Row> rows = [];
    private readonly Dictionary<string, Dictionary<int, SortedSet<int>>> indexes = [];
    private int last;

    public ModelDefinition Model { get; } = model;

    public IEnumerable<Row> Rows => rows.Values;

    public int Count => rows.Count;

    public Row? Find(int id) => rows.GetValueOrDefault(id);

    /// <summary>Makes a many2one column answer <see cref="Pointing"/> without a walk.</summary>
    public void Index(string field) => indexes.TryAdd(field, []);

    public IReadOnlyCollection<int> Pointing(string field, int target) =>
        indexes[field].TryGetValue(target, out var found) ? found : [];

    public Row Insert(int? wanted = null)
    {
        var row = new Row(wanted ?? last + 1);
        last = Math.Max(last, row.Id);
        rows.Add(row.Id, row);
        undo.Note(() => rows.Remove(row.Id));
        return row;
    }

    public void Set(Row row, string field, object? value)
    {
        var before = row[field];
        if (field == "write_date") row.WrittenIn = undo.Transaction;
        if (Equals(before, value)) return;
        Put(row, field, value);
        undo.Note(() => Put(row, field, before));
    }

    public void Delete(Row row)
    {
        foreach (var field in indexes.Keys) Set(row, field, null);
        rows.Remove(row.Id);
        undo.Note(() => rows.Add(row.Id, row));
    }

    private void Put(Row row, string field, object? value)
    {
        if (indexes.TryGetValue(field, out var index))
        {
            if (row.Link(field) is { } old && index.TryGetValue(old, out var left)) left.Remove(row.Id);
            if (value is int target)
            {
                if (!index.TryGetValue(target, out var joined)) index[target] = joined = [];
                joined.Add(row.Id);
            }
        }

        row.Store(field, value);
    }
}
