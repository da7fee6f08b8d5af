using Tandem.App.Setup;

namespace Tandem.App.Admin;

/// <summary>The words of the pages about setup and launch.</summary>
internal static class SetupWords
{
    public static string Label(StepStanding standing) => standing switch
    {
        StepStanding.Missing => Say("Not decided"),
        StepStanding.Wrong => Say("Wrong"),
        StepStanding.Attention => Say("Look at it"),
        _ => Say("Done"),
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
        { Standing: StepStanding.Missing, Findings: [] } => Say("Nothing is decided here yet."),
        { Standing: StepStanding.Missing } when step.Findings.FirstOrDefault(finding => finding.Kind == FindingKind.Error) is { } wrong => Of(wrong),
        { Standing: StepStanding.Missing } => Say("Nothing is decided here yet."),
        { Standing: StepStanding.Wrong } => Of(step.Findings.First(finding => finding.Kind == FindingKind.Error)),
        { Standing: StepStanding.Attention } => More(step.Findings.Where(finding => finding.Kind == FindingKind.Warning).ToList()),
        _ => Say("Checked against Odoo and Shopify just now; nothing is wrong."),
    };

    public static string Of(SetupFinding finding) => finding.Remedy is null ? Told(finding.What) : $"{Told(finding.What)} {Told(finding.Remedy)}";

    /// <summary>Whose decision a step is, and whether somebody approved it.</summary>
    public static string Decided(StepReading step) => step.Approval is { } approval
        ? Say($"Decided by {ExceptionsWords.Whose(step.Step.Owner)}; approved by {approval.By} on {approval.At}")
        : Say($"Decided by {ExceptionsWords.Whose(step.Step.Owner)}; not approved yet");

    public static string LookedThrough(SeenOrders seen) => seen.Whole
        ? Say($"{"order".Of(seen.Orders)} of the last {OrderSights.Days} days were looked through: {"tax".Of(seen.Taxes.Count)} by region, {"gateway".Of(seen.Gateways.Count)}.")
        : Say($"{"order".Of(seen.Orders)} of the last {OrderSights.Days} days, the newest of them, were looked through: {"tax".Of(seen.Taxes.Count)} by region, {"gateway".Of(seen.Gateways.Count)}. The others are being looked through; open this page again for them.");

    public static Verdict Verdict(SetupReading reading, bool live) => reading switch
    {
        { InForce: true } when live => new("success", Say("Setup is in force"), Say("Tandem works by what is decided here. A change goes into force as soon as it is saved and nothing is wrong."), "/app/setup/decisions.json", null),
        { InForce: true } => new("success", Say("Setup is complete"), Say("Nothing is written to Odoo for live orders yet: approve the decisions, try some orders out, and switch live sync on."), "/app/launch", Say("Go on to the launch")),
        _ when reading.Steps.Any(step => step.Standing == StepStanding.Wrong) => new("critical", Say($"{"step".Of(reading.Steps.Count(step => step.Standing == StepStanding.Wrong))} cannot go into force as it stands"), Say("What is wrong, and what mends it, stands beside each step.")),
        _ when reading.Steps.Any(step => step.Standing == StepStanding.Missing) => new("info", Say($"{"step".Of(reading.Steps.Count(step => step.Standing == StepStanding.Missing))} to decide"), Say("Go through them in order; each is kept as soon as it is saved, and several people can work on different steps.")),
        _ => new("warning", Say("What is decided is not in force"), Say("Save any step again to put it into force.")),
    };

    public static string Saved(string code) => code switch
    {
        "force" => Say("Saved and in force"),
        "kept" => Say("Saved; it goes into force once the rest is decided and nothing is wrong"),
        "approved" => Say("Approved"),
        "looked" => Say("The orders of the last 60 days were looked through again"),
        _ => Say("Done"),
    };

    private static string More(List<SetupFinding> findings) => findings.Count == 1 ? Of(findings[0]) : Say($"{Of(findings[0])} And {findings.Count - 1} more.");
}
