using System.Text.Json;

namespace Tandem.Odoo.Wire;

/// <summary>What came back over HTTP, whatever it is.</summary>
internal sealed class HttpAnswer(int status, string? contentType, byte[] body)
{
    private readonly Lazy<JsonElement?> json = new(() => Read(contentType, body), LazyThreadSafetyMode.None);

    public int Status => status;

    public byte[] Body => body;

    /// <summary>The session that Odoo opened, as it is to be sent back.</summary>
    public string? Cookie { get; init; }

    /// <summary>The body where it is JSON.</summary>
    public JsonElement? Json => json.Value;

    private static JsonElement? Read(string? contentType, byte[] body)
    {
        if (contentType?.Contains("json", StringComparison.OrdinalIgnoreCase) != true) return null;
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
