using System.Globalization;
using Humanizer;
using Tandem.Grains.Ledger;
using Tandem.Sync.Failures;
using Tandem.Sync.Records;

namespace Tandem.Reconciler;

/// <summary>What of a sight is trouble that people are told of.</summary>
internal static class AlertRules
{
    private static CultureInfo English => CultureInfo.InvariantCulture;

    public static IReadOnlyList<Alert> Of(AlertSight sight, AlertsOptions options, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(sight);
        ArgumentNullException.ThrowIfNull(options);
        // Before its launch a shop's flows are held on purpose.
        var alerts = sight.Shop.PausedFlows.Where(flow => flow.By != FlowHands.Launch && !flow.IsForDoubt).Select(flow => Paused(flow, sight.Held.GetValueOrDefault(flow.Flow))).ToList();
        // One trouble, however many flows it paused.
        if (sight.Shop.PausedFlows.FirstOrDefault(flow => flow.IsForDoubt) is { } doubted)
            alerts.Add(new Alert(AlertKind.OdooDoubted, "", Role.Technical, null, doubted.Reason, "Was the address changed or a backup restored? If not, look at Odoo before anything else: what was booked since then is missing in it."));
        if (!sight.ServerRuns)
            alerts.Add(new Alert(AlertKind.NoServer, "", Role.Technical, null, "No server of Tandem is running: Shopify's webhooks are not taken in, and nothing is brought to Odoo.", "Start the server and look at its log. Shopify sends its webhooks again for four hours, and what is missed is found by looking; nothing is lost."));
        else if (now - sight.WaitingSince > options.InboxOlderThan)
            alerts.Add(new Alert(AlertKind.InboxWaits, "", Role.Technical, null, string.Create(English, $"The oldest change that waits for its turn came at {sight.WaitingSince:d MMMM HH:mm} UTC, {(now - sight.WaitingSince!.Value).Humanize()} ago."), "Look at Home in Tandem: is Odoo slow or away? If Odoo is well, look at the server's log and at its health page, /health/ready."));
        if (NoWebhooks(sight, options, now) is { } silence) alerts.Add(silence);
        alerts.AddRange(Ends(sight, options, now));
        return alerts;
    }

    /// <summary>Who paused it by hand, and in which words, concerns people: the mail says neither.</summary>
    private static Alert Paused(PausedFlow flow, int held) => new(
        AlertKind.FlowPaused, Flows.Name(flow.Flow), OwnerOf(flow.Flow), flow.Flow,
        string.Create(English, $"The flow {Flows.Name(flow.Flow)} is paused since {flow.Since:d MMMM HH:mm} UTC, {(flow.Cause is { } cause ? $"by itself: one cause ({cause.Humanize(LetterCasing.LowerCase)}) blocked every record in a row" : "by a person")}. {(held == 0 ? "Nothing waits for it yet" : $"{"record".ToQuantity(held)} {(held == 1 ? "waits" : "wait")} for it")}."),
        flow.Cause is null ? "Resume it on the page Flows when it may go on; what waits goes then, in order." : "Mend the cause, which the page Exceptions shows with its fix: the flow then resumes by itself.");

    /// <summary>Once told it lasts until a webhook comes: a single look that finds nothing does not end it.</summary>
    private static Alert? NoWebhooks(AlertSight sight, AlertsOptions options, DateTimeOffset now)
    {
        var last = sight.Shop.LastWebhookAt ?? sight.Shop.ConnectedAt;
        if (now - last <= options.NoWebhookFor || (sight.Shop.LastSweepFound is not > 0 && !sight.NoWebhooks)) return null;
        return new Alert(AlertKind.NoWebhooks, "", Role.Technical, null,
            string.Create(English, $"No webhook of Shopify's came since {last:d MMMM HH:mm} UTC, though orders changed: looking found them, later than a webhook would have told."),
            "Is Tandem's address reachable from the internet, and is it the one in the app's settings at Shopify (Dev Dashboard, the app's version, webhooks)? Orders arrive all the same, some minutes late.");
    }

    private static IEnumerable<Alert> Ends(AlertSight sight, AlertsOptions options, DateTimeOffset now)
    {
        if (sight.TokenRefused is { } refused)
            yield return new Alert(AlertKind.TokenRefused, "", Role.Technical, null, string.Create(English, $"Shopify refuses Tandem's access to the shop since {refused:d MMMM HH:mm} UTC."), "Open Tandem in the shop's admin, which renews the access; or run 'connect' with the app's command line.");
        else if (sight.TokenEnds - now < options.EndsWithin)
            yield return new Alert(AlertKind.TokenEnds, "", Role.Technical, null, string.Create(English, $"Tandem's access to the shop cannot be renewed any more after {sight.TokenEnds:d MMMM yyyy}."), "Open Tandem once in the shop's admin, which begins a new period.");
        if (sight.KeyEnds - now < options.EndsWithin)
            yield return new Alert(AlertKind.KeyEnds, "", Role.Technical, null, string.Create(English, $"An API key of Tandem's user in Odoo {(sight.KeyEnds < now ? "ended" : "ends")} on {sight.KeyEnds:d MMMM yyyy}."), "Make a new one in Odoo as that user (My Profile, Account Security), put it where the decisions file names it, apply the file, and delete the old key.");
    }

    private static Role OwnerOf(Flow flow) => flow switch
    {
        Flow.Payments or Flow.Refunds => Role.Finance,
        Flow.Fulfillments or Flow.Inventory => Role.Operations,
        _ => Role.Ecommerce,
    };
}
