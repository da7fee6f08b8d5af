using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;

namespace Tandem.App.Admin;

/// <summary>Recognises the English sentences that the ledger keeps by their patterns, and says them in another language with the same values.</summary>
internal sealed partial class StoredSentences
{
    /// <summary>Nothing that we say is longer; what another system said may be.</summary>
    private const int Longest = 4000;

    /// <summary>So many stops may stand within one sentence of ours, in names and in what others said.</summary>
    private const int MostInOne = 8;

    private static readonly ResourceManager Ledger = new("Tandem.App.Admin.Languages.Ledger", typeof(StoredSentences).Assembly);
    private static readonly ConcurrentDictionary<string, StoredSentences> Known = new(StringComparer.Ordinal);

    private readonly Language language;
    private readonly Dictionary<string, string> whole = new(StringComparer.Ordinal);
    private readonly List<(SentencePattern Pattern, string Format)> patterns = [];

    private StoredSentences(Language language)
    {
        this.language = language;
        var set = Ledger.GetResourceSet(language.Culture, createIfNotExists: true, tryParents: false);
        foreach (var (pattern, format) in (set?.Cast<DictionaryEntry>() ?? []).Select(one => (new SentencePattern((string)one.Key), (string)one.Value!)).OrderByDescending(one => one.Item1.Weight))
            if (pattern.IsWhole) whole[pattern.Whole] = format;
            else patterns.Add((pattern, format));
    }

    public static StoredSentences Of(Language language)
    {
        ArgumentNullException.ThrowIfNull(language);
        return Known.GetOrAdd(language.Code, _ => new StoredSentences(language));
    }

    /// <summary>Null for what is not known; of several sentences those that are known are said, and the others stay as they are.</summary>
    public string? Find(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > Longest) return null;
        // What is listed is known by its entries, for one pattern may fit over several of them.
        if (text.Split("; ") is { Length: > 1 and <= MostInOne } listed && listed.Select(One).ToList() is var entries && entries.TrueForAll(entry => entry is not null)) return string.Join("; ", entries);
        if (One(text) is { } said) return said;
        foreach (var end in End.Matches(text).Take(MostInOne))
        {
            var (first, rest) = (text[..(end.Index + 1)], text[(end.Index + end.Length)..]);
            if (One(first) is { } known) return $"{known} {Find(rest) ?? rest}";
        }

        // The first is not known in any length; what comes after it may be.
        return End.Match(text) is { Success: true } next && Find(text[(next.Index + next.Length)..]) is { } later ? $"{text[..(next.Index + 1)]} {later}" : null;
    }

    /// <summary>What stands within a sentence may be a text of the pages, such as the title of a step.</summary>
    private string? Within(string text) => Find(text) ?? Wording.Find(text, language);

    private string? One(string text)
    {
        if (whole.TryGetValue(text, out var known)) return known;
        foreach (var (pattern, format) in patterns)
            if (pattern.Match(text) is { } values)
                return string.Format(CultureInfo.InvariantCulture, format, [.. values.Select(value => new Part(value, this))]);
        return null;
    }

    [GeneratedRegex(@"(?<=\S)[.!?:]\s+(?=\S)")]
    private static partial Regex End { get; }

    /// <summary>A value as it stood; <c>{0:told}</c> marks one that is words of ours as well.</summary>
    private sealed class Part(string text, StoredSentences sentences) : IFormattable
    {
        public string ToString(string? format, IFormatProvider? formatProvider)
        {
            var bare = text.Trim(' ');
            return format == "told" && bare.Length > 0 && sentences.Within(bare) is { } said ? text.Replace(bare, said, StringComparison.Ordinal) : text;
        }
    }
}
