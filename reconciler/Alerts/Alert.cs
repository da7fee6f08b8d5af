using Tandem.Grains.Ledger;
using Tandem.Sync.Failures;
using Tandem.Sync.Records;

namespace Tandem.Reconciler;

/// <summary>What people are told of without asking.</summary>
internal enum AlertKind
{
    OdooDoubted,
    FlowPaused,
    InboxWaits,
    NoServer,
    NoWebhooks,
    TokenRefused,
    TokenEnds,
    KeyEnds,
}

/// <summary>A trouble of one shop.</summary>
/// <param name="Subject">What it concerns; with the kind it tells troubles apart.</param>
/// <param name="Sentence">What happened, and to what; without personal data.</param>
/// <param name="Remedy">What to do.</param>
internal sealed record Alert(AlertKind Kind, string Subject, Role Owner, Flow? Flow, string Sentence, string Remedy)
{
    public bool Is(ToldAlert told) => told.Kind == Words.Of(Kind) && told.Subject == Subject;

    public ToldAlert Told(DateTimeOffset since, DateTimeOffset now) => new(Words.Of(Kind), Subject, Owner, Flow, Sentence, since, now);
}
