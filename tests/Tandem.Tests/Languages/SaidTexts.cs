using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Humanizer;
using Tandem.App.Admin;
using Tandem.App.Setup;
using Tandem.Sync.Products;
using Tandem.Tests.Conventions;

namespace Tandem.Tests.Languages;

/// <summary>The English texts as they stand in the sources, in the form by which their translations are found.</summary>
internal static partial class SaidTexts
{
    public static IEnumerable<string> Sources(params string[] folders) => Repository.ProductSources().Where(path => folders.Any(folder => path.StartsWith(folder, StringComparison.Ordinal)));

    /// <summary>All that the pages say: what is written in place, what is counted, and what forms, steps and matches are called.</summary>
    public static IReadOnlyCollection<string> OfPages()
    {
        var sources = Sources("app/").Select(Repository.Read).ToList();
        var said = sources.SelectMany(source => Say.Matches(source).Select(say => Pattern(source, say.Index + say.Length, out _) + Sense(source, End(source, say.Index + say.Length))));
        var nouns = sources.SelectMany(source => Counted.Matches(source).Select(noun => noun.Groups[1].Value)).Append("order").Append("location").Distinct();
        return [.. said, .. nouns.SelectMany(noun => new[] { $"1 {noun}", $"{{0:N0}} {noun.ToQuantity(2, ShowQuantityAs.None)}" }), .. OfForms(), .. OfTables(), .. SetupStep.All.Select(step => step.Title), .. Enum.GetValues<MatchState>().Select(MatchWords.Label)];
    }

    private static IEnumerable<string> OfForms() =>
        from form in StepForms.All.Values
        from text in form.Parts.SelectMany(part => part.Fields.SelectMany(field => field.Words.Select(word => (string?)word.Label).Append(field.Label).Append(field.Details).Append(field.None)).Append(part.Heading).Append(part.Intro)).Append(form.Finds)
        where text is not null && !Brand.IsMatch(text)
        select text;

    private static IEnumerable<string> OfTables() =>
        from table in StepForms.All.Values.SelectMany(form => form.Tables).OfType<TableRows>()
        from text in table.Columns.SelectMany(column => column.Words.Select(word => (string?)word.Label).Append(column.Label).Append(column.Details)).Append(table.Heading).Append(table.Intro)
        where text is not null && !Brand.IsMatch(text)
        select text;

    /// <summary>Every text of a source as a pattern, those within others as well.</summary>
    public static IEnumerable<string> Literals(string source)
    {
        for (var at = 0; at < source.Length; at++)
        {
            if (Comment.Match(source, at) is { Success: true } comment) at += comment.Length - 1;
            else if (Letter.Match(source, at) is { Success: true } letter) at += letter.Length - 1;
            else if (Opens(source, at))
            {
                yield return Pattern(source, at, out var holes);
                foreach (var inner in holes.SelectMany(Literals)) yield return inner;
                at = End(source, at) - 1;
            }
        }
    }

    /// <summary>The key and the text of each translation in a file.</summary>
    public static IReadOnlyDictionary<string, string> Translations(string file) =>
        XDocument.Parse(Repository.Read($"app/Admin/Languages/{file}")).Root!.Elements("data").ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value, StringComparer.OrdinalIgnoreCase);

    /// <summary>A text that begins here, with its holes numbered.</summary>
    private static string Pattern(string source, int at, out List<string> holes)
    {
        var (end, filled) = (End(source, at) - 1, source[at] == '$');
        var text = new StringBuilder();
        holes = [];
        for (var i = at + (filled ? 2 : 1); i < end; i++)
        {
            if (source[i] == '\\') text.Append(source[++i] switch { 'n' => '\n', var other => other });
            else if (!filled || source[i] is not ('{' or '}')) text.Append(source[i]);
            else if (source[i + 1] == source[i]) text.Append(source[i]).Append(source[i++]);
            else
            {
                var close = Closing(source, i);
                var hole = source[(i + 1)..(close - 1)];
                text.Append(CultureInfo.InvariantCulture, $"{{{holes.Count}{Format(hole)}}}");
                holes.Add(hole);
                i = close - 1;
            }
        }

        return text.ToString();
    }

    /// <summary>Which of several things a word means, where it says so.</summary>
    private static string Sense(string source, int at) => Meant.Match(source, at) is { Success: true } meant ? $" ({meant.Groups[1].Value})" : "";

    /// <summary>What follows the colon of a hole, where it is none of a condition.</summary>
    private static string Format(string hole)
    {
        for (var (i, deep) = (0, 0); i < hole.Length; i++)
        {
            if (Opens(hole, i)) i = End(hole, i) - 1;
            else if (hole[i] is '(' or '[' or '{') deep++;
            else if (hole[i] is ')' or ']' or '}') deep--;
            else if (hole[i] == ':' && deep == 0) return hole[i..];
        }

        return "";
    }

    private static bool Opens(string source, int at) => source[at] == '"' || (source[at] is '$' or '@' && at + 1 < source.Length && source[at + 1] == '"');

    private static int End(string source, int at)
    {
        if (source[at] == '@') return source.IndexOf('"', at + 2) + 1;
        var filled = source[at] == '$';
        for (var i = at + (filled ? 2 : 1); ; i++)
        {
            if (source[i] == '\\') i++;
            else if (source[i] == '"') return i + 1;
            else if (filled && source[i] == '{') i = source[i + 1] == '{' ? i + 1 : Closing(source, i) - 1;
        }
    }

    private static int Closing(string source, int at)
    {
        for (var (i, deep) = (at, 0); ; i++)
        {
            if (Letter.Match(source, i) is { Success: true } letter) i += letter.Length - 1;
            else if (Opens(source, i)) i = End(source, i) - 1;
            else if (source[i] is '{' or '(' or '[') deep++;
            else if (source[i] is '}' or ')' or ']' && --deep == 0) return i + 1;
        }
    }

    [GeneratedRegex(@"(?<![\w.])Say\((?=\$?"")")]
    private static partial Regex Say { get; }

    [GeneratedRegex(@"\G, ""(\w+)""\)")]
    private static partial Regex Meant { get; }

    [GeneratedRegex(@"""([a-z][a-z ]+)""\.Of\(")]
    private static partial Regex Counted { get; }

    /// <summary>Names, which are the same in every language.</summary>
    [GeneratedRegex("^(Odoo|Shopify|Tandem)$")]
    public static partial Regex Brand { get; }

    [GeneratedRegex(@"\G(//[^\n]*|/\*.*?\*/|\$*""""""(?s:.*?)""""""|@""[^""]*"")")]
    private static partial Regex Comment { get; }

    [GeneratedRegex(@"\G'(\\.[^']*|[^'\\])'")]
    private static partial Regex Letter { get; }
}
