using Tandem.Grains.Ledger;
using Tandem.Sync.Records;

namespace Tandem.App.Admin;

/// <summary>The one sentence a merchant opens Tandem for.</summary>
/// <param name="Tone">A tone of s-banner.</param>
/// <param name="Link">Where what it speaks of is listed; null when nothing is.</param>
public sealed record Verdict(string Tone, string Heading, string Sentence, string? Link = null, string? LinkText = null);

/// <summary>The words of the home page.</summary>
internal static class HomeWords
{
    /// <summary>A shop hears of some webhook at least this often while it sells; longer silence is worth a word, no alarm.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromDays(1);

    /// <summary>Sweeps come every few minutes; none for this long means that nothing catches a lost webhook.</summary>
    private static readonly TimeSpan SweepLate = TimeSpan.FromMinutes(30);

    /// <summary>A night and half a day.</summary>
    private static readonly TimeSpan NightLate = TimeSpan.FromHours(36);

    /// <summary>No comparison takes so long.</summary>
    private static readonly TimeSpan NightLong = TimeSpan.FromHours(12);

    public static IReadOnlyList<StandingKind> Kinds { get; } =
        [StandingKind.InStep, StandingKind.Working, StandingKind.Retrying, StandingKind.Blocked, StandingKind.Held, StandingKind.Excluded];

    /// <summary>What needs a person comes first, then what keeps orders waiting, then how all is well.</summary>
    public static Verdict Of(ShopReading shop) => shop switch
    {
        { Shop: null or { DisconnectedAt: not null } } => new(
            "warning", "This shop is not connected yet", "Tandem reads no orders until the connection to Shopify is made. Nothing is lost: the orders since then are found afterwards."),
        { Shop.PausedFlows: [{ By: FlowHands.Launch }, ..] } => new(
            "warning", shop.Odoo is null ? "Set Tandem up" : "Live sync is off",
            shop.Odoo is null ? "Tandem is installed and keeps what happens. Decide step by step how it goes to your Odoo; nothing is written there before you switch live sync on." : "The setup is in force; approve it, try some orders out, and switch live sync on. What happens meanwhile is kept.",
            shop.Odoo is null ? "/app/setup" : "/app/launch", shop.Odoo is null ? "Start the setup" : "Go on to the launch"),
        { Odoo: null } => new(
            "warning", "Odoo is not connected yet", "Orders are collected and wait. They go to Odoo as soon as the decisions file names the Odoo to use."),
        _ when shop.Count(StandingKind.Blocked) is > 0 and var blocked => new(
            "critical", $"{"order".Of(blocked)} {(blocked == 1 ? "needs" : "need")} you",
            "A decision is missing. Everything else goes on meanwhile.", "/app/exceptions", blocked == 1 ? "See what it needs" : "See what they need"),
        _ when shop.Locations.GetValueOrDefault(StandingKind.Blocked) is > 0 and var places => new(
            "critical", $"The stock of {"location".Of(places)} {(places == 1 ? "needs" : "need")} you",
            "It is not told to Shopify in full. Orders and the other locations go on meanwhile.", "/app/exceptions", places == 1 ? "See what it needs" : "See what they need"),
        { Shop.PausedFlows: [var first, ..] } => new(
            "warning", $"The flow “{Flows.Name(first.Flow)}” is paused", $"{"order".Of(shop.Count(StandingKind.Held))} held since {first.By} paused it: {first.Reason}",
            "/app/orders?standing=held", "See held orders"),
        _ when shop.Count(StandingKind.Retrying) is > 0 and var retrying => new(
            "info", $"{"order".Of(retrying)} {(retrying == 1 ? "is" : "are")} being tried again", "Nothing needs you: Tandem goes on by itself.",
            "/app/orders?standing=retrying", "See them"),
        _ when shop.Counts.Values.All(count => count == 0) && shop.Waiting == 0 => new(
            "info", "Ready for the first order", "Shopify and Odoo are connected. The first order appears here seconds after it is placed."),
        _ when shop.Count(StandingKind.Working) + shop.Waiting > 0 => new(
            "info", "Orders are on their way", "Nothing needs you. Reload to see the outcome."),
        _ => new("success", "Everything is in step", "Shopify and Odoo agree on every order, line by line."),
    };

    public static string Link(StandingKind kind) => $"/app/orders?standing={OrdersQuery.Name(kind)}";

    /// <summary>What happened since the shop's own midnight.</summary>
    public static string Today(ShopReading shop)
    {
        var orders = shop.Today.Where(one => one.Flow == Flow.Orders && one.State is FlowState.InStep or FlowState.Blocked or FlowState.Waiting or FlowState.Held).ToDictionary(one => one.State, one => one.Records);
        var since = $"Since midnight ({shop.Day?.Zone ?? "UTC"})";
        return orders.Count == 0 ? $"{since} no order moved." : $"{since} {"order".Of(orders.GetValueOrDefault(FlowState.InStep))} came in step{(orders.GetValueOrDefault(FlowState.Blocked) is > 0 and var blocked ? $", {blocked} {(blocked == 1 ? "needs" : "need")} a person" : "")}{(orders.GetValueOrDefault(FlowState.Waiting) + orders.GetValueOrDefault(FlowState.Held) is > 0 and var waiting ? $", {waiting} {(waiting == 1 ? "waits" : "wait")}" : "")}.";
    }

