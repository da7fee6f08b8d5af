using System.Globalization;

namespace Tandem.Sandbox.Odoo.Orm;

/// <summary>How Python writes values in its messages.</summary>
internal static class Python
{
    public static string Repr(object? value, bool tuple = false) => value switch
    {
        null => "None",
        bool flag => flag ? "True" : "False",
        string text => text.Contains('\'', StringComparison.Ordinal) && !text.Contains('"', StringComparison.Ordinal) ? $"\"{text}\"" : $"'{text.Replace("'", "\\'", StringComparison.Ordinal)}'",
        decimal number => Float(number),
        List<object?> list => (tuple ? "(" : "[") + string.Join(", ", list.Select(item => Repr(item))) + (tuple ? ")" : "]"),
        Dictionary<string, object?> map => "{" + string.Join(", ", map.Select(pair => $"'{pair.Key}': {Repr(pair.Value)}")) + "}",
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    /// <summary>A float always shows a point: 10.0.</summary>
    public static string Float(decimal number)
    {
        var text = (number / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture);
        return text.Contains('.', StringComparison.Ordinal) ? text : text + ".0";
    }
}
