using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Tandem.Grains.Ledger;

/// <summary>The time that leases go by. Servers share leases, so they must share a clock: on PostgreSQL the database's, as far as a look at it proves ours wrong.</summary>
/// <remarks>With clocks of their own, a server that is ahead takes the others for dead and gives back what they work on, again and again.</remarks>
public sealed partial class LeaseClock(LedgerDatabase database, TimeProvider time, ILogger<LeaseClock> logger)
{
    /// <summary>From here on somebody should mend the clock.</summary>
    private static readonly TimeSpan Telling = TimeSpan.FromSeconds(2);

    private long behind;
    private long told;

    /// <summary>Unix milliseconds.</summary>
    public long Now => time.NowMs() + Interlocked.Read(ref behind);

    /// <summary>How far our clock is behind the database's; negative where it is ahead.</summary>
    public TimeSpan Behind => TimeSpan.FromMilliseconds(Interlocked.Read(ref behind));

    /// <summary>Compares the clocks; nothing to compare where the database has none of its own.</summary>
    public async Task Look(CancellationToken stop)
    {
        if (database.Dialect.Clock is not { } ask) return;
        var (asked, started) = (time.NowMs(), time.GetTimestamp());
        var there = (await database.Query<long>(ask, null, stop))[0];
        Interlocked.Exchange(ref behind, Proved(asked, asked + (long)time.GetElapsedTime(started).TotalMilliseconds, there));
        Tell();
    }

    /// <summary>The time there was read at some moment between asking and hearing: what lies between proves nothing.</summary>
    internal static long Proved(long asked, long heard, long there) =>
        there < asked ? there - asked : there > heard ? there - heard : 0;

    private void Tell()
    {
        var seconds = (long)Math.Round(Behind.TotalSeconds);
        if (Interlocked.Exchange(ref told, seconds) == seconds || Behind.Duration() < Telling) return;
        LogSkew(Math.Abs(seconds).ToString(CultureInfo.InvariantCulture), seconds > 0 ? "behind" : "ahead of");
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "This server's clock is {Seconds} s {Way} the database's. Leases go by the database's; set this machine's clock, by NTP, or times in activity are wrong by as much")]
    private partial void LogSkew(string seconds, string way);
}
