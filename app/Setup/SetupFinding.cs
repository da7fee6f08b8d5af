using Tandem.Sync.Decisions;

namespace Tandem.App.Setup;

/// <summary>How much a finding matters.</summary>
public enum FindingKind
{
    /// <summary>Wrong: nothing is applied until it is mended.</summary>
    Error,

    /// <summary>Works, but is seldom meant.</summary>
    Warning,

    /// <summary>Good to know.</summary>
    Fact,
}

/// <summary>One thing that checking a setup found.</summary>
/// <param name="Step">What was looked at: file, connection, user, rights, company, references, booking or shop.</param>
/// <param name="What">A sentence.</param>
/// <param name="Remedy">What to do, as a sentence; null where the first says it, or nothing is to do.</param>
/// <param name="Setting">Path in the decisions file; null where no setting is concerned.</param>
/// <param name="Line">Line in the file, counted from 1.</param>
public sealed record SetupFinding(FindingKind Kind, string Step, string What, string? Remedy = null, string? Setting = null, int? Line = null)
{
    public static SetupFinding Error(string step, string what, string? remedy = null, string? setting = null) => new(FindingKind.Error, step, what, remedy, setting);

    public static SetupFinding Warning(string step, string what, string? remedy = null, string? setting = null) => new(FindingKind.Warning, step, what, remedy, setting);

    public static SetupFinding Fact(string step, string what) => new(FindingKind.Fact, step, what);

    public static SetupFinding Of(FindingKind kind, string step, DecisionsProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return new SetupFinding(kind, step, problem.What, problem.Remedy, problem.Path.Length == 0 ? null : problem.Path, problem.Line);
    }

    /// <summary>Puts the finding on the line where its setting stands.</summary>
    public SetupFinding At(IReadOnlyDictionary<string, int> lines) =>
        Setting is null ? this : this with { Line = new DecisionsProblem(Setting, "", "", Line).At(lines).Line };
}

/// <summary>All that checking a setup found.</summary>
/// <param name="Decisions">Null where the file could not be read.</param>
/// <param name="Secret">The Odoo key or password that was tried; never shown.</param>
public sealed record SetupReport(string Shop, ShopDecisions? Decisions, IReadOnlyList<SetupFinding> Findings, KeptSecret? Secret = null)
{
    public bool NothingWrong => Decisions is not null && Errors == 0;

    public int Errors => Findings.Count(finding => finding.Kind == FindingKind.Error);
}

/// <summary>An Odoo key or password on its way to the ledger; it never shows itself in text.</summary>
public sealed class KeptSecret(string value, bool given)
{
    /// <summary>It comes from the environment now; else it was kept before.</summary>
    public bool Given { get; } = given;

    internal string Reveal() => value;

    public override string ToString() => "•••";
}
