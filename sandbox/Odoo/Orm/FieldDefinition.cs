namespace Tandem.Sandbox.Odoo.Orm;

/// <summary>One field as <c>fields_get</c> describes it.</summary>
/// <param name="Relation">The other model of a relation; else null.</param>
/// <param name="Inverse">The many2one on the other side of a one2many.</param>
internal sealed record FieldDefinition(
    string Name, string Type, string? Relation, string? Inverse, bool Required, bool Readonly, bool Stored, string Label,
    IReadOnlyList<KeyValuePair<string, string>> Selection)
{
    /// <summary>Goes through another record: <c>_inherits</c> of products and users.</summary>
    public string? Via { get; init; }

    public bool IsToMany => Type is "one2many" or "many2many";

    public bool IsText => Type is "char" or "text" or "html" or "selection";

    public bool IsNumber => Type is "float" or "monetary";

    /// <summary>Reads one line of a definition: name, type, relation, flags, label and, after a double colon, the choices.</summary>
    public static FieldDefinition Parse(string line)
    {
        var halves = line.Split(" :: ", 2);
        var words = halves[0].Split(' ', 5);
        var (relation, inverse) = Relate(words[1], words[2]);
        var flags = words[3];
        var choices = halves.Length == 1 ? [] : halves[1].Split(" | ").Select(Choice).ToList();
        return new FieldDefinition(
            words[0], words[1], relation, inverse, flags.Contains('r', StringComparison.Ordinal), flags.Contains('o', StringComparison.Ordinal),
            flags.Contains('s', StringComparison.Ordinal), words[4], choices);
    }

    private static (string? Relation, string? Inverse) Relate(string type, string word)
    {
        if (word == "-") return (null, null);
        if (type != "one2many") return (word, null);
        var dot = word.LastIndexOf('.');
        return (word[..dot], word[(dot + 1)..]);
    }

    private static KeyValuePair<string, string> Choice(string text)
    {
        var parts = text.Split('=', 2);
        return new(parts[0], parts[1]);
    }
}
