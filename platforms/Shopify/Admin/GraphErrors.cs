using System.Text.Json;
using Tandem.Shopify.Failures;

namespace Tandem.Shopify.Admin;

/// <summary>Reads the top-level <c>errors</c> of an answer, which may stand beside partial data.</summary>
internal static class GraphErrors
{
    private static readonly TimeSpan LeastWait = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan WaitWithoutCost = TimeSpan.FromSeconds(1);

    /// <summary>The failure that the errors amount to; null when there are none or only dispensable fields were denied.</summary>
    public static ShopifyFailure? Failure(
        AdminDocument document, Attempted attempted, JsonElement answer, QueryCost? cost, List<string> notes)
    {
        if (!answer.TryGetProperty("errors", out var errors) || errors.ValueKind == JsonValueKind.Null) return null;
        if (errors.ValueKind != JsonValueKind.Array) return new ShopifyFailure.QueryRefused(attempted, null, errors.ToString());
        foreach (var error in errors.EnumerateArray())
        {
            var (code, message, path) = (Code(error), Message(error), Path(error));
            if (Dispensable(document, path))
                notes.Add($"{path}: {message}");
            else
                return Meaning(attempted, code, message, path, error, cost);
        }

        return null;
    }

    private static ShopifyFailure Meaning(
        Attempted attempted, string? code, string message, string path, JsonElement error, QueryCost? cost) => code switch
    {
        "THROTTLED" => new ShopifyFailure.Throttled(attempted, Wait(cost)),
        "ACCESS_DENIED" => new ShopifyFailure.ScopeMissing(attempted, path.Length == 0 ? "of the whole answer" : path, Scope(error, message), message),
        "INTERNAL_SERVER_ERROR" or "TIMEOUT" => new ShopifyFailure.ServerError(attempted, message),
        "SHOP_INACTIVE" => new ShopifyFailure.ShopFrozen(attempted),
        "RESOURCE_NOT_FOUND" => new ShopifyFailure.NotFound(attempted),
        _ when message == "Throttled" => new ShopifyFailure.Throttled(attempted, Wait(cost)),
        _ => new ShopifyFailure.QueryRefused(attempted, code, message),
    };

    private static TimeSpan Wait(QueryCost? cost) =>
        cost is null ? WaitWithoutCost : cost.Wait > LeastWait ? cost.Wait : LeastWait;

    private static string? Scope(JsonElement error, string message)
    {
        var said = error.TryGetProperty("extensions", out var extensions)
            && extensions.ValueKind == JsonValueKind.Object
            && extensions.TryGetProperty("requiredAccess", out var access)
            ? access.ToString()
            : message;
        return HttpStatusReading.Scope().Match(said) is { Success: true } scope ? scope.Value : null;
    }

    private static string? Code(JsonElement error) =>
        error.ValueKind == JsonValueKind.Object
        && error.TryGetProperty("extensions", out var extensions)
        && extensions.ValueKind == JsonValueKind.Object
        && extensions.TryGetProperty("code", out var code)
        && code.ValueKind == JsonValueKind.String
            ? code.GetString()
            : null;

    private static string Message(JsonElement error) =>
        error.ValueKind == JsonValueKind.Object && error.TryGetProperty("message", out var message) ? message.ToString() : error.ToString();

    /// <summary>The path without the indexes of lists: <c>order.lineItems.nodes.variant</c>.</summary>
    private static string Path(JsonElement error) =>
        error.ValueKind == JsonValueKind.Object && error.TryGetProperty("path", out var path) && path.ValueKind == JsonValueKind.Array
            ? string.Join('.', path.EnumerateArray().Where(part => part.ValueKind == JsonValueKind.String).Select(part => part.GetString()))
            : "";

    private static bool Dispensable(AdminDocument document, string path) => document.Dispensable.Any(field =>
        path == field || path.StartsWith($"{field}.", StringComparison.Ordinal));
}
