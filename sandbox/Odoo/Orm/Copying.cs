namespace Tandem.Sandbox.Odoo.Orm;

/// <summary>A record with all that hangs together with it, to be copied as rows; nothing is computed anew, and nothing else changes.</summary>
internal sealed class Copying
{
    private const string Product = "product.product";
    private static readonly string[] Together =
    [
        "sale.order", "sale.order.line", "stock.picking", "stock.move", "stock.move.line", "account.move", "account.move.line", "account.payment", "account.partial.reconcile", "account.full.reconcile",
    ];

    /// <summary>What the practice Odoo keeps beside the fields of the real one.</summary>
    private static readonly Dictionary<string, string> Kept = new() { ["practice_invoice_lines"] = "account.move.line", ["practice_partials"] = "account.partial.reconcile" };

    private readonly List<(string Model, Row Row)> rows = [];
    private readonly List<Row> names;

    public Copying(Env env, string model, int id)
    {
        var known = Together.Where(env.Database.Models.ContainsKey).ToList();
        var links = known.SelectMany(one => env.Database[one].Rows.SelectMany(row => Linked(env, one, row).Where(link => known.Contains(link.Model)).Select(link => (From: (one, row.Id), To: link)))).ToList();
        var beside = links.Concat(links.Select(link => (From: link.To, To: link.From))).ToLookup(link => link.From, link => link.To);
        var (seen, due) = (new HashSet<(string Model, int Id)> { (model, id) }, new Queue<(string Model, int Id)>([(model, id)]));
        while (due.TryDequeue(out var one))
        {
            rows.Add((one.Model, env.Row(one.Model, one.Id)));
            foreach (var next in beside[one].Where(seen.Add)) due.Enqueue(next);
        }

        names = [.. rows.SelectMany(one => ExternalIds.Of(env, one.Model, one.Row.Id))];
    }

    /// <param name="text">What becomes of every text.</param>
    /// <param name="products">Products that stand for others.</param>
    public void Copy(Env env, Func<string, string> text, IReadOnlyDictionary<int, int> products, string placed)
    {
        var made = rows.ToDictionary(one => (one.Model, one.Row.Id), one => env.Database[one.Model].Insert());
        foreach (var (model, row) in rows)
        {
            var copy = made[(model, row.Id)];
            foreach (var (name, value) in row.Values) env.Set(model, copy, name, Value(Related(env, model, name), value));
            if (model == "sale.order") foreach (var date in (string[])["date_order", "create_date"]) env.Set(model, copy, date, placed);
        }

        foreach (var name in names)
        {
            var copy = env.Database["ir.model.data"].Insert();
            foreach (var (field, value) in name.Values) env.Set("ir.model.data", copy, field, Value(null, value));
            env.Set("ir.model.data", copy, "res_id", made[(name.Text("model")!, (int)name.Number("res_id"))].Id);
            env.Database.RememberExternalId(copy.Text("module")!, copy.Text("name")!, copy.Id);
        }

        object? Value(string? relation, object? value) => value switch
        {
            string said => text(said),
            int id when relation == Product => products.GetValueOrDefault(id, id),
            int id when relation is not null && made.TryGetValue((relation, id), out var other) => other.Id,
            IReadOnlyList<int> ids when relation is not null => ids.Select(id => made.TryGetValue((relation, id), out var other) ? other.Id : id).ToList(),
            _ => value,
        };
    }

    private static string? Related(Env env, string model, string field) => env.Model(model).Field(field)?.Relation ?? Kept.GetValueOrDefault(field);

    private static IEnumerable<(string Model, int Id)> Linked(Env env, string model, Row row) => row.Values.SelectMany(one => (Related(env, model, one.Key), one.Value) switch
    {
        ({ } relation, int id) => [(relation, id)],
        ({ } relation, IReadOnlyList<int> ids) => ids.Select(id => (relation, id)),
        _ => Array.Empty<(string, int)>(),
    });
}
