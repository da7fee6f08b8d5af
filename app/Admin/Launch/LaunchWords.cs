using Tandem.Sync.Records;

namespace Tandem.App.Admin;

/// <summary>The words of the page about the launch.</summary>
internal static class LaunchWords
{
    public static string Nameless => Say("Say who you are first, on the page Launch under People: an approval names who gave it.");

    public static Verdict Verdict(LaunchReading launch) => launch switch
    {
        { State: null } => new("success", Say("Live sync is on"), Say("This shop was set up on the command line, or before launches were kept, and works since then. A changed decision loses its approval here as well.")),
        { State: { Live: true } state } => new("success", Say("Live sync is on"), Say($"Switched on by {Told(state.By)}. {Told(state.Reason)}")),
        { Missing: [] } => new("success", Say("Ready to go live"), Say("Every decision is approved and the pilot was found right. All that happened since the installation is kept and goes to Odoo in order.")),
        _ => new("warning", Say("Live sync is off"), launch.Missing.Count == 1 ? Say("Nothing is written to Odoo but the orders of the pilot; what happens meanwhile is kept. 1 thing is missing.") : Say($"Nothing is written to Odoo but the orders of the pilot; what happens meanwhile is kept. {"thing".Of(launch.Missing.Count)} are missing.")),
    };

    public static string Tried(TriedOrder tried) => tried switch
    {
        { Order.RanAt: null } => Say("Not written to Odoo yet"),
        { Standing: null } => Say("Being written"),
        { InStep: true, Standing.Standing: Standing.InStep(var name, _) } => Say($"In step, {name}"),
        var other => StandingWords.Label(StandingWords.KindOf(other.Standing!.Standing)),
    };

    public static string Done(string code) => code switch
    {
        "approved" => Say("Approved"),
        "chosen" => Say("Taken into the pilot"),
        "right" => Say("Noted: the pilot is right"),
        "live" => Say("Live sync is on"),
        "name" => Say("Your name is kept"),
        "roles" => Say("Roles are changed"),
        _ => Say("Done"),
    };
}
