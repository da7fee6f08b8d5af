using System.Text.Json;

namespace Tandem.Odoo.Wire;

/// <summary>What came back over HTTP, whatever it is.</summary>
internal sealed record HttpAnswer(int Status, string? ContentType, byte[] Body)
{
    /// <summary>The body where it is JSON.</summary>
    public JsonElement? Json()
    {
        if (ContentType?.Contains("json", StringComparison.OrdinalIgnoreCase) != true) return null;
        try
        {
            using var document = JsonDocument.Parse(Body);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
