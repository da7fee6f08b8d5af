using System.Globalization;
using Tandem.Grains.Ledger;
using Tandem.Sync;
using Tandem.Sync.Records;

namespace Tandem.App.Admin;

/// <summary>Leaving one order out, marking it as corrected by hand, and taking either back.</summary>
internal static class ByHandEndpoints
{
    public static void MapByHand(this IEndpointRouteBuilder app)
    {
        app.MapPost("orders/{id:long:min(1)}/leave-out", (long id, [AsParameters] PageRequest page, IStaff staff, HandDesk desk) => Mark(id, page, staff, desk, HandMarkKind.LeftOut));
        app.MapPost("orders/{id:long:min(1)}/corrected", (long id, [AsParameters] PageRequest page, IStaff staff, HandDesk desk) => Mark(id, page, staff, desk, HandMarkKind.Corrected));
        app.MapPost("orders/{id:long:min(1)}/take-back", TakeBack);
    }

    private static async Task<IResult> Mark(long id, PageRequest page, IStaff staff, HandDesk desk, HandMarkKind kind)
    {
        if (await page.Readings.Order(page.Shop, new OrderId(id), page.Stop) is not { } trace) return AdminEndpoints.NoSuchOrder(id, page);
        if (!page.Context.Request.HasFormContentType) return TypedResults.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        var form = await page.Context.Request.ReadFormAsync(page.Stop);
        var (reason, seen) = (form["reason"].ToString(), long.TryParse(form["seen"], NumberStyles.None, CultureInfo.InvariantCulture, out var at) ? at : 0);
        if (await page.Denied(staff, ByHandWords.Roles(trace.Order, kind), ByHandWords.Deed(kind)) is { } denied)
            return PageRequest.Show<OrderPage>(new { page.Frame, Trace = trace, Refused = new RefusedMark(kind, reason, denied) }, StatusCodes.Status403Forbidden);
        var me = await staff.Meet(page.Shop, page.User, page.Stop);
        return await desk.Mark(trace.Order, kind, reason.Trim(), seen, me, page.Stop) is { } problem
            ? PageRequest.Show<OrderPage>(new { page.Frame, Trace = trace, Refused = new RefusedMark(kind, reason, problem) }, StatusCodes.Status422UnprocessableEntity)
            : new SeeOther($"{OrdersWords.Address(trace.Order)}?asked=sync");
    }

    private static async Task<IResult> TakeBack(long id, [AsParameters] PageRequest page, IStaff staff, HandDesk desk)
    {
        if (await page.Readings.Order(page.Shop, new OrderId(id), page.Stop) is not { } trace) return AdminEndpoints.NoSuchOrder(id, page);
        if (await page.Refuse(staff, DailyRights.AnyRole, Say("takes this back"), OrdersWords.Address(trace.Order)) is { } refused) return refused;
        await desk.TakeBack(trace.Order, await staff.Meet(page.Shop, page.User, page.Stop), page.Stop);
        return new SeeOther($"{OrdersWords.Address(trace.Order)}?asked=sync");
    }
}
