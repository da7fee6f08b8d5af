using System.Text.RegularExpressions;
using Tandem.App.Admin;
using Tandem.Tests.Conventions;
using Xunit;

namespace Tandem.Tests.Languages;

public sealed partial class TranslationTests
{
    /// <summary>Texts that are right in both languages.</summary>
    private static readonly HashSet<string> Alike =
        ["Barcode", "Import", "Name", "SKU", "Signal", "Webhooks", "Status", "Tags", "Fulfillments", "{0}: {1}", "{0} {1}, {2}.", "1 signal", "in {0}", "{0} in Shopify"];

    [Fact]
    public void Every_text_of_the_pages_has_its_German_and_no_German_is_left_over()
    {
        var (said, german) = (SaidTexts.OfPages().ToHashSet(StringComparer.OrdinalIgnoreCase), SaidTexts.Translations("Pages.de.resx"));

        Assert.True(said.Count > 800, $"Only {said.Count} texts were found.");
        Assert.Empty(said.Except(german.Keys, StringComparer.OrdinalIgnoreCase));
        Assert.Empty(german.Keys.Except(said, StringComparer.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("Pages.de.resx")]
    [InlineData("Ledger.de.resx")]
    public void Both_languages_say_the_same_values_and_differ_otherwise(string file)
    {
        var texts = SaidTexts.Translations(file);

        Assert.Empty(texts.Where(text => !Holes(text.Key).SetEquals(Holes(text.Value))).Select(text => text.Key));
        Assert.Empty(texts.Where(text => text.Key == text.Value && !Alike.Contains(text.Key)).Select(text => text.Key));
        Assert.Empty(texts.Where(text => Bare(text.Key) != Bare(text.Value)).Select(text => text.Key));
    }

    [Fact]
    public void No_page_says_anything_but_through_its_language() => Assert.Empty(
        from path in SaidTexts.Sources("app/").Where(path => path.EndsWith(".razor", StringComparison.Ordinal))
        from text in Unsaid(Repository.Read(path))
        select $"{path}: {text}");

    [Theory]
    [InlineData("<s-text>Not yet</s-text>", "Not yet")]
    [InlineData("@* Not yet laid out, *@ <s-text>@Say(\"Not yet\")</s-text>", null)]
    [InlineData("<s-text>@Say(\"Not yet\"), since yesterday</s-text>", ", since yesterday")]
    [InlineData("<s-select label=\"State\" value=\"@(Query.State is { } one ? Name(one) : \"\")\">", "State")]
    [InlineData("<s-link href=\"/app\">@(index + 1). @Told(step.Title) goes on</s-link>", ". goes on")]
    [InlineData("<s-link href=\"@($\"/app/{id}\")\">@Say($\"Order {Name(id)} (new)\")</s-link> <OdooLink Text=\"Odoo\" />", null)]
    public void A_text_that_was_forgotten_is_found(string markup, string? expected) => Assert.Equal(expected is null ? [] : [expected], Unsaid(markup).Select(text => Spaces.Replace(text, " ")));

    [Fact]
    public void Every_sentence_that_is_recognised_is_still_said_somewhere()
    {
        var said = SaidTexts.Sources("sync/", "grains/", "platforms/", "app/").Concat(Repository.Files().Where(path => path.StartsWith("reconciler/", StringComparison.Ordinal) && path.EndsWith(".cs", StringComparison.Ordinal)))
            .SelectMany(path => SaidTexts.Literals(Repository.Read(path))).Select(text => text.Trim()).ToHashSet(StringComparer.Ordinal);

        Assert.Empty(SaidTexts.Translations("Ledger.de.resx").Keys.Except(said));
    }

    [Fact]
    public void Every_sentence_about_what_waits_is_known_in_German()
    {
        var (known, sources) = (SaidTexts.Translations("Ledger.de.resx"), SaidTexts.Sources(Waiting).ToList());
        var unknown = sources.SelectMany(path => SaidTexts.Literals(Repository.Read(path))).Select(text => text.Trim())
            .Where(text => Whole.IsMatch(text) && text.Count(letter => letter == ' ') > 4 && !known.ContainsKey(text)).ToList();

        Assert.True(sources.Count > 60, $"Only {sources.Count} sources were found.");
        Assert.DoesNotContain(unknown, text => !Entangled.Any(one => text.StartsWith(one, StringComparison.Ordinal)));
        Assert.All(Entangled, one => Assert.Contains(unknown, text => text.StartsWith(one, StringComparison.Ordinal)));
    }

    /// <summary>Where it is said why a record waits, what mends it, and what of the setup is wrong.</summary>
    private static string[] Waiting { get; } =
    [
        "sync/Planning/", "sync/Life/", "sync/Stock/", "sync/Listings/", "sync/Reconciliation/", "sync/Products/MatchText.cs", "sync/Products/HandMatching.cs", "sync/Decisions/",
        "grains/Orders/OrderBlockers.cs", "grains/Failures/", "grains/Listings/", "grains/Locations/", "platforms/Odoo/Failures/OdooFailure.cs", "platforms/Shopify/Failures/",
        "app/Setup/ConnectionSteps.cs", "app/Setup/AppSteps.cs", "app/Setup/UserSteps.cs", "app/Setup/RightSteps.cs", "app/Setup/StockSteps.cs", "app/Setup/PaymentSteps.cs", "app/Setup/ListingSteps.cs", "app/Setup/BookingFindings.cs",
    ];

    /// <summary>Sentences whose English grammar hangs on a value, which no other language can follow; they stay English.</summary>
    private static string[] Entangled { get; } = ["Order {0} has something new to invoice", "{0} in Shopify {1} linked to no product of Odoo"];

    private static IEnumerable<string> Unsaid(string page)
    {
        var markup = Expression.Replace(Hidden.Replace(Code.Replace(Remark.Replace(page, ""), ""), ""), "");
        return Shown.Matches(markup).Concat(Spoken.Matches(markup)).Select(found => found.Groups[1].Value.Trim())
            .Where(text => Word.IsMatch(text) && !SaidTexts.Brand.IsMatch(text.Trim('–', ' ', ':')));
    }

    private static HashSet<string> Holes(string text) => [.. SentencePattern.Hole.Matches(text).Select(hole => hole.Groups[1].Value)];

    /// <summary>A text within others begins and ends as they need it.</summary>
    private static (bool, bool) Bare(string text) => (text.StartsWith(' '), text.EndsWith(' '));

    [GeneratedRegex(@"@\*.*?\*@", RegexOptions.Singleline)]
    private static partial Regex Remark { get; }

    [GeneratedRegex(@"@code \{.*", RegexOptions.Singleline)]
    private static partial Regex Code { get; }

    [GeneratedRegex(@"^\s*(@(using|namespace|foreach|if|switch)\b.*|else( if .*)?|var .*;|case .*:|default:|switch .*|break;|[{}])\s*$", RegexOptions.Multiline)]
    private static partial Regex Hidden { get; }

    /// <summary>What is computed: <c>@name.Of(…)</c> and <c>@(…)</c>, with what stands in its brackets.</summary>
    [GeneratedRegex(@"@[\w.]*(?:(?<open>\()(?:[^()""]|""[^""]*""|(?<more>\()|(?<-more>\)))*\)(?:\.\w+)*)*(?:\[[^\]]*\])?")]
    private static partial Regex Expression { get; }

    [GeneratedRegex(">([^<>]+)<")]
    private static partial Regex Shown { get; }

    [GeneratedRegex("""\b(?:heading|label|details|placeholder|accessibilitylabel|aria-label|title|alt|Heading|Label|Title|Text)="([^"]*)["]""")]
    private static partial Regex Spoken { get; }

    [GeneratedRegex("^[A-Z“{].{20,}[.:]$")]
    private static partial Regex Whole { get; }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces { get; }

    [GeneratedRegex("[A-Za-z]{2}")]
    private static partial Regex Word { get; }
}
