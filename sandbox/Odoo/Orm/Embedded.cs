using System.Reflection;

namespace Tandem.Sandbox.Odoo.Orm;

/// <summary>Text data that travels inside the assembly.</summary>
internal static class Embedded
{
    /// <summary>The lines of a resource, by its full name, without empty ones.</summary>
    public static IReadOnlyList<string> Lines(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The assembly holds no {name}.");
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n').Where(line => line.Length > 0)];
    }
}
