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
            "warning", Say("This shop is not connected yet"), Say("Tandem reads no orders until the connection to Shopify is made. Nothing is lost: the orders since then are found afterwards.")),
        { Shop.PausedFlows: [{ By: FlowHands.Launch }, ..] } => new(
            "warning", shop.Odoo is null ? Say("Set Tandem up") : Say("Live sync is off"),
            shop.Odoo is null ? Say("Tandem is installed and keeps what happens. Decide step by step how it goes to your Odoo; nothing is written there before you switch live sync on.") : Say("The setup is in force; approve it, try some orders out, and switch live sync on. What happens meanwhile is kept."),
            shop.Odoo is null ? "/app/setup" : "/app/launch", shop.Odoo is null ? Say("Start the setup") : Say("Go on to the launch")),
        { Odoo: null } => new(
            "warning", Say("Odoo is not connected yet"), Say("Orders are collected and wait. They go to Odoo as soon as the decisions file names the Odoo to use.")),
        _ when shop.Shop.PausedFlows.FirstOrDefault(flow => flow.IsForDoubt) is { } doubted => new("critical", Say("This is not the Odoo of before, or it was set back"), Told(doubted.Reason)),
        _ when shop.Count(StandingKind.Blocked) is > 0 and var blocked => new(
            "critical", blocked == 1 ? Say("1 order needs you") : Say($"{"order".Of(blocked)} need you"),
            Say("A decision is missing. Everything else goes on meanwhile."), "/app/exceptions", blocked == 1 ? Say("See what it needs") : Say("See what they need")),
        _ when shop.Locations.GetValueOrDefault(StandingKind.Blocked) is > 0 and var places => new(
            "critical", places == 1 ? Say("The stock of 1 location needs you") : Say($"The stock of {places:N0} locations need you"),
            Say("It is not told to Shopify in full. Orders and the other locations go on meanwhile."), "/app/exceptions", places == 1 ? Say("See what it needs") : Say("See what they need")),
        { Shop.PausedFlows: [var first, ..] } => new(
            "warning", Say($"The flow “{FlowWords.Name(first.Flow)}” is paused"), Say($"{"order".Of(shop.Count(StandingKind.Held))} held since {Told(first.By)} paused it: {Told(first.Reason)}"),
            "/app/orders?standing=held", Say("See held orders")),
        _ when shop.Count(StandingKind.Retrying) is > 0 and var retrying => new(
            "info", retrying == 1 ? Say("1 order is being tried again") : Say($"{"order".Of(retrying)} are being tried again"), Say("Nothing needs you: Tandem goes on by itself."),
            "/app/orders?standing=retrying", Say("See them")),
        _ when shop.Counts.Values.All(count => count == 0) && shop.Waiting == 0 => new(
            "info", Say("Ready for the first order"), Say("Shopify and Odoo are connected. The first order appears here seconds after it is placed.")),
        _ when shop.Count(StandingKind.Working) + shop.Waiting > 0 => new(
            "info", Say("Orders are on their way"), Say("Nothing needs you. Reload to see the outcome.")),
        _ => new("success", Say("Everything is in step"), Say("Shopify and Odoo agree on every order, line by line.")),
    };

    public static string Link(StandingKind kind) => $"/app/orders?standing={OrdersQuery.Name(kind)}";

    /// <summary>What happened since the shop's own midnight.</summary>
    public static string Today(ShopReading shop)
    {
        var orders = shop.Today.Where(one => one.Flow == Flow.Orders && one.State is FlowState.InStep or FlowState.Blocked or FlowState.Waiting or FlowState.Held).ToDictionary(one => one.State, one => one.Records);
        var zone = shop.Day?.Zone ?? "UTC";
        if (orders.Count == 0) return Say($"Since midnight ({zone}) no order moved.");
        List<string> moves = [Say($"{"order".Of(orders.GetValueOrDefault(FlowState.InStep))} came in step")];
        if (orders.GetValueOrDefault(FlowState.Blocked) is > 0 and var blocked) moves.Add(blocked == 1 ? Say($"{blocked} needs a person") : Say($"{blocked} need a person"));
        if (orders.GetValueOrDefault(FlowState.Waiting) + orders.GetValueOrDefault(FlowState.Held) is > 0 and var waiting) moves.Add(waiting == 1 ? Say($"{waiting} waits") : Say($"{waiting} wait"));
        return Say($"Since midnight ({zone}) {string.Join(", ", moves)}.");
    }

    /// <summary>What is wrong with the nightly comparison; null when nothing is, and before there can be one.</summary>
    public static Verdict? Night(ShopReading shop, DateTimeOffset now) => (shop.Shop, shop.Night) switch
    {
        (null or { DisconnectedAt: not null } or { PausedFlows: [{ By: FlowHands.Launch }, ..] }, null) => null,
        ({ ConnectedAt: var at }, null) when now - at < NightLate => null,
        (_, null) => Trouble(Say("No night was compared yet"), Say("The reconciler compares both systems every night, and has not run since the shop was connected. Ask whoever runs Tandem to start it with “reconciler serve”.")),
        (_, { EndedAt: null, StartedAt: var at }) when now - at > NightLong => Trouble(Say("The last comparison did not end"), Say($"It began {Spans.Ago(at, now)} and was cut off. Ask whoever runs Tandem to look at the reconciler.")),
        (_, { StartedAt: var at }) when now - at > NightLate => Trouble(Say("The last night was not compared"), Say($"The last comparison began {Spans.Ago(at, now)}. Ask whoever runs Tandem to look at the reconciler.")),
        (_, { Verdict: NightVerdict.Failed, StartedAt: var at }) => Trouble(Say("The last comparison could not begin"), Say($"It was tried {Spans.Ago(at, now)}, and nothing was compared. The report says why.")),
        (_, { MailError: { } error }) => Trouble(Say("The report of the last night was not sent"), Told(error)),
        _ => null,
    };

    /// <summary>How the shop is heard: by webhooks, and by the sweep that finds what none announced.</summary>
    public static IReadOnlyList<string> Hearing(ConnectedShop shop, DateTimeOffset now) => shop switch
    {
        { LastWebhookAt: { } webhook, LastSweepAt: { } sweep, LastSweepFound: var found } when now - webhook <= Quiet && now - sweep <= SweepLate =>
            [found is > 0 and var missed ? Say($"Last webhook {Spans.Ago(webhook, now)}; the sweep {Spans.Ago(sweep, now)} found {missed} missed, and sent them on.") : Say($"Last webhook {Spans.Ago(webhook, now)}; the sweep {Spans.Ago(sweep, now)} found 0 missed.")],
        _ => [Webhooks(shop, now), Sweep(shop, now)],
    };

    private static Verdict Trouble(string heading, string sentence) => new("warning", heading, sentence, "/app/reconciliation", Say("See the nights"));

    public static string Webhooks(ConnectedShop shop, DateTimeOffset now) => shop.LastWebhookAt switch
    {
        null => Say("No webhook has come yet."),
        { } at when now - at > Quiet => Say($"The last webhook came {Spans.Ago(at, now)}. That is right if nothing was sold since."),
        { } at => Say($"The last webhook came {Spans.Ago(at, now)}."),
    };

    public static string Sweep(ConnectedShop shop, DateTimeOffset now) => (shop.LastSweepAt, shop.LastSweepFound ?? 0) switch
    {
        (null, _) => Say("No sweep has ended yet."),
        ({ } at, _) when now - at > SweepLate => Say($"The last sweep ended {Spans.Ago(at, now)}; one is due every few minutes. Ask whoever runs Tandem to look at its log."),
        ({ } at, 0) => Say($"The sweep {Spans.Ago(at, now)} found no order that a webhook had not announced."),
        ({ } at, 1) => Say($"The sweep {Spans.Ago(at, now)} found 1 order that no webhook had announced, and sent it on."),
        ({ } at, var found) => Say($"The sweep {Spans.Ago(at, now)} found {"order".Of(found)} that no webhook had announced, and sent them on."),
    };

    public static string Speed(Latencies? latencies) => latencies is { } some
        ? Say($"{"change".Of(some.Records)} of orders came in step in the last 24 hours.")
        : Say("No order that Shopify announced came in step in the last 24 hours.");

    public static string SpeedToShopify(Latencies? latencies) => latencies is { } some
        ? Say($"{"change".Of(some.Records)} in Odoo, of deliveries and stock, came to Shopify in the last 24 hours.")
        : Say("No change in Odoo had to go to Shopify in the last 24 hours.");

    public static string PlotText(IReadOnlyList<DayFigure> days) => days.Count == 0
        ? Say("No order that Shopify announced came in step in the last four weeks.")
        : Say($"{"change".Of(days.Sum(day => day.InStep))} of orders came in step, and {"cause".Of(days.Sum(day => day.Blocked))} needed a person.");

    public static string Ungranted(IReadOnlyList<string> scopes) =>
        scopes.Count == 1
            ? Say($"This Tandem asks for {scopes[0]}, which the shop has not granted. What needs it waits, and goes on by itself as soon as the access is granted.")
            : Say($"This Tandem asks for {string.Join(", ", scopes)}, which the shop has not granted. What needs them waits, and goes on by itself as soon as the access is granted.");

    public static string Waiting(int signals) => signals == 0 ? Say("Nothing waits in the inbox.") : signals == 1 ? Say("1 signal waits in the inbox.") : Say($"{"signal".Of(signals)} wait in the inbox.");
}
