using Microsoft.AspNetCore.Http.HttpResults;
using Tandem.App.Operate;
using Tandem.Grains.Ledger;
using Tandem.Sync.Records;

namespace Tandem.App.Admin;

/// <summary>Pausing and resuming flows from the pages.</summary>
internal static class FlowEndpoints
{
    public static void Map(RouteGroupBuilder app)
    {
        app.MapPost("flows/{name}/pause", Pause);
        app.MapPost("flows/{name}/resume", Resume);
    }

    private static async Task<IResult> Pause(string name, [AsParameters] PageRequest page, IFlows flows, IStaff staff)
    {
        if (Flows.TryFlow(name) is not { } flow) return NoSuchFlow(page);
        if (!page.Context.Request.HasFormContentType) return TypedResults.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        var reason = (await page.Context.Request.ReadFormAsync(page.Stop))["reason"].ToString();
        var denied = await page.Denied(staff, DailyRights.Of(flow), Say($"pauses the flow “{FlowWords.Name(flow)}”"));
        if ((denied ?? FlowReason.Refused(reason)) is { } problem)
        {
            var reading = await page.Readings.Shop(page.Shop, page.Now.AddDays(-1), page.Stop);
            return PageRequest.Show<HomePage>(new { page.Frame, Reading = reading, Refused = new RefusedPause(flow, reason, problem) }, denied is null ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status403Forbidden);
        }

        await flows.Pause(page.Shop, flow, await page.Known(staff), reason.Trim(), page.Stop);
        return new SeeOther("/app");
    }

    private static async Task<IResult> Resume(string name, [AsParameters] PageRequest page, IFlows flows, IStaff staff)
    {
        if (Flows.TryFlow(name) is not { } flow) return NoSuchFlow(page);
        if (await page.Refuse(staff, DailyRights.Of(flow), Say($"resumes the flow “{FlowWords.Name(flow)}”"), "/app") is { } refused) return refused;
        await flows.Resume(page.Shop, flow, await page.Known(staff), FlowReason.Resumed, page.Stop);
        return new SeeOther("/app");
    }

    private static RazorComponentResult<NotFoundPage> NoSuchFlow(PageRequest page) =>
        PageRequest.Show<NotFoundPage>(new { page.Frame, Sentence = Say($"There is no such flow; the flows are {string.Join(", ", Flows.All.Select(Flows.Name))}.") }, StatusCodes.Status404NotFound);
}
