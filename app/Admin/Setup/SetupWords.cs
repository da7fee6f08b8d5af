using Tandem.App.Setup;

namespace Tandem.App.Admin;

/// <summary>The words of the pages about setup and launch.</summary>
internal static class SetupWords
{
    public static string Label(StepStanding standing) => standing switch
    {
        StepStanding.Missing => "Not decided",
        StepStanding.Wrong => "Wrong",
        StepStanding.Attention => "Look at it",
        _ => "Done",
    };

    /// <summary>A tone of s-badge.</summary>
    public static string Tone(StepStanding standing) => standing switch
    {
        StepStanding.Missing => "neutral",
        StepStanding.Wrong => "critical",
        StepStanding.Attention => "caution",
        _ => "success",
    };

    /// <summary>What to know of a step in one sentence.</summary>
    public static string Sentence(StepReading step) => step switch
    {
        { Standing: StepStanding.Missing, Findings: [] } => "Nothing is decided here yet.",
        { Standing: StepStanding.Missing } when step.Findings.FirstOrDefault(finding => finding.Kind == FindingKind.Error) is { } wrong => Of(wrong),
        { Standing: StepStanding.Missing } => "Nothing is decided here yet.",
        { Standing: StepStanding.Wrong } => Of(step.Findings.First(finding => finding.Kind == FindingKind.Error)),
        { Standing: StepStanding.Attention } => More(step.Findings.Where(finding => finding.Kind == FindingKind.Warning).ToList()),
        _ => "Checked against Odoo and Shopify just now; nothing is wrong.",
    };

    public static string Of(SetupFinding finding) => finding.Remedy is null ? finding.What : $"{finding.What} {finding.Remedy}";

    public static Verdict Verdict(SetupReading reading, bool live) => reading switch
    {
        { InForce: true } when live => new("success", "Setup is in force", "Tandem works by what is decided here. A change goes into force as soon as it is saved and nothing is wrong.", "/app/setup/decisions.json", null),
        { InForce: true } => new("success", "Setup is complete", "Nothing is written to Odoo for live orders yet: approve the decisions, try some orders out, and switch live sync on.", "/app/launch", "Go on to the launch"),
        _ when reading.Steps.Any(step => step.Standing == StepStanding.Wrong) => new("critical", $"{"step".Of(reading.Steps.Count(step => step.Standing == StepStanding.Wrong))} cannot go into force as it stands", "What is wrong, and what mends it, stands beside each step."),
        _ when reading.Steps.Any(step => step.Standing == StepStanding.Missing) => new("info", $"{"step".Of(reading.Steps.Count(step => step.Standing == StepStanding.Missing))} to decide", "Go through them in order; each is kept as soon as it is saved, and several people can work on different steps."),
        _ => new("warning", "What is decided is not in force", "Save any step again to put it into force."),
    };

    public static string Saved(string code) => code switch
    {
        "force" => "Saved and in force",
        "kept" => "Saved; it goes into force once the rest is decided and nothing is wrong",
        "approved" => "Approved",
        "looked" => "The orders of the last 60 days were looked through again",
        _ => "Done",
    };

    private static string More(List<SetupFinding> findings) => findings.Count == 1 ? Of(findings[0]) : $"{Of(findings[0])} And {findings.Count - 1} more.";
}
