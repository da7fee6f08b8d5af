using System.Diagnostics.CodeAnalysis;
using System.Resources;

namespace Tandem.App.Admin;

/// <summary>What is said to a reader, in the reader's language: the English stands where it is written, and is the key of its translation.</summary>
public static class Wording
{
    private static readonly ResourceManager Pages = new("Tandem.App.Admin.Languages.Pages", typeof(Wording).Assembly);

    /// <summary>A text as it stands.</summary>
    public static string Say(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Find(text, Language.Current) ?? text;
    }

    /// <summary>A word that English has for several things.</summary>
    /// <param name="sense">Which one is meant; it stands in brackets behind the word's key.</param>
    public static string Say(string text, string sense) => Find($"{text} ({sense})", Language.Current) ?? text;

    /// <summary>A sentence with values in it, each in the reader's form for numbers and dates.</summary>
    public static string Say(SpokenSentence sentence)
    {
        var (language, pattern) = (Language.Current, sentence.Pattern);
        return string.Format(language.Culture, Find(pattern, language) ?? pattern, sentence.Values);
    }

    /// <summary>So many of something.</summary>
    /// <param name="one">For exactly one.</param>
    /// <param name="many">For any other number.</param>
    internal static string Counted(int count, string one, string many)
    {
        var language = Language.Current;
        var pattern = count == 1 ? one : many;
        return string.Format(language.Culture, Find(pattern, language) ?? pattern, count);
    }

    /// <summary>The same text within a sentence, where its first word is no noun.</summary>
    internal static string Small(string text) => text.Length == 0 ? text : char.ToLowerInvariant(text[0]) + text[1..];

    /// <summary>A text that was made elsewhere in English, such as a sentence of the ledger; what is not known stays English.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? Told(string? text) => text is null || Language.Current is not { IsEnglish: false } language ? text : Find(text, language) ?? StoredSentences.Of(language).Find(text) ?? text;

    /// <summary>Keys differ by more than their letters' size, for resource files do not tell these apart.</summary>
    internal static string? Find(string key, Language language) =>
        language.IsEnglish ? null : Pages.GetResourceSet(language.Culture, createIfNotExists: true, tryParents: false)?.GetString(key, ignoreCase: true);
}
