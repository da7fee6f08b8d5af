using System.Globalization;
using Tandem.Sync.Products;
using Xunit;

namespace Tandem.Tests.Products;

public sealed class NightlyMatchTests
{
    [Theory]
    [InlineData("Europe/London", "2026-11-28T02:59:00Z", "2026-11-27T03:00:00Z")]
    [InlineData("Europe/London", "2026-11-28T03:00:00Z", "2026-11-28T03:00:00Z")]
    [InlineData("America/New_York", "2026-11-28T07:59:00Z", "2026-11-27T08:00:00Z")]
    [InlineData("Asia/Tokyo", "2026-11-28T17:00:00Z", "2026-11-27T18:00:00Z")]
    [InlineData("Asia/Tokyo", "2026-11-28T18:00:00Z", "2026-11-28T18:00:00Z")]
    [InlineData("Europe/London", "2026-07-28T12:00:00Z", "2026-07-28T02:00:00Z")]
    public void The_quiet_hour_is_the_shop_s_own(string zone, string now, string hour) =>
        Assert.Equal(At(hour), NightlyMatch.LastQuietHour(At(now), TimeZoneInfo.FindSystemTimeZoneById(zone)));

    [Fact]
    public void An_hour_that_the_clocks_skip_begins_when_they_have()
    {
        // In Beirut-like zones clocks go forward at midnight; here a zone skips from three to four.
        var rule = TimeZoneInfo.AdjustmentRule.CreateAdjustmentRule(
            new DateTime(2026, 1, 1), new DateTime(2026, 12, 31), TimeSpan.FromHours(1),
            TimeZoneInfo.TransitionTime.CreateFixedDateRule(new DateTime(1, 1, 1, 3, 0, 0), 3, 29), TimeZoneInfo.TransitionTime.CreateFixedDateRule(new DateTime(1, 1, 1, 4, 0, 0), 10, 25));
        var zone = TimeZoneInfo.CreateCustomTimeZone("skips", TimeSpan.Zero, "skips", "skips", "skips", [rule]);

        Assert.Equal(At("2026-03-29T03:00:00Z"), NightlyMatch.LastQuietHour(At("2026-03-29T12:00:00Z"), zone));
    }

    [Fact]
    public void A_comparison_is_due_once_a_day_at_first_and_when_its_hour_was_missed()
    {
        var now = At("2026-11-28T09:00:00Z");

        Assert.True(NightlyMatch.IsDue(now, null, TimeZoneInfo.Utc));
        Assert.True(NightlyMatch.IsDue(now, At("2026-11-27T03:05:00Z"), TimeZoneInfo.Utc));
        Assert.True(NightlyMatch.IsDue(now, At("2026-11-28T02:59:59Z"), TimeZoneInfo.Utc));
        Assert.False(NightlyMatch.IsDue(now, At("2026-11-28T03:05:00Z"), TimeZoneInfo.Utc));
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
