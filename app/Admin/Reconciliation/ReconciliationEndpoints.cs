using System.Globalization;
using Tandem.Grains.Dispatch;
using Tandem.Grains.Ledger;
using Tandem.Sync;
using Tandem.Sync.Reconciliation;
using Tandem.Sync.Records;

namespace Tandem.App.Admin;

/// <summary>The page of the nightly comparison, and what a person can decide about a finding.</summary>
internal static class ReconciliationEndpoints
{
    private const int PageSize = 50;
    private const int NightsShown = 14;
    private const int LongestReason = 500;
    private const int MostDays = 365;
    private const int Everything = 10_000;

    public static void MapReconciliation(this IEndpointRouteBuilder app)
    {
        app.MapGet("reconciliation", Show);
        app.MapPost("reconciliation/accept", Accept);
        app.MapPost("reconciliation/now", Now);
        app.MapPost("reconciliation/stock/{location:long:min(1)}", Stock);
    }

    private static Task<IResult> Show([AsParameters] PageRequest page, IFindings findings)
    {
        var query = page.Context.Request.Query;
        var state = query["state"].ToString() switch { "accepted" => FindingState.Accepted, "healed" => FindingState.Healed, _ => FindingState.Open };
        return Page(page, findings, state, Number(query["page"]), null, StatusCodes.Status200OK);
    }

    private static async Task<IResult> Page(PageRequest page, IFindings findings, FindingState state, int number, RefusedAcceptance? typed, int status) => PageRequest.Show<ReconciliationPage>(new
    {
        page.Frame, State = state, Number = number, PageSize,
        Nights = await findings.Nights(page.Shop, NightsShown, page.Stop),
        Rows = await findings.List(page.Shop, state, new Page(PageSize + 1, (number - 1) * PageSize), page.Stop),
        AskedAt = await findings.AskedAt(page.Shop, page.Stop),
        Refused = page.Context.Request.Query["refused"] == "gone" ? ReconciliationWords.Gone : null,
        Typed = typed,
    }, status);

    private static int Number(string? asked) => int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Math.Clamp(number, 1, 10_000) : 1;

    private static async Task<IResult> Accept([AsParameters] PageRequest page, IFindings findings, IStaff staff)
    {
        if (!page.Context.Request.HasFormContentType) return TypedResults.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        var form = await page.Context.Request.ReadFormAsync(page.Stop);
        if (RecordKey.TryKind(form["kind"].ToString()) is not { } kind || !Enum.TryParse<FindingKind>(form["finding"], out var finding) || form["record"] is not [{ Length: > 0 } record] || form["field"] is not [{ } field])
            return TypedResults.BadRequest(Say("Name the finding: kind, record, finding and field."));
        // The shop is the session's; what the form names is looked for in it and nowhere else.
        var named = new RecordKey(page.Shop, kind, record);
        if ((await findings.List(page.Shop, FindingState.Open, new Page(Everything), page.Stop)).FirstOrDefault(row => row.Finding.Record == named && row.Finding.Kind == finding && row.Finding.Field == field) is not { } open)
            return new SeeOther("/app/reconciliation?refused=gone");
        var typed = new RefusedAcceptance(named, finding, field, form["reason"].ToString(), form["days"].ToString());
        if (await page.Denied(staff, [open.Finding.Owner], Say("takes this finding for right")) is { } denied)
            return await Page(page, findings, FindingState.Open, Number(form["page"]), typed with { ReasonProblem = denied }, StatusCodes.Status403Forbidden);
        var (reason, days) = (typed.Reason.Trim(), int.TryParse(typed.Days, NumberStyles.None, CultureInfo.InvariantCulture, out var many) && many is >= 1 and <= MostDays ? many : 0);
        if (reason.Length is 0 or > LongestReason) typed = typed with { ReasonProblem = ReconciliationWords.SayWhy };
        if (days == 0) typed = typed with { DaysProblem = ReconciliationWords.HowLong };
        if (typed is not { ReasonProblem: null, DaysProblem: null }) return await Page(page, findings, FindingState.Open, Number(form["page"]), typed, StatusCodes.Status422UnprocessableEntity);
        var accepted = await findings.Accept(named, finding, field, await page.Known(staff), reason, page.Now.AddDays(days), page.Stop);
        return new SeeOther(accepted ? "/app/reconciliation?state=accepted" : "/app/reconciliation?refused=gone");
    }

    /// <summary>Has all levels of a location compared by its own loop, which tells Shopify what Odoo has.</summary>
    private static async Task<IResult> Stock(long location, [AsParameters] PageRequest page, IFindings findings, IStockLevels levels, IInbox inbox, IStaff staff)
    {
        if (await page.Refuse(staff, DailyRights.AnyRole, Say("has stock told again"), "/app/reconciliation") is { } refused) return refused;
        var record = RecordKey.Location(page.Shop, new LocationId(location));
        // The shop is the session's; what the address names is looked for in it and nowhere else.
        if (!(await findings.List(page.Shop, FindingState.Open, new Page(Everything), page.Stop)).Any(row => row.Finding.Record == record)) return new SeeOther("/app/reconciliation?refused=gone");
        await levels.MarkAll(page.Shop, new LocationId(location), page.Stop);
        var stamp = Guid.CreateVersion7(page.Now).ToString("N");
        await inbox.Append(new Signal(record, SignalSource.Person, stamp, stamp, PersonTopics.SyncNow, page.Now), null, page.Stop);
        return new SeeOther("/app/reconciliation");
    }

    private static async Task<IResult> Now([AsParameters] PageRequest page, IFindings findings, IStaff staff)
    {
        if (await page.Refuse(staff, DailyRights.AnyRole, Say("has both systems compared"), "/app/reconciliation") is { } refused) return refused;
        await findings.Ask(page.Shop, (await staff.Meet(page.Shop, page.User, page.Stop)).Known, page.Stop);
        return new SeeOther("/app/reconciliation");
    }
}

/// <summary>What was typed to take a finding for right, and what is wrong with it.</summary>
public sealed record RefusedAcceptance(RecordKey Record, FindingKind Kind, string Field, string Reason, string Days, string? ReasonProblem = null, string? DaysProblem = null)
{
    public bool Is(Finding finding) => finding is not null && (finding.Record, finding.Kind, finding.Field) == (Record, Kind, Field);
}
