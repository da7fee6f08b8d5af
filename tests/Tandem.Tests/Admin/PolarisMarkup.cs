using System.Net;
using System.Text.RegularExpressions;

namespace Tandem.Tests.Admin;

/// <summary>Compares the markup of a page with what Shopify publishes of its web components.</summary>
internal static partial class PolarisMarkup
{
    private static readonly HashSet<string> OnEveryTag = ["id", "slot"];
    private static readonly HashSet<string> Void = ["meta", "input", "link", "br", "hr", "img", "!doctype"];

    /// <summary>What of a page does not exist, a sentence for each.</summary>
    public static IEnumerable<string> Wrong(string html, PolarisTypes types)
    {
        var open = new Stack<string>();
        foreach (Match tag in Tags().Matches(html))
        {
            var name = tag.Groups["name"].Value.ToLowerInvariant();
            if (tag.Groups["close"].Length > 0)
            {
                if (open.Count == 0 || open.Pop() != name) yield return $"</{name}> closes another element";
                continue;
            }

            var attributes = Attributes().Matches(tag.Groups["attributes"].Value).Select(a => (Name: a.Groups[1].Value, Value: WebUtility.HtmlDecode(a.Groups[2].Value))).ToList();
            foreach (var wrong in WrongTag(name, attributes, open.TryPeek(out var parent) ? parent : "", types)) yield return wrong;
            if (!Void.Contains(name)) open.Push(name);
        }

        foreach (var left in open) yield return $"<{left}> is not closed";
    }

    private static IEnumerable<string> WrongTag(string name, List<(string Name, string Value)> attributes, string parent, PolarisTypes types)
    {
        var slot = attributes.Find(attribute => attribute.Name == "slot").Value;
        if (slot is not null && !(types.Tags.TryGetValue(parent, out var holder) && holder.Slots.Contains(slot))) yield return $"<{parent}> has no slot {slot}";

        // The navigation is App Bridge's own element: links with href and rel.
        if (!name.StartsWith("s-", StringComparison.Ordinal) || name == "s-app-nav" || parent == "s-app-nav") yield break;
        if (!types.Tags.TryGetValue(name, out var tag))
        {
            yield return $"<{name}> does not exist";
            yield break;
        }

        foreach (var (attribute, value) in attributes.Where(attribute => !OnEveryTag.Contains(attribute.Name)))
        {
            if (!tag.Attributes.TryGetValue(attribute, out var values)) yield return $"<{name}> has no attribute {attribute}";
            else if (values is not null && !values.Contains(value)) yield return $"<{name} {attribute}> cannot be “{value}”";
        }
    }

    [GeneratedRegex("""<(?<close>/?)(?<name>[a-zA-Z!][a-zA-Z0-9-]*)(?<attributes>(?:\s+[^\s=>"]+(?:="[^"]*")?)*)\s*/?>""")]
    private static partial Regex Tags();

    [GeneratedRegex("""([^\s=>"]+)(?:="([^"]*)")?""")]
    private static partial Regex Attributes();
}
