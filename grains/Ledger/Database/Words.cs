using System.Text;

namespace Tandem.Grains.Ledger;

/// <summary>Enum values as rows keep them: lower case with underscores, such as <c>product_unmatched</c>.</summary>
public static class Words
{
    public static string Of<T>(T value) where T : struct, Enum
    {
        var name = value.ToString();
        var text = new StringBuilder(name.Length + 4);
        foreach (var letter in name)
        {
            if (char.IsUpper(letter) && text.Length > 0) text.Append('_');
            text.Append(char.ToLowerInvariant(letter));
        }

        return text.ToString();
    }

    /// <exception cref="FormatException">A row holds a word that this program does not know.</exception>
    public static T Read<T>(string word) where T : struct, Enum =>
        Enum.TryParse<T>(word.Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out var value)
            ? value
            : throw new FormatException($"The ledger holds '{word}', which is no {typeof(T).Name} of this program.");
}
