using Tandem.App.Setup;
using Tandem.Grains.Ledger;

namespace Tandem.App.Admin;

/// <summary>What the pages about setup are made with.</summary>
internal readonly record struct SetupParts(GuidedSetup Guided, StepViews Views, IStaff Staff, ISetupDrafts Drafts, ILaunches Launches)
{
    /// <summary>All steps with their state.</summary>
    public async Task<IResult> Overview(PageRequest page, string? saved, IReadOnlyList<SetupFinding>? upload, int status)
    {
        await Staff.Meet(page.Shop, page.User, page.Stop);
        var (seen, problem) = await Views.Seen(page.Shop, page.Stop);
        var reading = await Guided.State(page.Shop, seen, page.Stop);
        var live = await Launches.Find(page.Shop, page.Stop) is null or { Live: true };
        return PageRequest.Show<SetupPage>(new { page.Frame, Reading = reading, Seen = seen, Live = live, Problem = problem, Saved = saved, Upload = upload }, status);
    }

    /// <summary>One step's form.</summary>
    /// <param name="typed">What was typed and refused; null shows what is decided.</param>
    public async Task<IResult> Show(SetupStep step, PageRequest page, IFormCollection? typed, IReadOnlyList<string>? refusal, int status, IReadOnlyList<SetupFinding>? refused = null)
    {
        var member = await Staff.Meet(page.Shop, page.User, page.Stop);
        var (seen, unseen) = await Views.Seen(page.Shop, page.Stop);
        var reading = await Guided.State(page.Shop, seen, page.Stop);
        var form = StepForms.All[step.Name];
        var query = page.Context.Request.Query;
        var shown = await Views.Show(form, reading.Setup, seen, query, typed, refused ?? [], page.Stop);
        return PageRequest.Show<StepPage>(new
        {
            page.Frame, Reading = reading.Of(step), shown.Parts, Member = member, Stamp = reading.Setup.Document.Stamp(step), form.Finds, Find = query["find"].ToString(),
            Problem = shown.Problem ?? unseen, Saved = query["saved"] is [{ } saved] ? saved : null, Refusal = refusal,
        }, status);
    }
}
