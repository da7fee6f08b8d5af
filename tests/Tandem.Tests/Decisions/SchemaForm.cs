using System.Text.Json;
using System.Text.RegularExpressions;

namespace Tandem.Tests.Decisions;

/// <summary>The part of JSON Schema 2020-12 that the published schema uses; an unknown keyword is an error, not a pass.</summary>
internal sealed class SchemaForm(JsonElement root)
{
    public IReadOnlyList<string> Violations(JsonElement value) => [.. Check(root, value, "$")];

    private IEnumerable<string> Check(JsonElement schema, JsonElement value, string at) =>
        schema.EnumerateObject().SelectMany(keyword => Keyword(schema, keyword.Name, keyword.Value, value, at));

    private IEnumerable<string> Keyword(JsonElement schema, string keyword, JsonElement says, JsonElement value, string at)
    {
        switch (keyword)
        {
            case "$schema" or "$id" or "$defs" or "title" or "description" or "default" or "format" or "then": return [];
            case "$ref": return Check(root.GetProperty("$defs").GetProperty(says.GetString()!["#/$defs/".Length..]), value, at);
            case "type": return Unless(IsOf(says.GetString()!, value), $"{at} is no {says}");
            case "enum": return Unless(says.EnumerateArray().Any(one => JsonElement.DeepEquals(one, value)), $"{at} is none of {says}");
            case "const": return Unless(JsonElement.DeepEquals(says, value), $"{at} is not {says}");
            case "anyOf": return Unless(says.EnumerateArray().Any(one => !Check(one, value, at).Any()), $"{at} fits none of anyOf");
            case "if": return Check(says, value, at).Any() ? [] : Check(schema.GetProperty("then"), value, at);
        }

        return value.ValueKind switch
        {
            JsonValueKind.String => OfText(keyword, says, value.GetString()!, at),
            JsonValueKind.Number => OfNumber(keyword, says, value.GetDecimal(), at),
            JsonValueKind.Array => OfList(keyword, says, value, at),
            JsonValueKind.Object => OfObject(schema, keyword, says, value, at),
            _ => [],
        };
    }

    private static string[] OfText(string keyword, JsonElement says, string text, string at) => keyword switch
    {
        "pattern" => Unless(Regex.IsMatch(text, says.GetString()!), $"{at} does not match {says}"),
        "minLength" => Unless(text.Length >= says.GetInt32(), $"{at} is too short"),
        "maxLength" => Unless(text.Length <= says.GetInt32(), $"{at} is too long"),
        _ => Other(keyword),
    };

    private static string[] OfNumber(string keyword, JsonElement says, decimal number, string at) => keyword switch
    {
        "minimum" => Unless(number >= says.GetDecimal(), $"{at} is too small"),
        "maximum" => Unless(number <= says.GetDecimal(), $"{at} is too large"),
        "exclusiveMaximum" => Unless(number < says.GetDecimal(), $"{at} is too large"),
        _ => Other(keyword),
    };

    private IEnumerable<string> OfList(string keyword, JsonElement says, JsonElement list, string at) => keyword == "items"
        ? list.EnumerateArray().Index().SelectMany(item => Check(says, item.Item, $"{at}[{item.Index}]"))
        : Other(keyword);

    private IEnumerable<string> OfObject(JsonElement schema, string keyword, JsonElement says, JsonElement value, string at)
    {
        bool Has(JsonElement name) => value.TryGetProperty(name.GetString()!, out _);
        var members = value.EnumerateObject();
        return keyword switch
        {
            "properties" => members.SelectMany(member => says.TryGetProperty(member.Name, out var of) ? Check(of, member.Value, $"{at}.{member.Name}") : []),
            "additionalProperties" => members.Where(member => !schema.TryGetProperty("properties", out var known) || !known.TryGetProperty(member.Name, out _))
                .SelectMany(member => says.ValueKind == JsonValueKind.False ? [$"{at}.{member.Name} is unknown"] : Check(says, member.Value, $"{at}.{member.Name}")),
            "propertyNames" => members.SelectMany(member => Check(says, JsonSerializer.SerializeToElement(member.Name), $"{at}.{member.Name}")),
            "required" => says.EnumerateArray().Where(name => !Has(name)).Select(name => $"{at}.{name} is missing"),
            "dependentRequired" => says.EnumerateObject().Where(pair => value.TryGetProperty(pair.Name, out _))
                .SelectMany(pair => pair.Value.EnumerateArray().Where(name => !Has(name)).Select(name => $"{at}.{name} is missing")),
            _ => Other(keyword),
        };
    }

    private static readonly string[] Known =
        ["pattern", "minLength", "maxLength", "minimum", "maximum", "exclusiveMaximum", "items", "properties", "additionalProperties", "propertyNames", "required", "dependentRequired"];

    private static string[] Other(string keyword) => Known.Contains(keyword) ? [] : throw new NotSupportedException($"Keyword {keyword}.");

    private static string[] Unless(bool fits, string violation) => fits ? [] : [violation];

    private static bool IsOf(string type, JsonElement value) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => value.ValueKind == JsonValueKind.Null,
        _ => throw new NotSupportedException($"Type {type}."),
    };
}
