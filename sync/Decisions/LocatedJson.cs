namespace Tandem.Sync.Decisions;

/// <summary>A JSON value that knows the line it begins on.</summary>
internal abstract record LocatedJson(int Line)
{
    public sealed record Members(int Line, IReadOnlyList<JsonMember> All) : LocatedJson(Line);

    public sealed record Items(int Line, IReadOnlyList<LocatedJson> All) : LocatedJson(Line);

    public sealed record Text(int Line, string Value) : LocatedJson(Line);

    /// <param name="Raw">As written: converted to decimal where it is used, never to a binary fraction.</param>
    public sealed record Number(int Line, string Raw) : LocatedJson(Line);

    public sealed record Flag(int Line, bool Value) : LocatedJson(Line);

    public sealed record Nothing(int Line) : LocatedJson(Line);

    /// <summary>What kind of value it is, in words.</summary>
    public string Kind => this switch
    {
        Members => "an object",
        Items => "a list",
        Text => "a text",
        Number => "a number",
        Flag flag => flag.Value ? "true" : "false",
        _ => "null",
    };
}

/// <summary>A key with its value.</summary>
internal sealed record JsonMember(string Key, int Line, LocatedJson Value);
