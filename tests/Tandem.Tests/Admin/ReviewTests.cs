using Tandem.App.Admin;
using Tandem.Grains.Ledger;
using Tandem.Sync.Failures;
using Xunit;

namespace Tandem.Tests.Admin;

/// <summary>The words, the file and the bars of the weekly review.</summary>
public sealed class ReviewTests
{
    private static readonly DateOnly Monday = new(2026, 11, 16);

    [Fact]
    public void The_file_has_a_line_for_each_week_and_a_column_for_each_cause()
    {
        var lines = ReviewWords.Csv([Week(0, []), Week(1, new() { [BlockerCode.TaxUnmapped] = 3 })]).Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(3, lines.Length);
        Assert.EndsWith(",left_out,corrected_by_hand,blocked_tax_unmapped", lines[0], StringComparison.Ordinal);
        Assert.Equal("2026-11-16,0,,,0,,,0,0,0,0,0", lines[1]);
        Assert.Equal("2026-11-23,20,1.5,61.0,0,,,4,2,1,2,3", lines[2]);
    }

    [Fact]
    public void The_verdict_compares_this_week_with_the_one_before()
    {
        Assert.Contains("Nothing needed a person, this week and the week before.", ReviewWords.Verdict([Week(0, []), Week(1, []) with { LeftOut = 0, Corrected = 0 }]), StringComparison.Ordinal);
        Assert.Contains("This week 6 things needed a person, the week before 0. Most often over the weeks: Tax not mapped.", ReviewWords.Verdict([Week(0, []), Week(1, new() { [BlockerCode.TaxUnmapped] = 3 })]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_day_with_anything_at_all_has_a_bar_that_is_seen_and_none_leaves_the_plot()
    {
        var bars = Plot.Bars([new DayFigure(Monday, 1000, 1), new DayFigure(Monday.AddDays(1), 1, 0), new DayFigure(Monday.AddDays(-40), 5, 5)], Monday.AddDays(1));

        Assert.Equal(3, bars.Count);
        Assert.All(bars, bar => Assert.True(bar is { Tall: >= 2, Y: >= 0, X: >= 0 } && bar.Y + bar.Tall <= Plot.Height && bar.X + Plot.Width <= Plot.Days * Plot.Step, bar.ToString()));
        Assert.Equal("17 Nov: 1 change of orders in step", bars[^1].Says);
    }

    private static WeekFigure Week(int number, Dictionary<BlockerCode, int> blocked) => number == 0
        ? new WeekFigure(Monday, null, null, 0, 0, 0, 0, blocked)
        : new WeekFigure(Monday.AddDays(7), new Latencies(20, TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(61)), null, 4, 2, 1, 2, blocked);
}
