using Tandem.Grains.Ledger;
using Tandem.Sync.Products;
using Tandem.Sync.Records;

namespace Tandem.App.Admin;

/// <summary>What a person typed for a pause that was refused, and what is wrong with it.</summary>
public sealed record RefusedPause(Flow Flow, string Reason, string Problem);

/// <summary>The words about flows.</summary>
internal static class FlowWords
{
    /// <summary>Flows that orders have a part in, and whatever else has records or is paused; products as soon as they were compared.</summary>
    public static bool IsShown(FlowReading flow, IReadOnlyDictionary<MatchState, int> matches) =>
        Flows.OfOrder.Contains(flow.Flow) || flow.Records.Count > 0 || flow.Paused is not null || Matching(flow.Flow, matches) is not null;

    /// <summary>How the variants are matched, of the flow of products; null of other flows, and before the first report.</summary>
    public static string? Matching(Flow flow, IReadOnlyDictionary<MatchState, int> matches)
    {
        if (flow != Flow.Products || matches.Count == 0) return null;
        int Of(Func<MatchState, bool> some) => matches.Where(one => some(one.Key)).Sum(one => one.Value);
        var known = Of(state => state is MatchState.Linked or MatchState.ByHand or MatchState.Changed or MatchState.Exact);
        var waiting = Of(MatchWords.NeedsPerson);
        return waiting == 1 ? Say($"{"variant".Of(known)} known to Odoo, {waiting} needs a person.") : Say($"{"variant".Of(known)} known to Odoo, {waiting} need a person.");
    }

    public static string Title(Flow flow) => flow switch
    {
        Flow.Orders => Say("Orders"),
        Flow.Customers => Say("Customers"),
        Flow.Payments => Say("Payments"),
        Flow.Refunds => Say("Refunds"),
        Flow.Fulfillments => Say("Fulfillments"),
        Flow.Inventory => Say("Inventory"),
        Flow.Products => Say("Products"),
        _ => throw new ArgumentOutOfRangeException(nameof(flow)),
    };

    /// <summary>Within a sentence; a German noun is written large there too.</summary>
    public static string Name(Flow flow) => Language.Current.IsEnglish ? Flows.Name(flow) : Title(flow);

    public static string Records(FlowReading flow)
    {
        var stands = flow.Records.Where(one => one.Value > 0).OrderBy(one => one.Key).Select(one => $"{one.Value} {State(one.Key)}").ToList();
        // A record of stock is a location; what the others count goes without saying.
        return stands.Count == 0 ? Say("Nothing yet.") : $"{(flow.Flow == Flow.Inventory ? Say("Locations: ") : "")}{string.Join(", ", stands)}.";
    }

    /// <summary>What a flow did since the shop's day began; null when it did nothing.</summary>
    public static string? Today(Flow flow, IReadOnlyList<FlowMoves> today)
    {
        var moves = today.Where(one => one.Flow == flow && one.State != FlowState.NothingToDo).OrderBy(one => one.State).Select(one => $"{one.Records} {State(one.State)}").ToList();
        return moves.Count == 0 ? null : Say($"Today: {string.Join(", ", moves)}.");
    }

    /// <summary>Nothing has moved in the shop yet, and no person paused anything.</summary>
    public static bool NothingYet(IReadOnlyList<FlowReading> flows) => flows.All(flow => flow.Records.Values.All(count => count == 0) && flow.Paused is null or { By: FlowHands.Launch });

    /// <summary>One sentence for all flows of a new shop, with what comes next.</summary>
    public static (string Sentence, string Link, string LinkText) Begin(ShopReading shop) => shop switch
    {
        { Odoo: null } => (Say("Nothing has moved yet: Tandem does not know your Odoo. Set it up step by step; what happens in the shop meanwhile is kept."), "/app/setup", Say("Go to the setup")),
        { Shop.PausedFlows: [{ By: FlowHands.Launch }, ..] } => (Say("Nothing has moved yet: live sync is off. Approve the decisions, try some orders out, and switch it on; what happens in the shop meanwhile is kept."), "/app/launch", Say("Go to the launch")),
        _ => (Say("Nothing has moved yet, and everything runs. Place an order in Shopify: it is in Odoo seconds later, and shows here. Orders from before come in when you import them."), "/app/history", Say("Import older orders")),
    };

    public static string Since(PausedFlow paused, DateTimeOffset now) => Say($"Paused {Spans.Lasting(paused.Since, now)} by {Told(paused.By)}: {Told(paused.Reason)}");

    /// <summary>What of a flow stands or waits before the launch.</summary>
    public static string BeforeLaunch(FlowReading flow, IReadOnlyDictionary<MatchState, int> matches)
    {
        List<string> sentences = [.. new[] { Matching(flow.Flow, matches), flow.Records.Values.Any(count => count > 0) ? Records(flow) : null, Backlog(flow) }.OfType<string>()];
        return Say($"{Title(flow.Flow)}: {string.Join(" ", sentences)}");
    }

    public static string Backlog(FlowReading flow) => (flow.Holds, flow.Signals) switch
    {
        (0, 0) => Say("Nothing waits for it."),
        (var held, 0) => held == 1 ? Say("1 record held; it goes on, in order, when you resume.") : Say($"{"record".Of(held)} held; they go on, in order, when you resume."),
        (0, var signals) => Say($"{"signal".Of(signals)} kept in the inbox, and replayed in order when you resume."),
        (var held, var signals) => Say($"{"record".Of(held)} held and {"signal".Of(signals)} kept in the inbox; they go on, in order, when you resume."),
    };

    public static string State(FlowState state) => state switch
    {
        FlowState.InStep => Small(Say("In step")),
        FlowState.Waiting => Say("waiting"),
        FlowState.Held => Small(Say("Held")),
        FlowState.Blocked => Say("blocked"),
        _ => Say("with nothing to do"),
    };

    /// <summary>A tone of s-badge.</summary>
    public static string Tone(FlowState state) => state switch
    {
        FlowState.InStep => "success",
        FlowState.Waiting => "info",
        FlowState.Held => "warning",
        FlowState.Blocked => "critical",
        _ => "neutral",
    };

    /// <summary>What to know of one flow of an order; null when its badge says it all.</summary>
    public static string? Sentence(FlowStanding standing) => standing switch
    {
        { State: FlowState.Held, HeldBy: { } by } => Say($"The flow “{Name(by)}” is paused. {Told(standing.Sentence)}").TrimEnd(),
        _ => Told(standing.Sentence),
    };
}
