using System.Globalization;
using Tandem.Grains.Ledger;

namespace Tandem.App.Operate;

/// <summary>The stretch of time that a person named by two days; days begin and end in UTC.</summary>
/// <param name="FromProblem">What is wrong with the first day; null when nothing is.</param>
public sealed record HistoryDates(PlacedBetween? Time, string? FromProblem, string? ToProblem)
{
    private const string Form = "yyyy-MM-dd";

    /// <summary>Before Shopify there were no orders.</summary>
    private static readonly DateOnly First = new(2004, 1, 1);

    public static HistoryDates Read(string? from, string? to, DateTimeOffset now)
    {
        var (first, fromProblem) = Day(from, now);
        var (last, toProblem) = Day(to, now);
        if (fromProblem is null && toProblem is null && last < first) toProblem = Say($"The last day is before the first, {first:yyyy-MM-dd}.");
        if (fromProblem is not null || toProblem is not null) return new HistoryDates(null, fromProblem, toProblem);
        var end = new DateTimeOffset(last.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero).AddSeconds(-1);
        return new HistoryDates(new PlacedBetween(new DateTimeOffset(first, TimeOnly.MinValue, TimeSpan.Zero), end < now ? end : now), null, null);
    }

    private static (DateOnly Day, string? Problem) Day(string? text, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(text)) return (default, Say("Name a day."));
        if (!DateOnly.TryParseExact(text.Trim(), Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return (default, Say($"Write the day as year-month-day, such as {now.AddMonths(-3).ToString(Form, CultureInfo.InvariantCulture)}."));
        if (day > DateOnly.FromDateTime(now.UtcDateTime)) return (default, Say("That day is still to come."));
        return day < First ? (default, Say("There were no orders then: name a day after 2004.")) : (day, null);
    }
}
