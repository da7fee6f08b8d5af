using Tandem.Grains.Ledger;
using Tandem.Sync.Records;

namespace Tandem.App.Admin;

/// <summary>The words and colours for where an order is.</summary>
internal static class StandingWords
{
    public static StandingKind KindOf(Standing standing) => standing switch
    {
        Standing.InStep => StandingKind.InStep,
        Standing.Working => StandingKind.Working,
        Standing.RetryingAt => StandingKind.Retrying,
        Standing.BlockedBy => StandingKind.Blocked,
        Standing.HeldByPausedFlow => StandingKind.Held,
        Standing.ExcludedByRule => StandingKind.Excluded,
        _ => throw new InvalidOperationException($"No kind for {standing.GetType().Name}."),
    };

    public static string Label(StandingKind kind) => kind switch
    {
        StandingKind.InStep => Say("In step"),
        StandingKind.Working => Say("Working"),
        StandingKind.Retrying => Say("Retrying"),
        StandingKind.Blocked => Say("Needs you"),
        StandingKind.Held => Say("Held"),
        StandingKind.Excluded => Say("Left out"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>A tone of s-badge.</summary>
    public static string Tone(StandingKind kind) => kind switch
    {
        StandingKind.InStep => "success",
        StandingKind.Working => "info",
        StandingKind.Retrying => "caution",
        StandingKind.Blocked => "critical",
        StandingKind.Held => "warning",
        StandingKind.Excluded => "neutral",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>What happened, a sentence for each reason.</summary>
    public static IReadOnlyList<string> Sentences(RecordStanding order, DateTimeOffset now) => order.Standing switch
    {
        Standing.InStep(_, null) => [Say("Shopify and Odoo agree, line by line.")],
        Standing.InStep(_, var remark) => [Say("Shopify and Odoo agree, line by line."), Told(remark)],
        Standing.Working => [Say("Tandem is bringing Odoo up to date right now.")],
        Standing.RetryingAt(var at, var sentence) => [Told(sentence), Say($"The next try comes by itself {Spans.Until(at, now)}; {"try".Of(order.Attempts)} so far.")],
        Standing.BlockedBy(var blockers) => [.. blockers.Select(blocker => Told(blocker.Sentence))],
        Standing.HeldByPausedFlow(var flow) => [Say($"The flow “{FlowWords.Name(flow)}” is paused; what happened to this order is kept until it resumes.")],
        Standing.ExcludedByRule(var rule) => [Told(rule)],
        _ => throw new InvalidOperationException($"No sentence for {order.Standing.GetType().Name}."),
    };

    /// <summary>What the reader has to do.</summary>
    public static string ToDo(Standing standing) => standing switch
    {
        Standing.InStep or Standing.ExcludedByRule => Say("Nothing to do."),
        Standing.Working or Standing.RetryingAt => Say("Nothing to do: Tandem goes on by itself."),
        Standing.BlockedBy { Blockers: var blockers } when blockers.All(blocker => blocker.HealsWithTime) =>
            Say("Tandem looks again by itself every few minutes; if it lasts, the people named below can mend it."),
        Standing.BlockedBy => Say("Somebody has to decide what is named below; then sync the order, or try the whole cause again."),
        Standing.HeldByPausedFlow => Say("Resume the flow when you are ready."),
        _ => throw new InvalidOperationException($"Nothing to say for {standing.GetType().Name}."),
    };
}
