using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tandem.Sandbox.Shopify.Bulk;

/// <summary>What a bulk operation wrote: one object a line, those inside another after it with <c>__parentId</c>.</summary>
internal sealed record BulkFile(byte[] Text, int Objects, int Roots);

/// <summary>Writes a bulk operation's file, one portion of its list after the other.</summary>
internal sealed class BulkFileWriter : IDisposable
{
    private readonly MemoryStream parents = new();
    private readonly List<byte[]> children = [];
    private int roots;

    /// <param name="data">An answer's <c>data</c>, with every connection inside its objects whole.</param>
    public void Add(JsonElement data)
    {
        foreach (var root in data.EnumerateObject())
            foreach (var node in Nodes(root.Value))
            {
                parents.Write(Line(node, null));
                roots++;
            }
    }

    /// <summary>Shopify promises nothing about the place of what is inside another: here it comes after all objects, the last first.</summary>
    public BulkFile Done()
    {
        for (var index = children.Count - 1; index >= 0; index--) parents.Write(children[index]);
        return new BulkFile(parents.ToArray(), roots + children.Count, roots);
    }

    public void Dispose() => parents.Dispose();

    private byte[] Line(JsonElement node, string? parent)
    {
        var line = new JsonObject();
        foreach (var field in node.EnumerateObject())
        {
            if (!IsConnection(field.Value)) line[field.Name] = JsonNode.Parse(field.Value.GetRawText());
            else foreach (var inner in Nodes(field.Value)) children.Add(Line(inner, node.GetProperty("id").GetString()));
        }

        if (parent is not null) line["__parentId"] = parent;
        return Encoding.UTF8.GetBytes(line.ToJsonString().Replace("/", "\\/", StringComparison.Ordinal) + "\n");
    }

    private static bool IsConnection(JsonElement value) => value.ValueKind == JsonValueKind.Object && value.TryGetProperty("edges", out _);

    private static IEnumerable<JsonElement> Nodes(JsonElement connection) => connection.GetProperty("edges").EnumerateArray().Select(edge => edge.GetProperty("node"));
}
