using System.Text.Json;
using System.Text.RegularExpressions;
using Tandem.Tests.Fixtures;

namespace Tandem.Tests.Admin;

/// <summary>What Shopify publishes of its web components (npm <c>@shopify/polaris-types</c>): tags, attributes with their values, slots.</summary>
internal sealed partial class PolarisTypes
{
    private const string Package = "@shopify/polaris-types@1.1.0";

    public required IReadOnlyDictionary<string, PolarisTag> Tags { get; init; }

    /// <summary>Skips the running test where npm or its registry is not at hand; in CI that is a failure.</summary>
    public static async Task<PolarisTypes> Fetch(CancellationToken stop)
    {
        using var package = await NpmPackage.Fetch(Package, stop);
        await using var manifest = File.OpenRead(package.File("dist/custom-elements.json"));
        using var document = await JsonDocument.ParseAsync(manifest, cancellationToken: stop);
        return Read(document.RootElement);
    }

    private static PolarisTypes Read(JsonElement root) => new()
    {
        Tags = root.GetProperty("modules").EnumerateArray()
            .SelectMany(module => module.GetProperty("declarations").EnumerateArray())
            .Where(declaration => declaration.TryGetProperty("tagName", out _))
            .ToDictionary(declaration => declaration.GetProperty("tagName").GetString()!, Tag),
    };

    private static PolarisTag Tag(JsonElement declaration) => new(
        All(declaration, "attributes").GroupBy(Name).ToDictionary(same => same.Key, same => Values(same.First().GetProperty("type").GetProperty("text").GetString()!)),
        All(declaration, "slots").Select(Name).Where(name => name.Length > 0).ToHashSet());

    private static List<JsonElement> All(JsonElement declaration, string name) =>
        declaration.TryGetProperty(name, out var list) ? [.. list.EnumerateArray()] : [];

    private static string Name(JsonElement element) => element.GetProperty("name").GetString()!;

    /// <summary>The values of a closed list; null where more is allowed.</summary>
    private static HashSet<string>? Values(string type) =>
        ClosedList().IsMatch(type) ? type.Split('|').Select(value => value.Trim().Trim('"')).ToHashSet() : null;

    [GeneratedRegex("""\A\s*"[^"]*"(\s*\|\s*"[^"]*")*\s*\z""")]
    private static partial Regex ClosedList();
}

/// <summary>One element of Polaris.</summary>
/// <param name="Attributes">Each with its allowed values; null where any is allowed.</param>
internal sealed record PolarisTag(IReadOnlyDictionary<string, HashSet<string>?> Attributes, HashSet<string> Slots);
