using System.Globalization;
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
    }

    private static async Task<IResult> Show([AsParameters] PageRequest page, IFindings findings)
    {
        var query = page.Context.Request.Query;
        var state = query["state"].ToString() switch { "accepted" => FindingState.Accepted, "healed" => FindingState.Healed, _ => FindingState.Open };
        var number = int.TryParse(query["page"], NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? Math.Clamp(asked, 1, 10_000) : 1;
        return PageRequest.Show<ReconciliationPage>(new
        {
            page.Frame, State = state, Number = number, PageSize,
            Nights = await findings.Nights(page.Shop, NightsShown, page.Stop),
            Rows = await findings.List(page.Shop, state, new Page(PageSize + 1, (number - 1) * PageSize), page.Stop),
            AskedAt = await findings.AskedAt(page.Shop, page.Stop),
            Refused = query["refused"].ToString() is { Length: > 0 } why ? ReconciliationWords.Refused(why) : null,
        });
    }

    private static async Task<IResult> Accept([AsParameters] PageRequest page, IFindings findings, IStaff staff)
    {
        if (!page.Context.Request.HasFormContentType) return TypedResults.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        var form = await page.Context.Request.ReadFormAsync(page.Stop);
        if (RecordKey.TryKind(form["kind"].ToString()) is not { } kind || !Enum.TryParse<FindingKind>(form["finding"], out var finding) || form["record"] is not [{ Length: > 0 } record] || form["field"] is not [{ } field])
            return TypedResults.BadRequest(Say("Name the finding: kind, record, finding and field."));
        var reason = form["reason"].ToString().Trim();
        if (reason.Length is 0 or > LongestReason) return new SeeOther("/app/reconciliation?refused=reason");
        if (!int.TryParse(form["days"], NumberStyles.None, CultureInfo.InvariantCulture, out var days) || days is < 1 or > MostDays) return new SeeOther("/app/reconciliation?refused=days");
        // The shop is the session's; what the form names is looked for in it and nowhere else.
        var named = new RecordKey(page.Shop, kind, record);
        if ((await findings.List(page.Shop, FindingState.Open, new Page(Everything), page.Stop)).FirstOrDefault(row => row.Finding.Record == named && row.Finding.Kind == finding && row.Finding.Field == field) is { } open
            && await page.Refuse(staff, [open.Finding.Owner], Say("takes this finding for right"), "/app/reconciliation") is { } refused) return refused;
        var accepted = await findings.Accept(named, finding, field, $"staff member {page.User}", reason, page.Now.AddDays(days), page.Stop);
        return new SeeOther(accepted ? "/app/reconciliation?state=accepted" : "/app/reconciliation?refused=gone");
    }

    private static async Task<IResult> Now([AsParameters] PageRequest page, IFindings findings, IStaff staff)
    {
        if (await page.Refuse(staff, DailyRights.AnyRole, Say("has both systems compared"), "/app/reconciliation") is { } refused) return refused;
        await findings.Ask(page.Shop, (await staff.Meet(page.Shop, page.User, page.Stop)).Known, page.Stop);
        return new SeeOther("/app/reconciliation");
    }
}
