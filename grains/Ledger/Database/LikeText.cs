namespace Tandem.Grains.Ledger;

/// <summary>Texts that people typed, within a <c>like … escape '\'</c>.</summary>
internal static class LikeText
{
    /// <summary>A text that stands for itself alone.</summary>
    public static string Literal(string text) => text.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal);
}
