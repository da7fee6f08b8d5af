using System.Text.Json;

namespace Tandem.Shopify.Admin;

/// <summary>What an answer says about the shop's budget (<c>extensions.cost</c>), in Shopify's points.</summary>
/// <param name="Requested">What the document may cost; reserved until it is answered.</param>
/// <param name="Maximum">Size of the budget.</param>
/// <param name="Available">Points left after this call.</param>
/// <param name="RestoreRate">Points that come back each second.</param>
public sealed record QueryCost(double Requested, double Maximum, double Available, double RestoreRate)
{
    /// <summary>How long until a call of this cost fits.</summary>
    public TimeSpan Wait => RestoreRate <= 0 || Requested <= Available
        ? TimeSpan.Zero
        : TimeSpan.FromSeconds((Math.Min(Requested, Maximum) - Available) / RestoreRate);

    public static QueryCost? Of(JsonElement answer)
    {
        if (!Object(answer, "extensions", out var extensions) || !Object(extensions, "cost", out var cost)) return null;
        if (!Object(cost, "throttleStatus", out var status)) return null;
        return Number(status, "maximumAvailable") is { } maximum
            && Number(status, "currentlyAvailable") is { } available
            && Number(status, "restoreRate") is { } rate
            ? new QueryCost(Number(cost, "requestedQueryCost") ?? 0, maximum, available, rate)
            : null;
    }

    private static bool Object(JsonElement parent, string name, out JsonElement child)
    {
        child = default;
        return parent.ValueKind == JsonValueKind.Object
            && parent.TryGetProperty(name, out child)
            && child.ValueKind == JsonValueKind.Object;
    }

    private static double? Number(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var number) && number.ValueKind == JsonValueKind.Number ? number.GetDouble() : null;
}
