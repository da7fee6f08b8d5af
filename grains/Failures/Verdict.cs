using System.Text.Json;
using Orleans;
using Tandem.Sync.Failures;
using Tandem.Sync.Records;

namespace Tandem.Grains.Failures;

/// <summary>What becomes of a record whose pass failed.</summary>
public enum VerdictKind
{
    Retry,
    Blocked,
    Defect,
}

/// <summary>A failure as a record's standing shows it; travels between grains, which exceptions do not do well.</summary>
/// <param name="Blocker">As JSON; the blocker of a blocked or defective record.</param>
[GenerateSerializer, Immutable, Alias("tandem.verdict")]
public sealed record Verdict(
    [property: Id(0)] VerdictKind Kind, [property: Id(1)] string Sentence, [property: Id(2)] TimeSpan? Advised, [property: Id(3)] string? Blocker)
{
    /// <summary>Odoo did not answer: what it happened to waits for that, not for its turn.</summary>
    [Id(4)]
    public bool OdooAway { get; init; }

    public static Verdict Of(Blocker blocker)
    {
        ArgumentNullException.ThrowIfNull(blocker);
        return new Verdict(VerdictKind.Blocked, blocker.Sentence, null, JsonSerializer.Serialize(blocker));
    }

    /// <summary>The standing it leads to.</summary>
    /// <param name="attempts">Failures in a row, this one included.</param>
    /// <param name="flow">The flow in whose work it failed.</param>
    public Standing ToStanding(DateTimeOffset now, int attempts, Flow flow = Flow.Orders) => Kind == VerdictKind.Retry
        ? new Standing.RetryingAt(RetryPolicy.Next(now, attempts, Advised), Sentence) { OnceOdooAnswers = OdooAway ? now + (Advised ?? TimeSpan.Zero) : null }
        : new Standing.BlockedBy([JsonSerializer.Deserialize<Blocker>(Blocker!)! with { Flow = flow }]);
}
