using System.Text.Json;
using Tandem.Shopify.Failures;

namespace Tandem.Shopify.Admin;

/// <summary>Understands one answer: HTTP status, errors, ignored filters, user errors, data; each its own check.</summary>
internal static class AnswerReading
{
    public static (AdminOutcome Outcome, QueryCost? Cost) Read(AdminDocument document, Attempted attempted, AdminReply reply, string version)
    {
        if (reply.Status != 200) return (new AdminOutcome.Failed(HttpStatusReading.Read(attempted, reply, version)), null);
        // A page, half an answer or none is not Shopify's: something on the way to it spoke or broke off, and time alone heals that.
        if (Parse(reply.Body) is not { } body)
            return (Failed(new ShopifyFailure.ServerError(attempted, $"HTTP 200 with {HttpStatusReading.Said(reply.Body.Span)}")), null);

        var cost = QueryCost.Of(body.RootElement);
        var notes = new List<string>();
        if (Failure(document, attempted, body.RootElement, cost, notes) is not { } failure)
            return (new AdminOutcome.Answered(body, notes), cost);
        body.Dispose();
        return (Failed(failure), cost);
    }

    private static ShopifyFailure? Failure(
        AdminDocument document, Attempted attempted, JsonElement answer, QueryCost? cost, List<string> notes) =>
        GraphErrors.Failure(document, attempted, answer, cost, notes)
        ?? IgnoredFilter(attempted, answer)
        ?? (ShopifyFailure?)WithoutData(attempted, answer)
        ?? RefusedInput(attempted, answer.GetProperty("data"));

    private static ShopifyFailure.BadAnswer? WithoutData(Attempted attempted, JsonElement answer) =>
        answer.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Object
            ? null
            : new ShopifyFailure.BadAnswer(attempted, "it holds no data");

    /// <summary>Shopify ignores a filter that it does not know, and then everything matches.</summary>
    private static ShopifyFailure.BadAnswer? IgnoredFilter(Attempted attempted, JsonElement answer)
    {
        if (!answer.TryGetProperty("extensions", out var extensions) || extensions.ValueKind != JsonValueKind.Object) return null;
        if (!extensions.TryGetProperty("search", out var searches) || searches.ValueKind != JsonValueKind.Array) return null;
        foreach (var search in searches.EnumerateArray())
            if (search.TryGetProperty("warnings", out var warnings) && warnings.ValueKind == JsonValueKind.Array && warnings.GetArrayLength() > 0)
                return new ShopifyFailure.BadAnswer(attempted, $"it ignored a filter, so it would match everything: {warnings[0].GetRawText()}");
        return null;
    }

    private static ShopifyFailure.UserErrors? RefusedInput(Attempted attempted, JsonElement data)
    {
        var errors = data.EnumerateObject()
            .Where(root => root.Value.ValueKind == JsonValueKind.Object)
            .SelectMany(root => root.Value.EnumerateObject())
            .Where(field => field.Name.EndsWith("serErrors", StringComparison.Ordinal) && field.Value.ValueKind == JsonValueKind.Array)
            .SelectMany(field => field.Value.EnumerateArray())
            .Select(Refusal)
            .ToList();
        return errors.Count == 0 ? null : new ShopifyFailure.UserErrors(attempted, errors);
    }

    private static UserError Refusal(JsonElement error) => new(
        error.TryGetProperty("field", out var field) && field.ValueKind == JsonValueKind.Array
            ? string.Join('.', field.EnumerateArray().Select(part => part.ToString()))
            : null,
        error.TryGetProperty("message", out var message) ? message.ToString() : "no reason given",
        error.TryGetProperty("code", out var code) && code.ValueKind == JsonValueKind.String ? code.GetString() : null);

    private static JsonDocument? Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            var json = JsonDocument.Parse(body);
            if (json.RootElement.ValueKind == JsonValueKind.Object) return json;
            json.Dispose();
            return null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static AdminOutcome.Failed Failed(ShopifyFailure failure) => new(failure);
}
