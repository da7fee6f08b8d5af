using Tandem.App.Operate;
using Tandem.Grains.History;
using Tandem.Grains.Ledger;
using Tandem.Shopify.Failures;
using Tandem.Shopify.Orders;
using Tandem.Sync;

namespace Tandem.App.Admin;

/// <summary>The page on which orders that were placed before are imported.</summary>
internal static class HistoryEndpoints
{
    private const string Address = "/app/history";

    /// <summary>A preview looks so many orders up, so that the page comes soon.</summary>
    private const int LookedUp = 500;

    public static void MapHistory(this IEndpointRouteBuilder app)
    {
        app.MapGet("history", Show);
        app.MapPost("history/start", Start);
        app.MapPost("history/stop", ([AsParameters] PageRequest page, IHistoryImports imports, IStaff staff) => Change(page, staff, imports.Stop));
        app.MapPost("history/resume", ([AsParameters] PageRequest page, IHistoryImports imports, IStaff staff) => Change(page, staff, imports.Resume));
        app.MapPost("history/end", ([AsParameters] PageRequest page, IHistoryImports imports, IStaff staff) => Change(page, staff, imports.Drop));
    }

    private static async Task<IResult> Show([AsParameters] PageRequest page, IHistoryImports imports)
    {
        var query = page.Context.Request.Query;
        var asked = new HistoryForm(query["from"].ToString(), query["to"].ToString());
        if (!query.ContainsKey("from")) return await Page(page, imports, asked, null, StatusCodes.Status200OK);
        var dates = HistoryDates.Read(asked.From, asked.To, page.Now);
        if (dates.Time is not { } time) return await Page(page, imports, asked with { FromProblem = dates.FromProblem, ToProblem = dates.ToProblem }, null, StatusCodes.Status422UnprocessableEntity);
        try
        {
            var sight = await page.Context.RequestServices.GetRequiredService<HistoryPreview>().Look(page.Shop, time, LookedUp, page.Stop);
            return await Page(page, imports, asked with { Ready = sight.Total > 0 }, HistoryWords.Of(sight, time), StatusCodes.Status200OK);
        }
        catch (ShopifyException refused)
        {
            return await Page(page, imports, asked, refused.Failure.Sentence, StatusCodes.Status200OK);
        }
    }

    private static async Task<IResult> Start([AsParameters] PageRequest page, IHistoryImports imports, IStaff staff)
    {
        if (!page.Context.Request.HasFormContentType) return TypedResults.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        var form = await page.Context.Request.ReadFormAsync(page.Stop);
        var asked = new HistoryForm(form["from"].ToString(), form["to"].ToString());
        if (await page.Denied(staff, DailyRights.OfHistory, Say("imports older orders")) is { } denied) return await Page(page, imports, asked with { FromProblem = denied }, null, StatusCodes.Status403Forbidden);
        var dates = HistoryDates.Read(asked.From, asked.To, page.Now);
        if (dates.Time is not { } time) return await Page(page, imports, asked with { FromProblem = dates.FromProblem, ToProblem = dates.ToProblem }, null, StatusCodes.Status422UnprocessableEntity);
        try
        {
            var total = await page.Context.RequestServices.GetRequiredService<IShopOrders>().CountPlaced(page.Shop, time.From, time.To, page.Stop);
            await imports.Start(page.Shop, time, total, await page.Known(staff), page.Stop);
            return new SeeOther(Address);
        }
        catch (ShopifyException refused)
        {
            return await Page(page, imports, asked, refused.Failure.Sentence, StatusCodes.Status200OK);
        }
    }

    /// <summary>Where somebody was quicker, the page shows how it stands now.</summary>
    private static async Task<IResult> Change(PageRequest page, IStaff staff, Func<ShopDomain, CancellationToken, Task<bool>> change)
    {
        if (await page.Refuse(staff, DailyRights.OfHistory, Say("stops, resumes or ends an import"), Address) is { } denied) return denied;
        await change(page.Shop, page.Stop);
        return new SeeOther(Address);
    }

    private static async Task<IResult> Page(PageRequest page, IHistoryImports imports, HistoryForm form, string? said, int status) => PageRequest.Show<HistoryPage>(
        new { page.Frame, Form = form, Said = said, Import = await imports.Latest(page.Shop, page.Stop), Waiting = await imports.Waiting(page.Shop, page.Stop) }, status);
}

/// <summary>What was typed, and what is wrong with it.</summary>
/// <param name="Ready">It was looked at and can be started.</param>
public sealed record HistoryForm(string From, string To, string? FromProblem = null, string? ToProblem = null, bool Ready = false);
