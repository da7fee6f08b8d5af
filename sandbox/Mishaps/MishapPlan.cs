using Tandem.Sync.Decisions;

namespace Tandem.Sandbox.Mishaps;

/// <summary>How a call goes wrong.</summary>
public enum Mishap
{
    /// <summary>It is carried out and the connection breaks before the answer.</summary>
    AnswerLost,

    /// <summary>It is carried out and a proxy answers 502.</summary>
    AnswerReplaced,

    /// <summary>It is refused for a moment: a serialization failure, or a throttle; nothing is done.</summary>
    Refused,

    /// <summary>A proxy answers 502 and nothing is done.</summary>
    TurnedAway,

    /// <summary>A proxy answers 429, which says for certain that nothing is done, as a refused connection does.</summary>
    Declined,

    /// <summary>The connection is closed before anything is done.</summary>
    CutOff,

    /// <summary>It is carried out at once and answered after Tandem stopped waiting.</summary>
    AnsweredLate,

    /// <summary>It is carried out only after Tandem stopped waiting, and stopped watching.</summary>
    DoneLate,
}

/// <summary>The setting in which a life is played.</summary>
/// <param name="OdooVersion">18 or 19.</param>
public sealed record MishapWay(int OdooVersion, DocumentsThrough Through, Ships Ships)
{
    public static IReadOnlyList<MishapWay> All { get; } =
    [
        new(19, DocumentsThrough.Wizards, Ships.Odoo), new(18, DocumentsThrough.Wizards, Ships.Odoo),
        new(19, DocumentsThrough.Directly, Ships.Shopify), new(18, DocumentsThrough.Directly, Ships.Shopify),
    ];

    public override string ToString() => $"Odoo {OdooVersion}, documents {(Through == DocumentsThrough.Wizards ? "through wizards" : "directly")}, {Ships} ships";
}

/// <summary>Which calls go wrong, and how.</summary>
/// <param name="Ways">The settings, one after the other.</param>
public sealed record MishapPlan(IReadOnlyList<MishapWay> Ways)
{
    /// <summary>Every call in every way; else each call in one way, the ways in turn.</summary>
    public bool Whole { get; init; }

    /// <summary>Reading calls too.</summary>
    public bool Reads { get; init; }

    /// <summary>Where not the whole is played: every so many calls.</summary>
    public int Every { get; init; } = 1;

    /// <summary>Which of the ways meets the first call where not the whole is played.</summary>
    public int Turn { get; init; }

    /// <summary>Only calls whose name contains one of these, such as <c>account.payment.</c>; empty plays all.</summary>
    public IReadOnlyList<string> Calls { get; init; } = [];

    /// <summary>Houses in which lives are played at the same time.</summary>
    public int AtOnce { get; init; } = 2;
}

/// <summary>One call of a life.</summary>
/// <param name="Name">For instance <c>account.move.action_post</c>, or a mutation's name.</param>
/// <param name="Nth">The how manieth call of this name it is.</param>
/// <param name="Shopify">It goes to Shopify.</param>
public sealed record MishapCall(string Name, int Nth, bool Shopify);

/// <summary>How a life ended in which one call went wrong.</summary>
/// <param name="Wrong">How it differs from a life without fault; null when it does not.</param>
public sealed record MishapEnd(MishapWay Way, MishapCall Call, Mishap Mishap, bool Met, string? Wrong);

/// <summary>How all of them ended.</summary>
public sealed record MishapTally(IReadOnlyList<MishapEnd> Ends)
{
    public IReadOnlyList<MishapEnd> Wrong => [.. Ends.Where(end => end.Wrong is not null)];

    public override string ToString() =>
        $"faults: {Ends.Count} lives with a fault, {Ends.Select(end => (end.Way, end.Call)).Distinct().Count()} calls, {Wrong.Count} ended otherwise than without it, {Ends.Count(end => !end.Met)} never met their fault";
}
