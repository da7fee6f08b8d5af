namespace Tandem.Sync.Products;

/// <summary>When both catalogues are compared by themselves: once a day, at a quiet hour of the shop.</summary>
public static class NightlyMatch
{
    /// <summary>By the shop's own clock.</summary>
    public const int QuietHour = 3;

    /// <summary>Whether a comparison is due: none was made since the last quiet hour, be it because nothing ran then.</summary>
    /// <param name="last">When the last one was asked for; null when none ever was.</param>
    public static bool IsDue(DateTimeOffset now, DateTimeOffset? last, TimeZoneInfo zone) => last is not { } at || at < LastQuietHour(now, zone);

    /// <summary>The latest quiet hour that has begun.</summary>
    public static DateTimeOffset LastQuietHour(DateTimeOffset now, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        var today = TimeZoneInfo.ConvertTime(now, zone).Date;
        var hour = Begins(today, zone);
        return hour <= now ? hour : Begins(today.AddDays(-1), zone);
    }

    // On the night when clocks go forward the hour may not exist.
    private static DateTimeOffset Begins(DateTime day, TimeZoneInfo zone)
    {
        var local = day.AddHours(QuietHour);
        while (zone.IsInvalidTime(local)) local = local.AddMinutes(30);
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }
}
