using System.Globalization;
using System.Text.Json;
using Tandem.Sync;

namespace Tandem.Odoo.Records;

/// <summary>One record as <c>read</c>, <c>search_read</c> or <c>web_read</c> answer it; Odoo's <c>false</c> for an empty value becomes null.</summary>
public readonly record struct OdooRecord(JsonElement Json)
{
    public int Id => Json.GetProperty("id").GetInt32();

    public OdooId<TModel> IdOf<TModel>() where TModel : IOdooModel => new(Id);

    /// <summary>Whether the answer has the field at all.</summary>
    public bool Has(string field) => Json.TryGetProperty(field, out _);

    /// <summary>Char, text, html, selection.</summary>
    public string? Text(string field) => Value(field) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    public bool Flag(string field) => Value(field) is { ValueKind: JsonValueKind.True };

    public int? Whole(string field) => Value(field) is { ValueKind: JsonValueKind.Number } value ? (int)value.GetDecimal() : null;

    /// <summary>Float and monetary, read digit by digit; what binary arithmetic leaves beyond nine digits is cut off.</summary>
    public decimal? Number(string field) => Value(field) is { ValueKind: JsonValueKind.Number } value ? Exact(value) : null;

    /// <summary>As <see cref="Number"/>, for fields that always have a value.</summary>
    public decimal Amount(string field) => Number(field) ?? 0m;

    /// <summary>Datetime, which Odoo states in UTC without saying so.</summary>
    public DateTimeOffset? Time(string field) => Text(field) is { } text ? ParseTime(text) : null;

    /// <summary>Date without a time.</summary>
    public DateOnly? Day(string field) => Text(field) is { } text ? DateOnly.ParseExact(text, OdooJson.DateFormat, CultureInfo.InvariantCulture) : null;

    /// <summary>Many2one, whether answered as an id, as <c>[id, name]</c> or as a nested record.</summary>
    public OdooLink? Link(string field) => Value(field) is { } value ? OdooLink.Read(value) : null;

    public OdooId<TModel>? Link<TModel>(string field) where TModel : IOdooModel => Link(field) is { } link ? link.As<TModel>() : null;

    /// <summary>One2many or many2many, as ids or nested records.</summary>
    public IReadOnlyList<int> Ids(string field) => Value(field) is { ValueKind: JsonValueKind.Array } value
        ? [.. value.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.Object ? item.GetProperty("id").GetInt32() : item.GetInt32())]
        : [];

    public IReadOnlyList<OdooId<TModel>> Ids<TModel>(string field) where TModel : IOdooModel => [.. Ids(field).Select(id => new OdooId<TModel>(id))];

    /// <summary>Nested records of a one2many or many2many (<c>web_read</c>).</summary>
    public IReadOnlyList<OdooRecord> Records(string field) => Value(field) is { ValueKind: JsonValueKind.Array } value
        ? [.. value.EnumerateArray().Select(item => new OdooRecord(item))]
        : [];

    /// <summary>Nested record of a many2one (<c>web_read</c>), or a JSON value such as <c>tax_totals</c>.</summary>
    public OdooRecord? Nested(string field) => Value(field) is { ValueKind: JsonValueKind.Object } value ? new OdooRecord(value) : null;

    internal static IReadOnlyList<OdooRecord> All(JsonElement answer) =>
        answer.ValueKind == JsonValueKind.Array ? [.. answer.EnumerateArray().Select(item => new OdooRecord(item))] : [];

    internal static decimal Exact(JsonElement number) => Math.Round(number.GetDecimal(), 9);

    private static DateTimeOffset ParseTime(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    private JsonElement? Value(string field) =>
        Json.TryGetProperty(field, out var value) && value.ValueKind is not (JsonValueKind.False or JsonValueKind.Null) ? value : null;
}

/// <summary>A many2one value: the record pointed to and, where Odoo answered it, its display name.</summary>
public readonly record struct OdooLink(int Id, string? Name)
{
    public OdooId<TModel> As<TModel>() where TModel : IOdooModel => new(Id);

    internal static OdooLink? Read(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => new OdooLink(value.GetInt32(), null),
        JsonValueKind.Array when value.GetArrayLength() == 2 => new OdooLink(value[0].GetInt32(), value[1].GetString()),
        JsonValueKind.Object => new OdooLink(
            value.GetProperty("id").GetInt32(),
            value.TryGetProperty("display_name", out var name) && name.ValueKind == JsonValueKind.String ? name.GetString() : null),
        _ => null,
    };
}
