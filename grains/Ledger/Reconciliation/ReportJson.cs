using System.Text.Json;
using System.Text.Json.Serialization;
using Tandem.Sync;
using Tandem.Sync.Reconciliation;

namespace Tandem.Grains.Ledger;

/// <summary>How reports of nights, and parts of them, are written as JSON.</summary>
public static class ReportJson
{
    private static readonly JsonSerializerOptions Indented = Options(indented: true);
    private static readonly JsonSerializerOptions Bare = Options(indented: false);

    public static string Write<T>(T what, bool indented = true) => JsonSerializer.Serialize(what, indented ? Indented : Bare);

    public static T? Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Bare);

    /// <summary>What a night's report says of completeness; null where it says nothing, or was written before there was such.</summary>
    public static Completeness? Completeness(ReconciliationRow night)
    {
        ArgumentNullException.ThrowIfNull(night);
        if (night.Report is null) return null;
        using var report = JsonDocument.Parse(night.Report);
        return report.RootElement.TryGetProperty("completeness", out var complete) ? complete.Deserialize<Completeness?>(Bare) : null;
    }

    private static JsonSerializerOptions Options(bool indented) => new()
    {
        WriteIndented = indented,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase), new CurrencyText() },
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private sealed class CurrencyText : JsonConverter<Currency>
    {
        public override Currency Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, Currency value, JsonSerializerOptions options) => writer.WriteStringValue(value.Code);
    }
}
