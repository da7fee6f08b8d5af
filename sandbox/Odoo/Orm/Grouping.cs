namespace Tandem.Sandbox.Odoo.Orm;

/// <summary>Aggregates over all that a domain finds, not divided into groups: <c>read_group</c> and, from 19 on, <c>formatted_read_group</c>.</summary>
internal static class Grouping
{
    /// <summary>Fields as <c>quantity:sum</c> or, under another name, <c>total:sum(quantity)</c>.</summary>
    public static object? Old(Env env, Call call)
    {
        var rows = Rows(env, call);
        var answer = new Dictionary<string, object?> { ["__count"] = rows.Count };
        foreach (var (name, aggregate) in call.List("fields").OfType<string>().Select(text => text.Split(':', 2)).Select(parts => (parts[0], parts[1])))
        {
            var open = aggregate.IndexOf('(', StringComparison.Ordinal);
            answer[name] = open < 0 ? Total(env, call.Model, rows, name, aggregate) : Total(env, call.Model, rows, aggregate[(open + 1)..^1], aggregate[..open]);
        }

        answer["__domain"] = call.List("domain");
        return new List<object?> { answer };
    }

    public static object? Formatted(Env env, Call call)
    {
        var rows = Rows(env, call);
        var answer = new Dictionary<string, object?> { ["__extra_domain"] = new List<object?> { new List<object?> { 1, "=", 1 } } };
        foreach (var text in call.List("aggregates").OfType<string>())
            answer[text] = text == "__count" ? rows.Count : Total(env, call.Model, rows, text.Split(':')[0], text.Split(':')[1]);
        return new List<object?> { answer };
    }

    private static List<Row> Rows(Env env, Call call) => call.List("groupby").Count == 0
        ? Searching.All(env, call.Model, call.List("domain"))
        : throw new NotSupportedException("This practice Odoo forms no groups.");

    private static object? Total(Env env, string model, List<Row> rows, string name, string aggregate)
    {
        var field = env.Model(model).Field(name) ?? throw OdooException.Value($"Invalid field '{name}' on model '{model}'");
        return aggregate switch
        {
            "sum" => rows.Count == 0 ? false : rows.Sum(row => row.Number(name)),
            "max" when !field.IsNumber => rows.Select(row => row.Text(name)).Max(StringComparer.Ordinal) ?? (object)false,
            // As PostgreSQL keeps it: to the microsecond, one for each transaction.
            "count_distinct" when name == "write_date" => rows.Select(row => row.WrittenIn).Distinct().Count(),
            "count_distinct" => rows.Select(row => row[name]).Where(value => value is not null).Distinct().Count(),
            _ => throw OdooException.Value($"Invalid aggregate method '{aggregate}' for '{name}:{aggregate}'"),
        };
    }
}
