using System.Globalization;
using System.Text.RegularExpressions;

namespace Tandem.App.Admin;

/// <summary>A sentence with holes, such as <c>“{0}” has no Odoo tax yet.</c>, by which one that was said before is recognised.</summary>
internal sealed partial class SentencePattern
{
    private readonly string[] texts;
    private readonly int[] holes;

    /// <param name="key">As <see cref="string.Format(string, object?)"/> reads it.</param>
    public SentencePattern(string key)
    {
        var found = Hole.Matches(key);
        holes = [.. found.Select(hole => int.Parse(hole.Groups[1].Value, CultureInfo.InvariantCulture))];
        var from = 0;
        texts = [.. found.Select(hole => { var text = key[from..hole.Index]; from = hole.Index + hole.Length; return text; }).ToList().Append(key[from..])
            .Select(text => text.Replace("{{", "{", StringComparison.Ordinal).Replace("}}", "}", StringComparison.Ordinal))];
    }

    public bool IsWhole => holes.Length == 0;

    /// <summary>The letters that have to be there; the more they are, the surer is a match.</summary>
    public int Weight => texts.Sum(text => text.Length);

    public string Whole => texts[0];

    /// <summary>The values by their numbers; null where the text is another sentence.</summary>
    public string[]? Match(string text)
    {
        if (!text.StartsWith(texts[0], StringComparison.Ordinal) || !text.EndsWith(texts[^1], StringComparison.Ordinal)) return null;
        var values = new string[holes.Max() + 1];
        var (at, end) = (texts[0].Length, text.Length - texts[^1].Length);
        for (var hole = 0; hole < holes.Length; hole++)
        {
            // A value may be empty: a remark that there is none of.
            var next = hole == holes.Length - 1 ? end : at > end ? -1 : text.IndexOf(texts[hole + 1], at, end - at, StringComparison.Ordinal);
            if (next < at) return null;
            values[holes[hole]] = text[at..next];
            at = next + texts[hole + 1].Length;
        }

        return values;
    }

    [GeneratedRegex(@"(?<!\{)\{(\d+)(?::[^}]*)?\}(?!\})")]
    public static partial Regex Hole { get; }
}
