namespace Tandem.Sandbox.Odoo.Orm;

/// <summary>A search domain in Polish notation, compiled to a test of rows.</summary>
internal static class Domain
{
    private static readonly HashSet<string> Operators =
    [
        "=", "!=", "<", ">", "<=", ">=", "in", "not in", "like", "ilike", "not like", "not ilike", "=like", "=ilike", "child_of", "parent_of", "any", "not any", "=?",
    ];

    public static Func<Row, bool> Compile(Env env, string model, IReadOnlyList<object?> domain)
    {
        var stack = new Stack<Func<Row, bool>>();
        for (var i = domain.Count - 1; i >= 0; i--) Push(env, model, stack, domain[i]);
        Func<Row, bool> all = _ => true;
        foreach (var test in stack) all = And(all, test);
        return all;
    }

    /// <summary>Ids that a domain names outright, so that nothing else need be looked at.</summary>
    public static IEnumerable<int>? NamedIds(IReadOnlyList<object?> domain)
    {
        if (domain.Any(item => item is string)) return null;
        foreach (var item in domain)
        {
            if (item is not List<object?> { Count: 3 } leaf || leaf[0] is not "id") continue;
            if (leaf[1] is "=" && leaf[2] is long id) return [(int)id];
            if (leaf[1] is "in" && leaf[2] is List<object?> ids) return ids.OfType<long>().Select(value => (int)value).Distinct();
        }

        return null;
    }

    public static bool Mentions(IReadOnlyList<object?> domain, string field) =>
        domain.Any(item => item is List<object?> { Count: 3 } leaf && leaf[0] as string == field);

    private static void Push(Env env, string model, Stack<Func<Row, bool>> stack, object? item)
    {
        switch (item)
        {
            case "!" when stack.Count > 0:
                var negated = stack.Pop();
                stack.Push(row => !negated(row));
                break;
            case "&" when stack.Count > 1:
                stack.Push(And(stack.Pop(), stack.Pop()));
                break;
            case "|" when stack.Count > 1:
                var (left, right) = (stack.Pop(), stack.Pop());
                stack.Push(row => left(row) || right(row));
                break;
            case List<object?> { Count: 3 } leaf:
                stack.Push(Leaf(env, model, leaf));
                break;
            default:
                throw OdooException.Value(env.Is19 ? $"Domain() invalid item in domain: {Python.Repr(item)}" : "too many values to unpack (expected 3)");
        }
    }

    private static Func<Row, bool> And(Func<Row, bool> one, Func<Row, bool> other) => row => one(row) && other(row);

    private static Func<Row, bool> Leaf(Env env, string model, List<object?> leaf)
    {
        if (leaf[0] is long one && leaf[2] is long two) return _ => one == two;
        var path = leaf[0] as string ?? "";
        var comparison = leaf[1] as string ?? "";
        if (!Operators.Contains(comparison)) 
            throw OdooException.Value($"Invalid {(env.Is19 ? "operator in condition" : "leaf")} {Python.Repr(leaf, tuple: true)}");
        var word = env.Is19 ? "condition" : "leaf";
        var steps = path.Split('.');
        var owner = model;
        foreach (var step in steps)
        {
            var field = env.Model(owner).Field(step)
                ?? throw OdooException.Value($"Invalid field {owner}.{step} in {word} {Python.Repr(leaf, tuple: true)}");
            owner = field.Relation ?? owner;
        }

        return Walk(env, model, steps, 0, comparison, leaf[2]);
    }

    private static Func<Row, bool> Walk(Env env, string model, string[] steps, int at, string comparison, object? value)
    {
        var field = env.Model(model).Field(steps[at])!;
        if (at == steps.Length - 1) return new Condition(env, model, field, comparison, value).Holds;
        var rest = Walk(env.Sudo(), field.Relation!, steps, at + 1, comparison, value);
        var table = env.Database[field.Relation!];
        var no = comparison is "!=" or "not in" or "not like" or "not ilike";
        return row => field.IsToMany
            ? Reading.Ids(env, model, row, field).Any(id => table.Find(id) is { } other && rest(other))
            : (Reading.Value(env, model, row, field) is int id && table.Find(id) is { } linked ? rest(linked) : no || (comparison == "=" && value is false or null));
    }
}
