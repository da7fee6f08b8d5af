using System.Globalization;
using Tandem.Grains.Ledger;

namespace Tandem.App.Admin;

/// <summary>One bar of the plot on Home.</summary>
/// <param name="Blocked">Records that began to wait, on top of those that came in step.</param>
public sealed record PlotBar(int X, int Y, int Tall, bool Blocked, string Says);

/// <summary>The last four weeks as bars, in whole points so that every browser draws the same.</summary>
internal static class Plot
{
    public const int Days = 28;
    public const int Step = 20;
    public const int Width = 16;
    public const int Height = 96;

    public static IReadOnlyList<PlotBar> Bars(IReadOnlyList<DayFigure> figures, DateOnly today)
    {
        var first = today.AddDays(1 - Days);
        var most = Math.Max(1, figures.Select(day => day.InStep + day.Blocked).DefaultIfEmpty().Max());
        var bars = new List<PlotBar>();
        foreach (var day in figures.Where(day => day.Day >= first && day.Day <= today))
        {
            var x = (day.Day.DayNumber - first.DayNumber) * Step;
            var (inStep, blocked) = (Tall(day.InStep, most), Tall(day.Blocked, most));
            var date = Spans.DayOfMonth(day.Day);
            if (inStep > 0) bars.Add(new PlotBar(x, Height - inStep, inStep, false, Say($"{date}: {"change".Of(day.InStep)} of orders in step")));
            if (blocked > 0) bars.Add(new PlotBar(x, Math.Max(0, Height - inStep - blocked), blocked, true, Say($"{date}: {"cause".Of(day.Blocked)} that needed a person")));
        }

        return bars;
    }

    // What happened at all is seen, however much happened on another day.
    private static int Tall(int times, int most) => times == 0 ? 0 : Math.Max(2, times * Height / most);
}
