using System.Globalization;

namespace Tandem.Sandbox.Odoo.Orm;

/// <summary>Turns what a caller sends for a field into what is stored, with Python's own complaints.</summary>
internal static class Conversion
{
    public static object? ToStored(Env env, string model, FieldDefinition field, object? value) => field.Type switch
    {
        "boolean" => Truth(value),
        "integer" or "many2one_reference" => value is null or false ? 0 : Whole(value),
        "float" or "monetary" => value is null or false ? 0m : Number(value),
        "selection" => Selected(model, field, value),
        "many2one" => Link(env, field, value),
        "date" => Moment(value, "yyyy-MM-dd", "%Y-%m-%d"),
        "datetime" => Moment(value, Env.TimeFormat, "%Y-%m-%d %H:%M:%S"),
        _ => Text(value),
    };

    public static bool Truth(object? value) => value switch
    {
        null or false or "" or 0L or 0 or 0m => false,
        List<object?> list => list.Count > 0,
        Dictionary<string, object?> map => map.Count > 0,
        _ => true,
    };

    public static int Whole(object? value) => value switch
    {
        long number => (int)number,
        int number => number,
        true => 1,
        decimal number => (int)number,
        string text when int.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
        string text => throw OdooException.Value($"invalid literal for int() with base 10: '{text}'"),
        _ => throw OdooException.Type($"int() argument must be a string, a bytes-like object or a real number, not '{PythonType(value)}'"),
    };

    public static decimal Number(object? value) => value switch
    {
        decimal number => number,
        long number => number,
        int number => number,
        true => 1m,
        string text when decimal.TryParse(text.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
        string text => throw OdooException.Value($"could not convert string to float: '{text}'"),
        _ => throw OdooException.Type($"float() argument must be a string or a real number, not '{PythonType(value)}'"),
    };

    public static string PythonType(object? value) => value switch
    {
        null => "NoneType",
        bool => "bool",
        string => "str",
        long or int => "int",
        decimal => "float",
        Dictionary<string, object?> => "dict",
        _ => "list",
    };

    private static string? Text(object? value) => value switch
    {
        null or false or "" => null,
        string text => text,
        true => "True",
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    private static string? Selected(string model, FieldDefinition field, object? value)
    {
        if (value is null or false or "") return null;
        var known = value as string;
        if (field.Selection.Count == 0 || field.Selection.Any(choice => choice.Key == known)) return known;
        var shown = value is string ? $"'{value}'" : Text(value);
        var owner = field.Via == "product_tmpl_id" ? "product.template" : model;
        throw OdooException.Value($"Wrong value for {owner}.{field.Name}: {shown}");
    }

    private static int? Link(Env env, FieldDefinition field, object? value)
    {
        if (value is null or false or 0L or 0 or "") return null;
        if (value is List<object?> { Count: > 0 } pair) value = pair[0];
        var id = Whole(value);
        if (env.Database.Models.ContainsKey(field.Relation!) && env.Database[field.Relation!].Find(id) is null)
            throw OdooException.Missing(field.Relation!, id, env.User);
        return id;
    }

    private static string? Moment(object? value, string format, string python)
    {
        if (value is null or false or "") return null;
        if (value is not string text) throw OdooException.Type($"Invalid value for date: {Text(value)}");
        var cut = text.Length > format.Length ? text[..format.Length] : text;
        if (DateTime.TryParseExact(cut, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out _)) return cut;
        if (format == Env.TimeFormat && DateTime.TryParseExact(cut, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            return $"{cut} 00:00:00";
        throw OdooException.Value($"time data '{text}' does not match format '{python}'");
    }
}
