using Tandem.Sync;
using Tandem.Sync.Failures;
using Tandem.Sync.Records;

namespace Tandem.Grains.Ledger;

/// <summary>Troubles of shops that their people were told of by mail.</summary>
public interface IAlerts
{
    /// <summary>Those that are not over.</summary>
    Task<IReadOnlyList<ToldAlert>> Of(ShopDomain shop, CancellationToken cancellationToken);

    /// <summary>Notes that it was told, for the first time or again.</summary>
    Task Told(ShopDomain shop, ToldAlert alert, CancellationToken cancellationToken);

    /// <summary>It is over.</summary>
    Task Over(ShopDomain shop, string kind, string subject, CancellationToken cancellationToken);

    /// <summary>When the oldest signal was received that nothing holds back: no paused flow, and it is no import's. Null when none waits.</summary>
    Task<DateTimeOffset?> WaitingSince(ShopDomain shop, CancellationToken cancellationToken);
}

/// <summary>A trouble that people were told of.</summary>
/// <param name="Kind">What kind of trouble, such as <c>flow_paused</c>.</param>
/// <param name="Subject">What it concerns, such as the flow; empty where the kind says all.</param>
/// <param name="Since">When it was first told.</param>
/// <param name="At">When it was told last.</param>
public sealed record ToldAlert(string Kind, string Subject, Role Owner, Flow? Flow, string Sentence, DateTimeOffset Since, DateTimeOffset At);
