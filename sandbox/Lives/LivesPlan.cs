using System.Text.RegularExpressions;
using Tandem.Sync.Decisions;

namespace Tandem.Sandbox.Lives;

/// <summary>How many random lives of orders are played, and under which policy.</summary>
/// <param name="Seed">The same seed plays the same acts; when Tandem looks between them is up to the machine.</param>
public sealed record LivesPlan(int Count, int Seed = 1)
{
    /// <summary>Lives in one practice house at once.</summary>
    public int AtOnce { get; init; } = 50;

    /// <summary>How many of the seed's lives are left out, so that a single one can be played again in its house.</summary>
    public int Skip { get; init; }

    /// <summary>18 or 19; null takes both in turn.</summary>
    public int? OdooVersion { get; init; }

    /// <summary>Null takes on payment, on confirmation and on delivery in turn.</summary>
    public InvoiceWhen? Invoice { get; init; }
}

/// <summary>How one life ended.</summary>
/// <param name="Codes">What it waits for; empty when both sides agree.</param>
/// <param name="Sentences">What each of these says, in the order of the codes.</param>
/// <param name="Wrong">What is neither agreement nor a stated cause; null when all is well.</param>
public sealed record LifeEnd(string Told, IReadOnlyList<string> Codes, IReadOnlyList<string> Sentences, string? Wrong);

/// <summary>How all lives ended.</summary>
public sealed record LivesTally(IReadOnlyList<LifeEnd> Ends)
{
    public int Agree => Ends.Count(end => end.Wrong is null && end.Codes.Count == 0);

    public int Blocked => Ends.Count(end => end.Wrong is null && end.Codes.Count > 0);

    public IReadOnlyList<LifeEnd> Wrong => [.. Ends.Where(end => end.Wrong is not null)];

    /// <summary>Each cause of a block by its words without names and amounts, how often it came, and one life that ended so.</summary>
    public IReadOnlyList<string> Causes =>
    [
        .. Ends.Where(end => end.Wrong is null).SelectMany(end => end.Codes.Zip(end.Sentences).Select(cause => (Code: cause.First, Sentence: cause.Second, end.Told)))
            .GroupBy(cause => $"{cause.Code}: {Shape(cause.Sentence)}").OrderByDescending(shape => shape.Count())
            .Select(shape => $"{shape.Count()} × {shape.First().Code}: {shape.First().Sentence} [{shape.First().Told}]"),
    ];

    private static string Shape(string sentence) => Regex.Replace(sentence, "“[^”]*”|[^\\s]*\\d[^\\s]*", "…");

    public override string ToString()
    {
        var codes = Ends.Where(end => end.Wrong is null).SelectMany(end => end.Codes).CountBy(code => code).OrderByDescending(code => code.Value).Select(code => $"{code.Key} {code.Value}");
        return $"lives: {Ends.Count} sequences, {Agree} agree, {Blocked} blocked ({string.Join(", ", codes)}), {Wrong.Count} wrong";
    }
}
