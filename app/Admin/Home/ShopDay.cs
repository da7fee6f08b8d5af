namespace Tandem.App.Admin;

/// <summary>The day as the shop's people count it.</summary>
/// <param name="Zone">IANA name of the time zone; UTC where the shop's is not known.</param>
public sealed record ShopDay(DateTimeOffset Began, string Zone)
{
    /// <summary>The day that it is in a zone now.</summary>
    public static ShopDay Of(DateTimeOffset now, string? zone)
    {
        var place = zone is not null && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var known) ? known : TimeZoneInfo.Utc;
        var midnight = TimeZoneInfo.ConvertTime(now, place).Date;
        // Where clocks go forward at midnight, the day begins with the first hour that there is.
        while (place.IsInvalidTime(midnight)) midnight = midnight.AddMinutes(15);
        return new ShopDay(new DateTimeOffset(midnight, place.IsAmbiguousTime(midnight) ? place.GetAmbiguousTimeOffsets(midnight).Max() : place.GetUtcOffset(midnight)).ToUniversalTime(), place.Id);
    }
}
