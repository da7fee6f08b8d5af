using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tandem.Sandbox.Shopify.Bulk;

/// <summary>What a bulk operation wrote: one object a line, those inside another after it with <c>__parentId</c>.</summary>
internal sealed record BulkFile(byte[] Text, int Objects, int Roots)
{
    /// <param name="data">The answer's <c>data</c>, with every connection whole.</param>
    public static BulkFile Of(JsonElement data)
    {
        var (parents, children) = (new List<string>(), new List<string>());
        foreach (var root in data.EnumerateObject())
            foreach (var node in Nodes(root.Value))
                parents.Add(Line(node, null, children));
        // Shopify promises nothing about the place of what is inside another.
        children.Reverse();
        var lines = parents.Concat(children).ToList();
        return new BulkFile(Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n"))), lines.Count, parents.Count);
    }

    private static string Line(JsonElement node, string? parent, List<string> children)
    {
        var line = new JsonObject();
        foreach (var field in node.EnumerateObject())
        {
            if (!IsConnection(field.Value)) line[field.Name] = JsonNode.Parse(field.Value.GetRawText());
            else foreach (var inner in Nodes(field.Value)) children.Add(Line(inner, node.GetProperty("id").GetString(), children));
        }

        if (parent is not null) line["__parentId"] = parent;
        return line.ToJsonString().Replace("/", "\\/", StringComparison.Ordinal);
    }

    private static bool IsConnection(JsonElement value) => value.ValueKind == JsonValueKind.Object && value.TryGetProperty("edges", out _);

    private static IEnumerable<JsonElement> Nodes(JsonElement connection) => connection.GetProperty("edges").EnumerateArray().Select(edge => edge.GetProperty("node"));
}
