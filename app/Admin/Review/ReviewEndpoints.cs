using System.Globalization;
using System.Text;
using Tandem.Grains.Ledger;

namespace Tandem.App.Admin;

/// <summary>The weekly review, as a page and as a file.</summary>
internal static class ReviewEndpoints
{
    /// <summary>The first month and a week beside it to compare with.</summary>
    private const int Weeks = 5;

    public static void MapReview(this IEndpointRouteBuilder app)
    {
        app.MapGet("review", Review);
        app.MapGet("review.csv", Download);
    }

    private static async Task<IResult> Review([AsParameters] PageRequest page, IFigures figures) =>
        PageRequest.Show<ReviewPage>(new { page.Frame, Weeks = await Read(page, figures) });

    private static async Task<IResult> Download([AsParameters] PageRequest page, IFigures figures) =>
        Results.Bytes(Encoding.UTF8.GetPreamble().Concat(Encoding.UTF8.GetBytes(ReviewWords.Csv(await Read(page, figures)))).ToArray(), "text/csv; charset=utf-8", string.Create(CultureInfo.InvariantCulture, $"tandem-review-{page.Now.UtcDateTime:yyyy-MM-dd}.csv"));

    /// <summary>Weeks from Monday to Sunday, this one last.</summary>
    private static Task<IReadOnlyList<WeekFigure>> Read(PageRequest page, IFigures figures)
    {
        var today = DateOnly.FromDateTime(page.Now.UtcDateTime);
        var monday = today.AddDays(-(((int)today.DayOfWeek + 6) % 7));
        return figures.Weeks(page.Shop, monday.AddDays(-7 * (Weeks - 1)), Weeks, page.Stop);
    }
}
