using System.Net;
using System.Text.RegularExpressions;
using Tandem.Sandbox.House;

namespace Tandem.Tests.Languages;

/// <summary>Reads pages as a German does, and stumbles over English.</summary>
internal static partial class GermanReading
{
    /// <summary>What is English for a reason: what a test or an Odoo is called, and words of the decisions file.</summary>
    private static readonly string[] Names = ["Test & Co", "Sales / User", "orders.lineProducts"];

    public static async Task<IReadOnlyList<string>> Of(PageVisitor visitor, IEnumerable<string> paths, CancellationToken stop)
    {
        var found = new List<string>();
        foreach (var path in paths)
            found.AddRange(English(await visitor.Open($"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}locale=de", stop)).Select(text => $"{path}: {text}"));
        return found;
    }

    private static IEnumerable<string> English(string html) =>
        Shown.Matches(html).Concat(Spoken.Matches(html)).Select(text => WebUtility.HtmlDecode(text.Groups[1].Value).Trim()).Where(text => Word.IsMatch(text) && !OdooField.IsMatch(text) && !Names.Any(name => text.Contains(name, StringComparison.Ordinal)));

    /// <summary>Odoo's own word for a field, in the language of Tandem's user there, with its technical name.</summary>
    [GeneratedRegex(@"\([a-z_0-9]+\)$")]
    private static partial Regex OdooField { get; }

    [GeneratedRegex(">([^<>]+)<")]
    private static partial Regex Shown { get; }

    [GeneratedRegex("""\s(?:heading|label|details|placeholder|accessibilitylabel|aria-label|error|data-\w+)="([^"]*)["]""")]
    private static partial Regex Spoken { get; }

    [GeneratedRegex(@"\b(the|The|is|are|and|of|has|its|from|yet|waits?|their|which|[Nn]othing|with|this|that|because|cannot|been|orders|you|your|Choose|Write)\b")]
    private static partial Regex Word { get; }
}
