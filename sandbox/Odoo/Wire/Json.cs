using System.Globalization;
using System.Text.Json;
using Tandem.Sandbox.Odoo.Orm;

namespace Tandem.Sandbox.Odoo.Wire;

/// <summary>JSON as Python reads and writes it: whole numbers stay whole, floats keep a point, empty is false.</summary>
internal static class Json
{
    public static object? Read(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Number => Number(element),
        JsonValueKind.Array => element.EnumerateArray().Select(Read).ToList(),
        _ => Map(element),
    };

    public static Dictionary<string, object?> Map(JsonElement element)
    {
        var map = new Dictionary<string, object?>();
        foreach (var property in element.EnumerateObject()) map[property.Name] = Read(property.Value);
        return map;
    }

    public static void Write(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null: writer.WriteNullValue(); break;
            case bool flag: writer.WriteBooleanValue(flag); break;
            case string text: writer.WriteStringValue(text); break;
            case int number: writer.WriteNumberValue(number); break;
            case long number: writer.WriteNumberValue(number); break;
            case decimal number: writer.WriteRawValue(Python.Float(number), skipInputValidation: true); break;
            case IReadOnlyDictionary<string, object?> map: WriteMap(writer, map); break;
            case System.Collections.IEnumerable items: WriteList(writer, items); break;
            default: throw new InvalidOperationException($"No JSON for {value.GetType().Name}.");
        }
    }

    private static void WriteMap(Utf8JsonWriter writer, IReadOnlyDictionary<string, object?> map)
    {
        writer.WriteStartObject();
        foreach (var (name, item) in map)
        {
            writer.WritePropertyName(name);
            Write(writer, item);
        }

        writer.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter writer, System.Collections.IEnumerable items)
    {
        writer.WriteStartArray();
        foreach (var item in items) Write(writer, item);
        writer.WriteEndArray();
    }

    private static object Number(JsonElement element)
    {
        var raw = element.GetRawText();
        if (raw.AsSpan().IndexOfAny('.', 'e', 'E') < 0 && element.TryGetInt64(out var whole)) return whole;
        return decimal.Parse(raw, NumberStyles.Float, CultureInfo.InvariantCulture);
    }
}
