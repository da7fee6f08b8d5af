using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tandem.Sandbox.Shopify.Faults;

/// <summary>Changes a good answer into one that a fault describes.</summary>
internal static class Damage
{
    public static byte[] Deny(byte[] answer, string field)
    {
        var json = JsonNode.Parse(answer)!.AsObject();
        var errors = json["errors"]?.AsArray() ?? [];
        Walk(json["data"], [], (owner, name, path) =>
        {
            if (name != field) return;
            owner[name] = null;
            errors.Add(new JsonObject
            {
                ["message"] = $"Access denied for {field} field.",
                ["locations"] = new JsonArray(),
                ["extensions"] = new JsonObject { ["code"] = "ACCESS_DENIED", ["documentation"] = "https://shopify.dev/api/usage/access-scopes" },
                ["path"] = new JsonArray([.. path.Append(name).Select(p => (JsonNode)p)]),
            });
        });
        if (json["errors"] is null && errors.Count > 0) json["errors"] = errors;
        return JsonSerializer.SerializeToUtf8Bytes(json);
    }

    public static byte[] Replace(byte[] answer, string field, string value)
    {
        var json = JsonNode.Parse(answer)!.AsObject();
        Walk(json["data"], [], (owner, name, _) =>
        {
            if (name == field) owner[name] = value;
        });
        return JsonSerializer.SerializeToUtf8Bytes(json);
    }

    private static void Walk(JsonNode? node, IReadOnlyList<string> path, Action<JsonObject, string, IReadOnlyList<string>> visit)
    {
        if (node is JsonArray array)
        {
            foreach (var item in array) Walk(item, path, visit);
        }
        else if (node is JsonObject one)
        {
            foreach (var name in one.Select(p => p.Key).ToArray())
            {
                Walk(one[name], [.. path, name], visit);
                visit(one, name, path);
            }
        }
    }
}
