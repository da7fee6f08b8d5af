namespace Tandem.Grains.Dispatch;

/// <summary>When this process could last write to the ledger: its heartbeat does so every other second.</summary>
public sealed class Pulse(TimeProvider time)
{
    private long last;

    /// <summary>Null before the first beat.</summary>
    public TimeSpan? Silence => Interlocked.Read(ref last) is > 0 and var at ? time.GetElapsedTime(at) : null;

    internal void Beat() => Interlocked.Exchange(ref last, time.GetTimestamp());
}
