using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace Tandem.Sync.Listings;

/// <summary>Values in the one form in which they are compared, kept and shown; what is empty is null.</summary>
public static partial class FieldText
{
    public static string? Of(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    public static string? Of(decimal? number) => number is { } value ? value.ToString("0.########", CultureInfo.InvariantCulture) : null;

    /// <summary>An amount that says nothing where it is nothing.</summary>
    public static string? Some(decimal? number) => number is { } value && value != 0m ? Of(value) : null;

    public static decimal? Number(string? text) => text is null ? null : decimal.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>Each once, whatever its case, in order.</summary>
    public static string? Of(IEnumerable<string> tags) =>
        Of(string.Join(", ", tags.Select(tag => tag.Trim()).Where(tag => tag.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase)));

    public static IReadOnlyList<string> Tags(string? text) => text?.Split(", ") ?? [];

    /// <summary>What HTML says, line by line.</summary>
    public static string? OfHtml(string? html)
    {
        if (html is null) return null;
        var lines = LineEnds().Replace(html, "\n");
        return OfLines(WebUtility.HtmlDecode(Markup().Replace(lines, "")));
    }

    /// <summary>A text with lines: their blanks at the end and what is empty around them say nothing.</summary>
    public static string? OfLines(string? text) =>
        text is null ? null : Of(string.Join('\n', text.ReplaceLineEndings("\n").Replace('\u00a0', ' ').Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0)));

    /// <summary>Lines as HTML, each a paragraph.</summary>
    public static string Html(string? text) =>
        text is null ? "" : string.Concat(text.Split('\n').Select(line => $"<p>{WebUtility.HtmlEncode(line)}</p>"));

    [GeneratedRegex(@"<\s*br\s*/?>|</\s*(p|div|li|h[1-6]|tr|ul|ol)\s*>|\n", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex LineEnds();

    [GeneratedRegex("<[^>]*>", RegexOptions.CultureInvariant)]
    private static partial Regex Markup();
}
