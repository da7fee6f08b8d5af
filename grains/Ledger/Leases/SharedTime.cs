namespace Tandem.Grains.Ledger;

/// <summary>The time that servers of one database share, for what one of them writes down and another one waits for: when a record is tried again, and until when nothing may be written for it.</summary>
/// <remarks>By clocks of their own, a server that is ahead would act while an answer may still come that the server before it had waited for.</remarks>
public sealed class SharedTime(LeaseClock clock, TimeProvider own) : TimeProvider
{
    public override long TimestampFrequency => own.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => own.LocalTimeZone;

    public override DateTimeOffset GetUtcNow() => UnixTime.Read(clock.Now);

    public override long GetTimestamp() => own.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => own.CreateTimer(callback, state, dueTime, period);
}
