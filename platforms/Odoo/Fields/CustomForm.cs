using System.Globalization;
using Tandem.Odoo.Records;
using Tandem.Sync.Decisions;
using Tandem.Sync.Listings;

namespace Tandem.Odoo.Fields;

/// <summary>Which metafields a custom field of Odoo fits, and its values in the form in which they are compared and written.</summary>
internal static class CustomForm
{
    /// <summary>Why fields that the decisions name cannot be carried in this Odoo, by their settings.</summary>
    /// <param name="where">The model of a field, and that model's fields as Odoo describes them.</param>
    public static IEnumerable<(string Setting, string Sentence)> Misfits(
        IReadOnlyList<CustomFieldDecision> custom, Func<CustomFieldDecision, bool> concerned, Func<CustomFieldDecision, (string Model, IReadOnlyDictionary<string, OdooRecord> Known)> where) =>
        custom.Index().Where(one => concerned(one.Item))
            .Select(one => ($"customFields[{one.Index.ToString(CultureInfo.InvariantCulture)}].odooField", Misfit(one.Item, where(one.Item))))
            .Where(one => one.Item2 is not null).Select(one => (one.Item1, one.Item2!));

    public static object? Typed(string type, string? value) => (type, value) switch
    {
        ("boolean", _) => value == "true",
        ("number_integer" or "number_decimal", { } number) => FieldText.Number(number),
        (_, null) => false,
        _ => value,
    };

    public static string? Text(OdooRecord record, string field, IReadOnlyDictionary<string, OdooRecord> known, bool boolean)
    {
        if (boolean) return record.Flag(field) ? "true" : "false";
        if (IsLink(field, known)) return record.Nested(field)?.Text("display_name");
        return record.Text(field) ?? FieldText.Some(record.Number(field));
    }

    public static bool IsLink(string field, IReadOnlyDictionary<string, OdooRecord> known) => known[field].Text("type") == "many2one";

    private static string? Misfit(CustomFieldDecision field, (string Model, IReadOnlyDictionary<string, OdooRecord> Known) where)
    {
        if (!where.Known.TryGetValue(field.Field, out var there)) return $"{where.Model} has no field {field.Field} in this Odoo.";
        var type = there.Text("type") ?? "";
        if (!Fits(field.Type, type)) return $"{where.Model}.{field.Field} is a {type} in Odoo, which is no {field.Type}.";
        return field.Owner != FieldOwner.Shopify ? null
            : there.Flag("readonly") ? $"{where.Model}.{field.Field} cannot be written in Odoo, so Shopify cannot own it."
            : type is "many2one" or "selection" ? $"{where.Model}.{field.Field} is a {type} in Odoo, so any text cannot be written there; only Odoo can own it."
            : null;
    }

    private static bool Fits(string metafield, string odoo) => metafield switch
    {
        "number_integer" => odoo is "integer",
        "number_decimal" => odoo is "integer" or "float" or "monetary",
        "boolean" => odoo is "boolean",
        "date" => odoo is "date",
        _ => odoo is "char" or "text" or "selection" or "many2one",
    };
}
