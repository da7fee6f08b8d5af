using System.Collections.Concurrent;

namespace Tandem.Sandbox.Odoo.Orm;

/// <summary>Groups and model rights of both versions, read once.</summary>
internal static class Rights
{
    private static readonly IReadOnlyList<string> Lines = Embedded.Lines("Tandem.Sandbox.Odoo.Rights.rights.txt");
    private static readonly ConcurrentDictionary<int, Book> Books = new();

    /// <summary>External ids, labels and implied groups of one version, in a fixed order.</summary>
    public static IReadOnlyList<(string Name, string Label, string[] Implied)> Groups(int version) => Of(version).Groups;

    /// <summary>The user's groups with all they imply, by external id.</summary>
    public static IReadOnlySet<string> GroupsOf(Env env)
    {
        var book = Of(env.Options.Version);
        var found = new HashSet<string>();
        foreach (var id in env.UserRow.Links(env.Is19 ? "group_ids" : "groups_id")) Collect(book, book.Groups[id - 1].Name, found);
        return found;
    }

    public static bool Allows(int version, IReadOnlySet<string> groups, string model, char operation) =>
        Of(version).Allowed.TryGetValue((model, operation), out var who) && (who.Contains("*") || who.Any(groups.Contains));

    /// <summary>Labels of the groups that a refusal names, those without an application last.</summary>
    public static IReadOnlyList<string> WhoMay(int version, string model, char operation)
    {
        var book = Of(version);
        if (!book.Allowed.TryGetValue((model, operation), out var who)) return [];
        return [.. who.Where(book.Index.ContainsKey).Select(name => book.Groups[book.Index[name]].Label)
            .OrderBy(label => label.Contains('/', StringComparison.Ordinal) && !label.Contains(" / ", StringComparison.Ordinal) ? 0 : 1)
            .ThenBy(label => label, StringComparer.Ordinal)];
    }

    private static void Collect(Book book, string group, HashSet<string> found)
    {
        if (!found.Add(group)) return;
        foreach (var implied in book.Groups[book.Index[group]].Implied) Collect(book, implied, found);
    }

    private static Book Of(int version) => Books.GetOrAdd(version, Read);

    private static Book Read(int version)
    {
        var groups = Lines.Where(line => line.StartsWith($"group {version} ", StringComparison.Ordinal))
            .Select(line => line.Split(' ', 3)[2].Split(" ; "))
            .Select(parts => (parts[0], parts[1], parts.Length < 3 ? [] : parts[2].Split(' ', StringSplitOptions.RemoveEmptyEntries))).ToList();
        var allowed = new Dictionary<(string, char), List<string>>();
        foreach (var words in Lines.Where(line => line.StartsWith("allow ", StringComparison.Ordinal)).Select(line => line.Split(' ')))
        {
            if (words[1] != "*" && words[1] != $"{version}") continue;
            foreach (var operation in words[3].Where(char.IsAsciiLetter))
            {
                if (!allowed.TryGetValue((words[2], operation), out var who)) allowed[(words[2], operation)] = who = [];
                who.Add(words[4]);
            }
        }

        return new Book(groups, groups.Select((group, at) => (group.Item1, at)).ToDictionary(pair => pair.Item1, pair => pair.at), allowed);
    }

    private sealed record Book(
        IReadOnlyList<(string Name, string Label, string[] Implied)> Groups,
        IReadOnlyDictionary<string, int> Index,
        IReadOnlyDictionary<(string Model, char Operation), List<string>> Allowed);
}
