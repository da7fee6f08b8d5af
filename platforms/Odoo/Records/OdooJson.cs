using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Tandem.Sync;

namespace Tandem.Odoo.Records;

/// <summary>How values travel to Odoo: dates as its own UTC text, typed ids as numbers, decimals digit by digit.</summary>
public static class OdooJson
{
    /// <summary>Odoo's datetime text; always UTC.</summary>
    public const string DateTimeFormat = "yyyy-MM-dd HH:mm:ss";

    /// <summary>Odoo's date text.</summary>
    public const string DateFormat = "yyyy-MM-dd";

    internal static JsonSerializerOptions Options { get; } = new() { Converters = { new TimeText(), new IdNumber() } };

    /// <summary>A time as Odoo's import and write take it, in UTC and whole seconds.</summary>
    public static string Text(DateTimeOffset time) => time.UtcDateTime.ToString(DateTimeFormat, CultureInfo.InvariantCulture);

    public static string Text(DateOnly date) => date.ToString(DateFormat, CultureInfo.InvariantCulture);

    private sealed class TimeText : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("Answers are read through OdooRecord.");

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(Text(value));
    }

    private sealed class IdNumber : JsonConverterFactory
    {
        public override bool CanConvert(Type typeToConvert) => typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(OdooId<>);

        public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
            (JsonConverter)Activator.CreateInstance(typeof(Number<>).MakeGenericType(typeToConvert.GetGenericArguments()))!;

        private sealed class Number<TModel> : JsonConverter<OdooId<TModel>>
            where TModel : IOdooModel
        {
            public override OdooId<TModel> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetInt32());

            public override void Write(Utf8JsonWriter writer, OdooId<TModel> value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Value);
        }
    }
}
