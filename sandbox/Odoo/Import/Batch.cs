using Tandem.Sandbox.Odoo.Orm;

namespace Tandem.Sandbox.Odoo.Import;

/// <summary>Records of one load that are converted but not yet stored; a later row that names an earlier one has them stored first.</summary>
/// <param name="creatable">Models that the load may add records to, so that a look-up by name must see them.</param>
internal sealed class Batch(Env env, string model, bool update, List<object?> messages, IReadOnlySet<string> creatable)
{
    private readonly List<Loaded> waiting = [];

    /// <summary>What was stored, in the order of the rows.</summary>
    public List<int> Ids { get; } = [];

    public void Add(Loaded record) => waiting.Add(record);

    public void FlushFor(string externalId)
    {
        if (waiting.Any(record => record.ExternalId == externalId)) Flush();
    }

    public void FlushModel(string relation)
    {
        if (creatable.Contains(relation)) Flush();
    }

    public void Flush()
    {
        if (waiting.Count == 0) return;
        List<Loaded> records = [.. waiting];
        waiting.Clear();
        var mark = env.Database.Undo.Mark;
        try
        {
            var stored = records.Select(Put).OfType<int>().ToList();
            Ids.AddRange(stored);
        }
        catch (OdooException error)
        {
            env.Database.Undo.RollBack(mark);
            OneByOne(records, error);
        }
    }

    private int? Put(Loaded record) => ExternalRecords.Put(env, model, record, update);

    private void OneByOne(List<Loaded> records, OdooException whole)
    {
        var errors = 0;
        foreach (var record in records)
        {
            var mark = env.Database.Undo.Mark;
            try
            {
                if (Put(record) is { } id) Ids.Add(id);
            }
            catch (OdooException error)
            {
                env.Database.Undo.RollBack(mark);
                messages.Add(Refusals.Message(env, model, record, error));
                errors++;
            }
        }

        if (errors == 0 || !whole.IsUserError) return;
        var first = Refusals.Message(env, model, records[0], whole);
        if (!messages.OfType<Dictionary<string, object?>>().Any(message => Refusals.Same(message, first))) messages.Insert(0, first);
    }
}
