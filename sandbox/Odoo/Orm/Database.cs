namespace Tandem.Sandbox.Odoo.Orm;

/// <summary>All tables of one practice database, its external ids and its sequences; one call at a time writes.</summary>
internal sealed class Database
{
    private readonly Dictionary<string, Table> tables = [];
    private readonly Dictionary<string, int> sequences = [];
    private readonly Dictionary<(string Module, string Name), int> externalIds = [];

    public Database(IReadOnlyDictionary<string, ModelDefinition> models)
    {
        Models = models;
        foreach (var model in models.Values) tables[model.Name] = new Table(model, Undo);
        foreach (var field in models.Values.SelectMany(model => model.Fields.Values))
            if (field is { Type: "one2many", Inverse: { } inverse, Relation: { } other } && tables.TryGetValue(other, out var table)) table.Index(inverse);
        // Not behind a one2many, but asked for by every figure of stock.
        foreach (var model in (string[])["stock.quant", "stock.move"]) tables[model].Index("product_id");
        tables["ir.model.data"].Index("res_id");
    }

    public IReadOnlyDictionary<string, ModelDefinition> Models { get; }

    public UndoLog Undo { get; } = new();

    /// <summary>Held for the length of a call: transactions are one after the other.</summary>
    public Lock Gate { get; } = new();

    public Table this[string model] => tables[model];

    /// <summary>The next number of a sequence; as in PostgreSQL a rollback leaves a gap.</summary>
    public int Next(string sequence) => sequences[sequence] = sequences.GetValueOrDefault(sequence) + 1;

    public Row? ExternalId(string module, string name) =>
        externalIds.TryGetValue((module, name), out var id) ? tables["ir.model.data"].Find(id) : null;

    /// <summary>Keeps the unique index on (module, name) beside the rows of ir.model.data.</summary>
    public void RememberExternalId(string module, string name, int id)
    {
        externalIds[(module, name)] = id;
        Undo.Note(() => externalIds.Remove((module, name)));
    }

    public void ForgetExternalId(string module, string name)
    {
        if (!externalIds.Remove((module, name), out var id)) return;
        Undo.Note(() => externalIds[(module, name)] = id);
    }
}
