namespace Tandem.Sync.Decisions;

/// <summary>What reading a decisions file comes to.</summary>
public abstract record DecisionsReading
{
    private DecisionsReading() { }

    /// <param name="Lines">The line of each setting that the file states, by path; for problems found later.</param>
    public sealed record Read(ShopDecisions Decisions, IReadOnlyDictionary<string, int> Lines) : DecisionsReading;

    /// <summary>All that is wrong, in the file's order.</summary>
    public sealed record Wrong(IReadOnlyList<DecisionsProblem> Problems) : DecisionsReading;
}

/// <summary>The decisions file: the whole setup of a shop as JSON, except secrets.</summary>
public static class DecisionsFile
{
    /// <summary>What a written file names as its schema: the published <c>docs/decisions.schema.json</c>.</summary>
    public const string Schema = "decisions.schema.json";

    /// <summary>Reads a file's bytes; lists everything wrong at once.</summary>
    public static DecisionsReading Read(ReadOnlySpan<byte> utf8)
    {
        var (json, problem) = LocatedJsonText.Parse(utf8);
        if (problem is not null) return new DecisionsReading.Wrong([problem]);
        if (json is not LocatedJson.Members root)
            return new DecisionsReading.Wrong([new DecisionsProblem("", $"The file is {json!.Kind}, but an object is expected.", "Start from docs/decisions.sample.json.", json.Line)]);

        var findings = new FileFindings();
        var decisions = new DecisionsReader(new Section(findings, "", "", root)).Decisions();
        if (findings.Problems.Count == 0 && decisions is not null) return new DecisionsReading.Read(decisions, findings.Lines);
        return new DecisionsReading.Wrong([.. findings.Problems.OrderBy(wrong => wrong.Line)]);
    }

    /// <summary>The canonical text: equal decisions give equal bytes, and reading them gives equal decisions.</summary>
    public static byte[] Write(ShopDecisions decisions) => DecisionsWriter.Write(decisions);
}
