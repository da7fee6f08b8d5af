using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Tandem.Shopify.Failures;

namespace Tandem.Shopify.Admin;

/// <summary>What an HTTP status other than 200 means.</summary>
internal static partial class HttpStatusReading
{
    private static readonly TimeSpan DefaultRetryAfter = TimeSpan.FromSeconds(1);

    public static ShopifyFailure Read(Attempted attempted, AdminReply reply, string version)
    {
        var said = Said(reply.Body.Span);
        return reply.Status switch
        {
            401 => new ShopifyFailure.TokenRefused(attempted, said),
            402 => new ShopifyFailure.ShopFrozen(attempted),
            403 => Forbidden(attempted, said),
            404 or 410 when said.Contains("api version", StringComparison.OrdinalIgnoreCase) => new ShopifyFailure.ApiVersionGone(attempted, version),
            404 => new ShopifyFailure.ShopGone(attempted),
            423 => new ShopifyFailure.Locked(attempted),
            429 => new ShopifyFailure.Throttled(attempted, reply.RetryAfter ?? DefaultRetryAfter),
            430 => new ShopifyFailure.SecurityRejected(attempted),
            >= 500 => new ShopifyFailure.ServerError(attempted, $"HTTP {Number(reply.Status)}", reply.RetryAfter),
            _ => new ShopifyFailure.BadAnswer(attempted, $"HTTP {Number(reply.Status)}: {said}"),
        };
    }

    /// <summary>Shopify's own words: <c>errors</c> of a JSON body as text or list, else the kind of body.</summary>
    public static string Said(ReadOnlySpan<byte> body)
    {
        if (body.IsEmpty) return "it said nothing more";
        try
        {
            var reader = new Utf8JsonReader(body);
            using var json = JsonDocument.ParseValue(ref reader);
            if (json.RootElement.ValueKind == JsonValueKind.Object)
                foreach (var name in (ReadOnlySpan<string>)["errors", "error_description", "error"])
                    if (json.RootElement.TryGetProperty(name, out var errors) && Words(errors) is { } words) return words;
            return "it gave no reason";
        }
        catch (JsonException)
        {
            return Title().Match(Encoding.UTF8.GetString(body[..Math.Min(body.Length, 4096)])) is { Success: true } title
                ? $"a page titled '{title.Groups[1].Value.Trim()}'"
                : "a body that is not JSON";
        }
    }

    private static string? Words(JsonElement errors) => errors.ValueKind switch
    {
        JsonValueKind.String => Short(errors.GetString()!),
        JsonValueKind.Array when errors.GetArrayLength() > 0 => Words(errors[0]),
        JsonValueKind.Object when errors.TryGetProperty("message", out var message) => Words(message),
        _ => null,
    };

    private static ShopifyFailure Forbidden(Attempted attempted, string said) => Scope().Match(said) is { Success: true } scope
        ? new ShopifyFailure.ScopeMissing(attempted, "of the whole answer", scope.Value, said)
        : new ShopifyFailure.Forbidden(attempted, said);

    private static string Short(string text) => text.Length <= 300 ? text : text[..300];

    private static string Number(int status) => status.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex("<title>([^<]{1,120})</title>", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Title();

    [GeneratedRegex(@"\b(read|write)_[a-z_]+\b", RegexOptions.CultureInvariant)]
    internal static partial Regex Scope();
}
