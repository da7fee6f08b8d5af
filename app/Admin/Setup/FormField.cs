namespace Tandem.App.Admin;

/// <summary>How a field of a form is filled in.</summary>
public enum FieldKind
{
    Text,
    Url,
    Secret,
    Number,

    /// <summary>On or off.</summary>
    Flag,

    /// <summary>One of its options.</summary>
    Choice,

    /// <summary>As many of its options as are wanted.</summary>
    Several,

    /// <summary>Texts with commas between them.</summary>
    List,

    /// <summary>Carried along; nobody sees it.</summary>
    Hidden,
}

/// <summary>One thing that can be chosen.</summary>
/// <param name="Value">As the form sends it.</param>
public sealed record FieldOption(string Value, string Label);

/// <summary>One field of a form as it is shown.</summary>
/// <param name="Name">As the form sends it.</param>
public sealed record FormField(string Name, string Label, FieldKind Kind)
{
    public string Value { get; init; } = "";

    /// <summary>What is chosen where that may be several.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    public IReadOnlyList<FieldOption> Options { get; init; } = [];

    /// <summary>What helps to fill it in.</summary>
    public string? Details { get; init; }

    /// <summary>Why what was typed was refused.</summary>
    public string? Error { get; init; }

    public bool Required { get; init; }
}

/// <summary>Fields that belong together.</summary>
public sealed record FormPart(string? Heading, string? Intro, IReadOnlyList<FormField> Fields);
