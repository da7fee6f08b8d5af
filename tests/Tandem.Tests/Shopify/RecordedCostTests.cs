using System.Text.Json;
using System.Text.Json.Nodes;
using Tandem.Tests.Fixtures;
using Xunit;

namespace Tandem.Tests.Shopify;

/// <summary>The estimate of costs against what Shopify really asked for recorded order queries.</summary>
public sealed class RecordedCostTests(AdminSchema schema) : IClassFixture<AdminSchema>
{
    /// <summary>Only sizes that stand in the document: a variable size is not known to the estimate.</summary>
    [Fact]
    public void The_estimate_is_never_below_what_Shopify_asked_for_reading_orders()
    {
        var charged = Directory.EnumerateFiles(Shared.Path("shopify/recorded/orders"), "*.json")
            .SelectMany(file => Charged(JsonNode.Parse(File.ReadAllText(file))))
            .Where(query => query.Text.Contains(" order(id: ", StringComparison.Ordinal) && !query.Text.Contains("first: $", StringComparison.Ordinal))
            .DistinctBy(query => query.Text)
            .ToList();

        Assert.NotEmpty(charged);
        Assert.All(charged, query => Assert.True(
            DocumentCost.Of(schema.Value, query.Text) >= query.Points,
            $"{DocumentCost.Of(schema.Value, query.Text)} < {query.Points}: {query.Text}"));
    }

    private static IEnumerable<(string Text, int Points)> Charged(JsonNode? node)
    {
        if (node is JsonObject { } call && call["query"] is JsonValue text && text.GetValueKind() == JsonValueKind.String && Points(call["response"]) is { } points
            && !text.GetValue<string>().TrimStart().StartsWith("mutation", StringComparison.Ordinal))
            yield return (text.GetValue<string>(), points);
        var children = node switch
        {
            // Replayed answers stand there beside questions that are not theirs.
            JsonObject parent => parent.Where(child => child.Key != "upstreamCalls").Select(child => child.Value),
            JsonArray list => list,
            _ => [],
        };
        foreach (var found in children.SelectMany(Charged)) yield return found;
    }

    private static int? Points(JsonNode? response) =>
        (response?["extensions"] ?? response?["body"]?["extensions"] ?? response?["payload"]?["extensions"])?["cost"]?["requestedQueryCost"]?.GetValue<int>();
}
