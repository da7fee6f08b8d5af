namespace Tandem.Grains.Settings;

/// <summary>One section of the settings and the types that it is bound to; their properties are its keys.</summary>
/// <param name="Name">Such as <c>Odoo</c>.</param>
public sealed record SettingsSection(string Name, params IReadOnlyList<Type> Options)
{
    /// <summary>Keys that are read one by one, or by another program of Tandem's.</summary>
    public IReadOnlyList<string> Also { get; init; } = [];

    /// <summary>Properties that are set from elsewhere, and are no keys.</summary>
    public IReadOnlyList<string> Without { get; init; } = [];
}

/// <summary>The settings are wrong; nothing was started.</summary>
public sealed class SettingsException(IReadOnlyList<string> problems) : FormatException(string.Join(Environment.NewLine, problems))
{
    public SettingsException() : this([]) { }

    public SettingsException(string message) : this([message]) { }

    public SettingsException(string message, Exception inner) : this([message]) => _ = inner;

    /// <summary>A sentence each.</summary>
    public IReadOnlyList<string> Problems { get; } = problems;
}
