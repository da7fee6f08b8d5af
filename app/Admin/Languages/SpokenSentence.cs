using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Tandem.App.Admin;

/// <summary>A sentence with values in it, taken apart into its pattern, by which its translation is found, and the values.</summary>
[InterpolatedStringHandler]
public readonly ref struct SpokenSentence
{
    private readonly StringBuilder pattern;
    private readonly List<object?> values;

    public SpokenSentence(int literalLength, int formattedCount)
    {
        pattern = new StringBuilder(literalLength + 4 * formattedCount);
        values = new List<object?>(formattedCount);
    }

    public void AppendLiteral(string text) => pattern.Append(text.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));

    public void AppendFormatted<T>(T value, string? format = null)
    {
        pattern.Append('{').Append(CultureInfo.InvariantCulture, $"{values.Count}");
        if (format is not null) pattern.Append(':').Append(format);
        pattern.Append('}');
        values.Add(value);
    }

    internal string Pattern => pattern.ToString();

    internal object?[] Values => [.. values];
}
