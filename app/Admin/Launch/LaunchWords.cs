using Tandem.Sync.Records;

namespace Tandem.App.Admin;

/// <summary>The words of the page about the launch.</summary>
internal static class LaunchWords
{
    public const string Nameless = "Say who you are first, on the page Launch under People: an approval names who gave it.";

    public static Verdict Verdict(LaunchReading launch) => launch switch
    {
        { State: null } => new("success", "Live sync is on", "This shop was set up on the command line, or before launches were kept, and works since then. A changed decision loses its approval here as well."),
        { State: { Live: true } state } => new("success", "Live sync is on", $"Switched on by {state.By}. {state.Reason}"),
        { Missing: [] } => new("success", "Ready to go live", "Every decision is approved and the pilot was found right. All that happened since the installation is kept and goes to Odoo in order."),
        _ => new("warning", "Live sync is off", $"Nothing is written to Odoo but the orders of the pilot; what happens meanwhile is kept. {"thing".Of(launch.Missing.Count)} {(launch.Missing.Count == 1 ? "is" : "are")} missing."),
    };

    public static string Tried(TriedOrder tried) => tried switch
    {
        { Order.RanAt: null } => "Not written to Odoo yet",
        { Standing: null } => "Being written",
        { InStep: true, Standing.Standing: Standing.InStep(var name, _) } => $"In step, {name}",
        var other => StandingWords.Label(StandingWords.KindOf(other.Standing!.Standing)),
    };

    public static string Done(string code) => code switch
    {
        "approved" => "Approved",
        "chosen" => "Taken into the pilot",
        "right" => "Noted: the pilot is right",
        "live" => "Live sync is on",
        "name" => "Your name is kept",
        "roles" => "Roles are changed",
        _ => "Done",
    };
}
