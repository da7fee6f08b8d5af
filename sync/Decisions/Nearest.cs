namespace Tandem.Sync.Decisions;

/// <summary>Finds what a mistyped word was most likely meant to be.</summary>
public static class Nearest
{
    /// <summary>The candidate that is written most like the word; null when none is near.</summary>
    public static string? To(string word, IEnumerable<string> candidates) => All(word, candidates) is [var first, ..] ? first : null;

    /// <summary>Near candidates, the nearest first.</summary>
    public static IReadOnlyList<string> All(string word, IEnumerable<string> candidates, int most = 3)
    {
        ArgumentNullException.ThrowIfNull(word);
        ArgumentNullException.ThrowIfNull(candidates);
        var wanted = Plain(word);
        return [.. candidates.Distinct()
            .Select(candidate => (Text: candidate, Distance: Distance(wanted, Plain(candidate))))
            .Where(near => near.Distance <= Math.Max(1, Math.Max(wanted.Length, near.Text.Length) / 3) || Contains(wanted, Plain(near.Text)))
            .OrderBy(near => near.Distance).ThenBy(near => near.Text, StringComparer.Ordinal)
            .Take(most).Select(near => near.Text)];
    }

    private static bool Contains(string one, string other) =>
        Math.Min(one.Length, other.Length) >= 3 && (one.Contains(other, StringComparison.Ordinal) || other.Contains(one, StringComparison.Ordinal));

    private static string Plain(string text) =>
        new([.. text.Trim().ToLowerInvariant().Where(letter => letter is not ('_' or '-' or ' '))]);

    /// <summary>Letters to insert, delete or replace (Levenshtein).</summary>
    private static int Distance(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(above, row[j - 1]) + 1, diagonal + (from[i - 1] == to[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[to.Length];
    }
}
