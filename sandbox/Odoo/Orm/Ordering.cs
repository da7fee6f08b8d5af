namespace Tandem.Sandbox.Odoo.Orm;

/// <summary>Sorts rows by an order clause as PostgreSQL does: empty values last going up, first going down.</summary>
internal static class Ordering
{
    public static IEnumerable<Row> Sort(Env env, string model, IEnumerable<Row> rows, string? order)
    {
        var clauses = (string.IsNullOrEmpty(order) ? env.Model(model).Order : order).Split(',');
        IOrderedEnumerable<Row>? sorted = null;
        foreach (var clause in clauses)
        {
            var words = clause.Trim().Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (env.Model(model).Field(words[0]) is not { } field)
            {
                if (string.IsNullOrEmpty(order)) continue;
                if (words.Length > 2 || !words[0].All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.')) throw OdooException.User(Malformed(order));
                throw OdooException.Value($"Invalid field '{words[0]}' on model '{model}'");
            }

            var down = words.Length > 1 && words[1].Equals("desc", StringComparison.OrdinalIgnoreCase);
            object? Key(Row row) => field.Type == "many2one" ? row.Link(field.Name) : Reading.Value(env, model, row, field);
            var comparer = new Nulls(down);
            sorted = sorted is null ? rows.OrderBy(Key, comparer) : sorted.ThenBy(Key, comparer);
        }

        return sorted ?? rows;
    }

    private static string Malformed(string order) =>
        $"Invalid \"order\" specified ({order}). A valid \"order\" specification is a comma-separated list of valid field names (optionally followed by asc/desc for the direction)";

    private sealed class Nulls(bool down) : IComparer<object?>
    {
        public int Compare(object? x, object? y)
        {
            var order = (x, y) switch
            {
                (null, null) => 0,
                (null, _) => 1,
                (_, null) => -1,
                (string one, string other) => string.CompareOrdinal(one, other),
                _ => Comparer<object>.Default.Compare(x, y),
            };
            return down ? -order : order;
        }
    }
}