    /// <summary>What is wrong with the nightly comparison; null when nothing is, and before there can be one.</summary>
    public static Verdict? Night(ShopReading shop, DateTimeOffset now) => (shop.Shop, shop.Night) switch
    {
        (null or { DisconnectedAt: not null } or { PausedFlows: [{ By: FlowHands.Launch }, ..] }, null) => null,
        ({ ConnectedAt: var at }, null) when now - at < NightLate => null,
        (_, null) => Trouble("No night was compared yet", "The reconciler compares both systems every night, and has not run since the shop was connected. Ask whoever runs Tandem to start it with “reconciler serve”."),
        (_, { EndedAt: null, StartedAt: var at }) when now - at > NightLong => Trouble("The last comparison did not end", $"It began {Spans.Ago(at, now)} and was cut off. Ask whoever runs Tandem to look at the reconciler."),
        (_, { StartedAt: var at }) when now - at > NightLate => Trouble("The last night was not compared", $"The last comparison began {Spans.Ago(at, now)}. Ask whoever runs Tandem to look at the reconciler."),
        (_, { Verdict: NightVerdict.Failed, StartedAt: var at }) => Trouble("The last comparison could not begin", $"It was tried {Spans.Ago(at, now)}, and nothing was compared. The report says why."),
        (_, { MailError: { } error }) => Trouble("The report of the last night was not sent", error),
        _ => null,
    };

    /// <summary>How the shop is heard: by webhooks, and by the sweep that finds what none announced.</summary>
    public static IReadOnlyList<string> Hearing(ConnectedShop shop, DateTimeOffset now) => shop switch
    {
        { LastWebhookAt: { } webhook, LastSweepAt: { } sweep, LastSweepFound: var found } when now - webhook <= Quiet && now - sweep <= SweepLate =>
            [$"Last webhook {Spans.Ago(webhook, now)}; the sweep {Spans.Ago(sweep, now)} found {found ?? 0} missed{(found > 0 ? ", and sent them on" : "")}."],
        _ => [Webhooks(shop, now), Sweep(shop, now)],
    };

    private static Verdict Trouble(string heading, string sentence) => new("warning", heading, sentence, "/app/reconciliation", "See the nights");

    public static string Webhooks(ConnectedShop shop, DateTimeOffset now) => shop.LastWebhookAt switch
    {
        null => "No webhook has come yet.",
        { } at when now - at > Quiet => $"The last webhook came {Spans.Ago(at, now)}. That is right if nothing was sold since.",
        { } at => $"The last webhook came {Spans.Ago(at, now)}.",
    };

    public static string Sweep(ConnectedShop shop, DateTimeOffset now) => (shop.LastSweepAt, shop.LastSweepFound ?? 0) switch
    {
        (null, _) => "No sweep has ended yet.",
        ({ } at, _) when now - at > SweepLate => $"The last sweep ended {Spans.Ago(at, now)}; one is due every few minutes. Ask whoever runs Tandem to look at its log.",
        ({ } at, 0) => $"The sweep {Spans.Ago(at, now)} found no order that a webhook had not announced.",
        ({ } at, var found) => $"The sweep {Spans.Ago(at, now)} found {"order".Of(found)} that no webhook had announced, and sent {(found == 1 ? "it" : "them")} on.",
    };

    public static string Speed(Latencies? latencies) => latencies is { } some
        ? $"{"order".Of(some.Records)} came in step in the last 24 hours."
        : "No order that Shopify announced came in step in the last 24 hours.";

    public static string SpeedToShopify(Latencies? latencies) => latencies is { } some
        ? $"{"change".Of(some.Records)} in Odoo, of deliveries and stock, came to Shopify in the last 24 hours."
        : "No change in Odoo had to go to Shopify in the last 24 hours.";

    public static string PlotText(IReadOnlyList<DayFigure> days) => days.Count == 0
        ? "No order that Shopify announced came in step in the last four weeks."
        : $"{"order".Of(days.Sum(day => day.InStep))} came in step, and {"cause".Of(days.Sum(day => day.Blocked))} needed a person.";

    public static string Ungranted(IReadOnlyList<string> scopes) =>
        $"This Tandem asks for {string.Join(", ", scopes)}, which the shop has not granted. What needs {(scopes.Count == 1 ? "it" : "them")} waits, and goes on by itself as soon as the access is granted.";

    public static string Waiting(int signals) => signals == 0 ? "Nothing waits in the inbox." : $"{"signal".Of(signals)} {(signals == 1 ? "waits" : "wait")} in the inbox.";
}
