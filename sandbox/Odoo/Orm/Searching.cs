namespace Tandem.Sandbox.Odoo.Orm;

/// <summary>Finds rows by a domain, within what the caller may see.</summary>
internal static class Searching
{
    public static List<Row> Find(Env env, string model, IReadOnlyList<object?> domain, int offset = 0, int? limit = null, string? order = null)
    {
        Access.Check(env, model, 'r');
        var found = Ordering.Sort(env, model, Matching(env, model, domain), order).Skip(offset);
        return [.. limit is > 0 ? found.Take(limit.Value) : found];
    }

    /// <summary>In no sequence.</summary>
    public static List<Row> All(Env env, string model, IReadOnlyList<object?> domain)
    {
        Access.Check(env, model, 'r');
        return [.. Matching(env, model, domain)];
    }

    public static int Count(Env env, string model, IReadOnlyList<object?> domain, int? limit = null)
    {
        Access.Check(env, model, 'r');
        var found = Matching(env, model, domain);
        return limit is > 0 ? found.Take(limit.Value).Count() : found.Count();
    }

    /// <summary>Ids with their names, as <c>name_search</c> answers.</summary>
    public static List<object?> ByName(Env env, string model, string name, IReadOnlyList<object?> domain, string comparison, int? limit)
    {
        var behaviour = env.Registry.For(model);
        var leaves = new List<object?>();
        foreach (var field in (string[])["display_name", .. behaviour.SearchedByName])
        {
            if (leaves.Count > 0) leaves.Insert(0, "|");
            leaves.Add(new List<object?> { field, comparison, name });
        }

        var whole = name.Length == 0 ? [.. domain] : new List<object?>([.. domain.Count > 0 ? ["&"] : Array.Empty<object?>(), .. leaves, .. domain]);
        return [.. Find(env, model, whole, limit: limit).Select(row => (object?)new List<object?> { row.Id, env.DisplayName(model, row) })];
    }

    private static IEnumerable<Row> Matching(Env env, string model, IReadOnlyList<object?> domain)
    {
        var table = env.Database[model];
        var test = Domain.Compile(env, model, domain);
        var onlyActive = table.Model.HasActive && !(env.Context.TryGetValue("active_test", out var asked) && !Conversion.Truth(asked)) && !Domain.Mentions(domain, "active");
        var candidates = Domain.NamedIds(domain)?.Select(table.Find).OfType<Row>() ?? table.Rows;
        _ = env.Companies;
        return candidates.Where(row => (!onlyActive || row.Flag("active")) && test(row) && Access.Sees(env, model, row));
    }
}
