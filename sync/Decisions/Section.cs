namespace Tandem.Sync.Decisions;

/// <summary>What reading a file has found so far.</summary>
internal sealed class FileFindings
{
    public List<DecisionsProblem> Problems { get; } = [];

    /// <summary>The line of each setting that the file states.</summary>
    public Dictionary<string, int> Lines { get; } = [];
}

/// <summary>One object of a decisions file; it notes what is wrong and goes on, so that everything wrong is listed at once.</summary>
internal sealed partial class Section
{
    private readonly FileFindings findings;
    private readonly string path;
    private readonly IReadOnlyList<string>? known;
    private readonly Dictionary<string, JsonMember> members = new(StringComparer.Ordinal);

    /// <param name="kind">Its entry in <see cref="DecisionsKeys.BySection"/>; null where keys are free.</param>
    public Section(FileFindings findings, string path, string? kind, LocatedJson.Members json)
    {
        this.findings = findings;
        this.path = path;
        known = kind is null ? null : DecisionsKeys.BySection[kind];
        Line = json.Line;
        foreach (var member in json.All) Take(member);
    }

    public int Line { get; }

    public IEnumerable<JsonMember> Members => members.Values;

    public string PathOf(string key) => path.Length == 0 ? key : $"{path}.{key}";

    public bool States(string key) => members.ContainsKey(key);

    public int LineOf(string key) => members.TryGetValue(key, out var member) ? member.Line : Line;

    public void Wrong(string key, string what, string remedy) =>
        findings.Problems.Add(new DecisionsProblem(PathOf(key), what, remedy, LineOf(key)));

    /// <summary>The section under a key; null when it is absent or no object.</summary>
    public Section? Inner(string key, bool required = false, bool freeKeys = false)
    {
        if (Value(key, required) is not { } value) return null;
        if (value is LocatedJson.Members inner) return new Section(findings, PathOf(key), freeKeys ? null : PathOf(key), inner);
        Wrong(key, $"This is {value.Kind}, but an object is expected.", Expected(PathOf(key)));
        return null;
    }

    /// <summary>An entry of a section with free keys, such as one approval.</summary>
    public Section? Entry(JsonMember member, string kind)
    {
        if (member.Value is LocatedJson.Members inner) return new Section(findings, PathOf(member.Key), kind, inner);
        Wrong(member.Key, $"This is {member.Value.Kind}, but an object is expected.", Expected(kind));
        return null;
    }

    /// <summary>The objects of a list.</summary>
    public IReadOnlyList<Section> Sections(string key)
    {
        var sections = new List<Section>();
        foreach (var (index, item) in Items(key).Index())
        {
            var at = $"{PathOf(key)}[{index}]";
            findings.Lines[at] = item.Line;
            if (item is LocatedJson.Members inner) sections.Add(new Section(findings, at, $"{PathOf(key)}[]", inner));
            else findings.Problems.Add(new DecisionsProblem(at, $"This is {item.Kind}, but an object is expected.", Expected($"{PathOf(key)}[]"), item.Line));
        }

        return sections;
    }

    /// <summary>The value under a key; null when it is absent, or null where null says nothing.</summary>
    private LocatedJson? Value(string key, bool required)
    {
        if (known is not null && !known.Contains(key)) throw new InvalidOperationException($"{PathOf(key)} is read but not among the known keys.");
        if (members.TryGetValue(key, out var member) && member.Value is not LocatedJson.Nothing) return member.Value;
        if (required) Wrong(key, "This setting is missing.", $"Add {Hints.Example(PathOf(key))}.");
        return null;
    }

    private IReadOnlyList<LocatedJson> Items(string key)
    {
        switch (Value(key, required: false))
        {
            case null: return [];
            case LocatedJson.Items items: return items.All;
            case var other:
                Wrong(key, $"This is {other.Kind}, but a list is expected.", "Put it in square brackets.");
                return [];
        }
    }

    private void Take(JsonMember member)
    {
        if (known is not null && !known.Contains(member.Key))
            findings.Problems.Add(new DecisionsProblem(PathOf(member.Key), $"“{member.Key}” is no setting {(path.Length == 0 ? "of a decisions file" : $"under {path}")}.", Hints.Unknown(member, known), member.Line));
        else if (!members.TryAdd(member.Key, member))
            findings.Problems.Add(new DecisionsProblem(PathOf(member.Key), $"This setting is stated twice, first on line {members[member.Key].Line}.", "Keep one of them.", member.Line));
        else findings.Lines[PathOf(member.Key)] = member.Line;
    }

    private static string Expected(string kind) => DecisionsKeys.BySection.TryGetValue(kind, out var keys)
        ? $"Write an object with {string.Join(", ", keys)}."
        : "Write an object in braces.";
}
