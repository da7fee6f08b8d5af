using System.Globalization;
using System.Text;
using Tandem.Grains.Ledger;

namespace Tandem.App.Admin;

/// <summary>The words of the weekly review.</summary>
internal static class ReviewWords
{
    private static readonly string[] Columns =
        ["week_from", "changes_in_step", "to_odoo_median_s", "to_odoo_95_s", "to_shopify", "to_shopify_median_s", "to_shopify_95_s", "retried", "duplicates_prevented", "left_out", "corrected_by_hand"];

    public static string Week(WeekFigure week) => $"{Spans.DayOfMonth(week.From)} – {Spans.Day(week.From.AddDays(6))}";

    public static string Span(Latencies? latencies) => latencies is { } some ? Say($"{Spans.Took(some.Median)} · 95 % within {Spans.Took(some.Percentile95)}") : "–";

    public static string Number(int times) => times.ToString("N0", Language.Current.Culture);

    public static int Corrections(WeekFigure week) => week.LeftOut + week.Corrected;

    /// <summary>Each cause with its weeks, the most frequent first.</summary>
    public static IReadOnlyList<(string Cause, IReadOnlyList<int> Times)> Causes(IReadOnlyList<WeekFigure> weeks) =>
    [
        .. weeks.SelectMany(week => week.Blocked.Keys).Distinct()
            .Select(code => (ExceptionsWords.Title(code), (IReadOnlyList<int>)[.. weeks.Select(week => week.Blocked.GetValueOrDefault(code))]))
            .OrderByDescending(cause => cause.Item2.Sum()).ThenBy(cause => cause.Item1, StringComparer.Ordinal),
    ];

    /// <summary>What to take from it, in one sentence.</summary>
    public static string Verdict(IReadOnlyList<WeekFigure> weeks)
    {
        var (before, now) = (weeks[^2], weeks[^1]);
        var (earlier, later) = (before.Blocked.Values.Sum() + Corrections(before), now.Blocked.Values.Sum() + Corrections(now));
        return (earlier, later) switch
        {
            (0, 0) => Say("Nothing needed a person, this week and the week before."),
            _ when later == 0 => Say($"Nothing needed a person this week; the week before {"thing".Of(earlier)} did."),
            _ when Causes(weeks) is [var (cause, _), ..] && now.Blocked.Count > 0 => Say($"This week {"thing".Of(later)} needed a person, the week before {earlier:N0}. Most often over the weeks: {cause}. The answer is mostly one decision that is missing."),
            _ => Say($"This week {"thing".Of(later)} needed a person, the week before {earlier:N0}."),
        };
    }

    /// <summary>One line for each week, one column for each figure; seconds with a point.</summary>
    public static string Csv(IReadOnlyList<WeekFigure> weeks)
    {
        var codes = weeks.SelectMany(week => week.Blocked.Keys).Distinct().Order().ToList();
        var text = new StringBuilder();
        text.AppendLine(string.Join(',', Columns.Concat(codes.Select(code => $"blocked_{Words.Of(code)}"))));
        foreach (var week in weeks)
            text.AppendLine(string.Join(',', new[]
            {
                week.From.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Count(week.ToOdoo), Seconds(week.ToOdoo?.Median), Seconds(week.ToOdoo?.Percentile95), Count(week.ToShopify), Seconds(week.ToShopify?.Median), Seconds(week.ToShopify?.Percentile95),
                Plain(week.Retried), Plain(week.Duplicates), Plain(week.LeftOut), Plain(week.Corrected),
            }.Concat(codes.Select(code => Plain(week.Blocked.GetValueOrDefault(code))))));
        return text.ToString();
    }

    private static string Count(Latencies? latencies) => Plain(latencies?.Records ?? 0);

    private static string Seconds(TimeSpan? span) => span?.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture) ?? "";

    private static string Plain(int number) => number.ToString(CultureInfo.InvariantCulture);
}
