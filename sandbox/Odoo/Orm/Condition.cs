using System.Text.RegularExpressions;

namespace Tandem.Sandbox.Odoo.Orm;

/// <summary>The last step of a domain leaf: one field, an operator, a value.</summary>
internal sealed class Condition
{
    private readonly Env env;
    private readonly string model;
    private readonly FieldDefinition field;
    private readonly Func<object?, bool> test;

    public Condition(Env env, string model, FieldDefinition field, string comparison, object? value)
    {
        (this.env, this.model, this.field) = (env, model, field);
        test = field.IsToMany || field.Type == "many2one" ? Relational(comparison, value) : Scalar(comparison, value);
    }

    public bool Holds(Row row)
    {
        if (!field.IsToMany) return test(Reading.Value(env, model, row, field));
        var ids = Reading.Ids(env, model, row, field);
        return test(ids);
    }

    private Func<object?, bool> Relational(string comparison, object? value)
    {
        switch (comparison)
        {
            case "any":
            case "not any":
                var inner = Domain.Compile(env.Sudo(), field.Relation!, value as List<object?> ?? []);
                return Negate(comparison == "not any", ids => Each(ids).Any(id => env.Database[field.Relation!].Find(id) is { } row && inner(row)));
            case "child_of":
            case "parent_of":
                var family = Family(field.Relation!, Numbers(value), comparison == "child_of");
                return ids => Each(ids).Any(family.Contains);
            case "like" or "ilike" or "not like" or "not ilike" or "=like" or "=ilike":
                return Named(comparison, value);
            case "=" or "!=" when value is string name:
                return Negate(comparison == "!=", ids => Each(ids).Any(id => NameOf(id) == name));
        }

        if (value is null or false or List<object?> { Count: 0 }) return Negate(comparison is "!=" or "not in" && value is not List<object?>, EmptyTest(value));
        var wanted = Numbers(value);
        var orEmpty = value is List<object?> list && list.Any(item => item is false or null);
        return Negate(comparison is "!=" or "not in", ids => Each(ids).Any(wanted.Contains) || (orEmpty && !Each(ids).Any()));
    }

    private static Func<object?, bool> EmptyTest(object? value) => value is List<object?> ? _ => false : ids => !Each(ids).Any();

    private Func<object?, bool> Named(string comparison, object? value)
    {
        var pattern = Pattern(comparison, value as string ?? "");
        return Negate(comparison.StartsWith("not ", StringComparison.Ordinal), ids => Each(ids).Any(id => pattern.IsMatch(NameOf(id))));
    }

    private string NameOf(int id) => env.Database[field.Relation!].Find(id) is { } row ? env.DisplayName(field.Relation!, row) : "";

    private Func<object?, bool> Scalar(string comparison, object? value)
    {
        if (field.Name == "id" && comparison == "child_of")
        {
            var family = Family(model, Numbers(value), true);
            return id => family.Contains((int)id!);
        }

        if (comparison.EndsWith("like", StringComparison.Ordinal))
        {
            var pattern = Pattern(comparison, value as string ?? $"{value}");
            return Negate(comparison.StartsWith("not ", StringComparison.Ordinal), found => found is string text && pattern.IsMatch(text));
        }

        if (comparison == "=?" ) return value is null or false ? _ => true : Scalar("=", value);
        if (comparison is "in" or "not in")
        {
            var items = value as List<object?> ?? [value];
            var wanted = items.Select(Comparable).ToHashSet();
            return Negate(comparison == "not in", found => wanted.Contains(Comparable(found)));
        }

        var other = Comparable(value);
        if (comparison is "=" or "!=") return Negate(comparison == "!=", found => Equals(Comparable(found), other));
        return found => Ordered(Comparable(found), other, comparison);
    }

    private object? Comparable(object? value) => field.Type switch
    {
        "boolean" => Conversion.Truth(value),
        "integer" or "float" or "monetary" => value is null or false ? 0m : Conversion.Number(value),
        _ => value is null or false or "" ? null : value,
    };

    private static bool Ordered(object? found, object? other, string comparison)
    {
        if (found is null || other is null) return false;
        var order = found is string text ? string.CompareOrdinal(text, other as string) : ((decimal)found).CompareTo((decimal)other);
        return comparison switch { "<" => order < 0, "<=" => order <= 0, ">" => order > 0, _ => order >= 0 };
    }

    private HashSet<int> Family(string of, HashSet<int> start, bool down)
    {
        var family = new HashSet<int>(start);
        var above = of == "stock.location" ? "location_id" : "parent_id";
        if (!down)
        {
            foreach (var id in start)
                for (var row = env.Database[of].Find(id); row?.Link(above) is { } parent && family.Add(parent);) row = env.Database[of].Find(parent);
            return family;
        }

        // Version 18 reads the path of each that is named, where the model keeps one.
        if (!env.Is19 && of is ("stock.location" or "product.category") && start.FirstOrDefault(id => env.Database[of].Find(id) is null) is var gone and > 0)
            throw OdooException.Missing(of, gone, env.User);
        for (var grown = true; grown;)
            grown = env.Database[of].Rows.Any(row => row.Link(above) is { } parent && family.Contains(parent) && family.Add(row.Id));
        return family;
    }

    private static HashSet<int> Numbers(object? value) => value switch
    {
        List<object?> list => [.. list.Where(item => item is long or int).Select(item => Conversion.Whole(item))],
        long or int or string => [Conversion.Whole(value)],
        _ => [],
    };

    private static IEnumerable<int> Each(object? ids) => ids switch { IReadOnlyList<int> list => list, int id => [id], _ => [] };

    private static Func<object?, bool> Negate(bool negate, Func<object?, bool> test) => negate ? value => !test(value) : test;

    /// <summary>SQL patterns: % any text, _ one character, backslash escapes; plain like looks anywhere.</summary>
    private static Regex Pattern(string comparison, string value)
    {
        var sql = comparison.StartsWith('=') ? value : $"%{value}%";
        var regex = new System.Text.StringBuilder("^");
        for (var i = 0; i < sql.Length; i++)
        {
            if (sql[i] == '\\' && i + 1 < sql.Length) regex.Append(Regex.Escape(sql[++i].ToString()));
            else regex.Append(sql[i] switch { '%' => ".*", '_' => ".", var other => Regex.Escape(other.ToString()) });
        }

        var options = RegexOptions.Singleline | RegexOptions.CultureInvariant;
        if (comparison.Contains("ilike", StringComparison.Ordinal)) options |= RegexOptions.IgnoreCase;
        return new Regex(regex.Append('$').ToString(), options);
    }
}
