using System.Text.Json;
using System.Text.Json.Nodes;
using Tandem.Tests.Fixtures;

namespace Tandem.Tests.Shopify;

/// <summary>One order in a recorded answer of a real store.</summary>
/// <param name="Place">Its file and its path in it.</param>
public sealed record RecordedOrder(string Place, JsonObject Json)
{
    /// <summary>
    /// The order with what its query did not ask for in neutral form: times, flags, empty lists, no tip.
    /// Nothing that a recording states is changed, and no price or total is made up.
    /// </summary>
    public JsonObject Completed() => RecordingCompletion.Of(Json);
}

/// <summary>The recorded real orders that hold lines, so that they can be read as orders.</summary>
public static class RecordedOrders
{
    public static IReadOnlyList<RecordedOrder> All() =>
    [
        .. Directory.EnumerateFiles(Shared.Path("shopify/recorded/orders"), "*.json").Order(StringComparer.Ordinal).SelectMany(file =>
            In(Path.GetFileNameWithoutExtension(file), JsonNode.Parse(File.ReadAllText(file)))
                // The same answer is often recorded a second time for replay.
                .DistinctBy(order => order.Json.ToJsonString())),
    ];

    private static IEnumerable<RecordedOrder> In(string place, JsonNode? node)
    {
        if (IsOrder(node)) yield return new RecordedOrder(place, node!.AsObject());
        var children = node switch
        {
            JsonObject parent => parent.Select(child => (child.Key, child.Value)),
            JsonArray list => list.Select((child, index) => ($"{index}", child)),
            _ => [],
        };
        foreach (var (name, child) in children)
            foreach (var order in In($"{place}.{name}", child)) yield return order;
    }

    private static bool IsOrder(JsonNode? node) =>
        node is JsonObject order
        && order["id"] is JsonValue id
        && id.GetValueKind() == JsonValueKind.String
        && id.GetValue<string>().StartsWith("gid://shopify/Order/", StringComparison.Ordinal)
        && order["lineItems"] is JsonObject;
}
