namespace Tandem.Sync.Records;

/// <summary>Who says that a record may have changed.</summary>
public enum SignalSource
{
    Webhook,
    Sweep,
    Person,
    History,
    Reconciler,

    /// <summary>Odoo was asked for what changed there.</summary>
    Poll,
}

/// <summary>Something says that a record may have changed; it carries identity, never truth.</summary>
/// <param name="Delivery">The sender's own id of this delivery: the same for its retries.</param>
/// <param name="Digest">Hash of what was said; the same content under another delivery id says nothing new.</param>
/// <param name="Topic">What the sender calls it, such as <c>orders/updated</c>.</param>
/// <param name="HappenedAt">When the sender says it happened; null when it does not say.</param>
public sealed record Signal(
    RecordKey Record, SignalSource Source, string Delivery, string Digest, string Topic, DateTimeOffset? HappenedAt);
