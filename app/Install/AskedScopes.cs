using System.Text.RegularExpressions;

namespace Tandem.App.Install;

/// <summary>The scopes that the app asks for, as <c>shopify.app.toml</c> has them: it is part of the program, so that the two never differ.</summary>
public static partial class AskedScopes
{
    /// <summary>Without the optional ones.</summary>
    public static IReadOnlyList<string> All { get; } = Read();

    /// <summary>What is asked for and not granted; the right to write is the right to read.</summary>
    public static IReadOnlyList<string> Missing(IReadOnlyCollection<string> granted)
    {
        ArgumentNullException.ThrowIfNull(granted);
        return [.. All.Where(asked => !granted.Contains(asked) && !(asked.StartsWith("read_", StringComparison.Ordinal) && granted.Contains($"write_{asked["read_".Length..]}")))];
    }

    private static string[] Read()
    {
        using var stream = typeof(AskedScopes).Assembly.GetManifestResourceStream("shopify.app.toml") ?? throw new InvalidOperationException("shopify.app.toml is not part of the program.");
        using var reader = new StreamReader(stream);
        var line = Line().Match(reader.ReadToEnd());
        return line.Success ? line.Groups[1].Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) : throw new InvalidOperationException("shopify.app.toml asks for no scopes.");
    }

    [GeneratedRegex("^scopes *= *\"([^\"]*)\"", RegexOptions.Multiline)]
    private static partial Regex Line();
}
