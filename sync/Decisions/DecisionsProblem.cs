namespace Tandem.Sync.Decisions;

/// <summary>One thing that is wrong with a decisions file, by itself or against the Odoo it names.</summary>
/// <param name="Path">The setting, such as <c>orders.lineProducts.tip</c> or <c>taxes[2].rate</c>; empty for the file as a whole.</param>
/// <param name="What">What is wrong, as a sentence.</param>
/// <param name="Remedy">What to do about it, as a sentence.</param>
/// <param name="Line">Line in the file, counted from 1; null when no file is at hand.</param>
public sealed record DecisionsProblem(string Path, string What, string Remedy, int? Line = null)
{
    /// <summary>Puts the problem on the line where its setting stands, or the nearest setting around it.</summary>
    public DecisionsProblem At(IReadOnlyDictionary<string, int> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        if (Line is not null) return this;
        for (var path = Path; path.Length > 0; path = path[..Math.Max(0, path.LastIndexOfAny(['.', '[']))])
            if (lines.TryGetValue(path, out var line)) return this with { Line = line };
        return this;
    }

    public override string ToString() =>
        string.Concat(Line is { } line ? $"line {line}: " : "", Path.Length > 0 ? $"{Path}: " : "", What, " ", Remedy);
}
