using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Tandem.Grains.Ledger;
using Tandem.Sync;

namespace Tandem.App.Admin;

/// <summary>The list of levels, one location's story, and having a location looked at in whole.</summary>
internal static class StockEndpoints
{
    public static void MapStock(this IEndpointRouteBuilder app)
    {
        app.MapGet("stock", Levels);
        app.MapGet("stock/{location:long:min(1)}", Location);
        app.MapPost("stock/{location:long:min(1)}/sync", SyncNow);
    }

    private static async Task<IResult> Levels([AsParameters] PageRequest page)
    {
        var query = StockQuery.Of(page.Context.Request.Query);
        var reading = await page.Readings.Stock(page.Shop, query.Filter, new Page(StockQuery.PageSize + 1, (query.Page - 1) * StockQuery.PageSize), page.Stop);
        return PageRequest.Show<StockPage>(new { page.Frame, Query = query, Reading = reading });
    }

    private static async Task<IResult> Location(long location, [AsParameters] PageRequest page) =>
        await page.Readings.Location(page.Shop, new LocationId(location), page.Stop) is { } trace
            ? PageRequest.Show<LocationPage>(new { page.Frame, Trace = trace, Asked = page.Context.Request.Query["asked"] == "sync" })
            : NoSuchLocation(location, page);

    private static async Task<IResult> SyncNow(long location, [AsParameters] PageRequest page, IAdminActions actions, IStaff staff)
    {
        var id = new LocationId(location);
        if (await page.Refuse(staff, DailyRights.AnyRole, Say("has stock told again"), StockWords.Address(id)) is { } refused) return refused;
        if (await page.Readings.Location(page.Shop, id, page.Stop) is null) return NoSuchLocation(location, page);
        await actions.SyncNow(page.Shop, id, page.User, page.Stop);
        return new SeeOther($"{StockWords.Address(id)}?asked=sync");
    }

    private static RazorComponentResult<NotFoundPage> NoSuchLocation(long location, PageRequest page) => PageRequest.Show<NotFoundPage>(
        new { page.Frame, Sentence = Say($"Tandem tells no stock to a location {location.ToString(CultureInfo.InvariantCulture)} of this shop. Locations are mapped in the setup, under “Company and locations”.") },
        StatusCodes.Status404NotFound);
}
