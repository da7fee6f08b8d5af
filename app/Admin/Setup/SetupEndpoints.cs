using Microsoft.AspNetCore.Http.HttpResults;
using Tandem.App.Setup;
using Tandem.Grains.Ledger;
using Tandem.Sync;

namespace Tandem.App.Admin;

/// <summary>The guided setup: its steps, each step's form, approving one, and the decisions as a file.</summary>
internal static class SetupEndpoints
{
    private const int LargestFile = 10_000_000;

    public static void MapSetup(this IEndpointRouteBuilder app)
    {
        app.MapGet("setup", Steps);
        app.MapPost("setup/look", Look);
        app.MapGet("setup/decisions.json", Download);
        app.MapPost("setup/decisions", Upload);
        app.MapGet("setup/{name}", Step);
        app.MapPost("setup/{name}", Save);
        app.MapPost("setup/{name}/approve", Approve);
    }

    private static async Task<IResult> Steps([AsParameters] PageRequest page, [AsParameters] SetupParts parts) =>
        await parts.Overview(page, page.Context.Request.Query["saved"] is [{ } saved] ? saved : null, null, StatusCodes.Status200OK);

    private static async Task<IResult> Look([AsParameters] PageRequest page, [AsParameters] SetupParts parts, OrderSights sights)
    {
        try
        {
            await sights.Look(page.Shop, page.Stop);
        }
        catch (Tandem.Shopify.Failures.ShopifyException)
        {
            // The page says why by itself: it asks the same.
            return new SeeOther("/app/setup");
        }

        return new SeeOther("/app/setup?saved=looked");
    }

    private static async Task<IResult> Download([AsParameters] PageRequest page, GuidedSetup guided) =>
        Results.Bytes((await guided.Read(page.Shop, page.Stop)).Document.Bytes(), "application/json; charset=utf-8", "decisions.json");

    private static async Task<IResult> Upload([AsParameters] PageRequest page, [AsParameters] SetupParts parts, SetupApply apply)
    {
        if (!page.Context.Request.HasFormContentType) return TypedResults.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        var member = await parts.Staff.Meet(page.Shop, page.User, page.Stop);
        if (!member.Owner) return await parts.Overview(page, null, [SetupFinding.Error("file", Say("Only an owner of the setup may apply a whole file."), Say("Ask one of the owners named on the page Launch."))], StatusCodes.Status403Forbidden);
        var form = await page.Context.Request.ReadFormAsync(page.Stop);
        if (form.Files["file"] is not { Length: > 0 and <= LargestFile } file)
            return await parts.Overview(page, null, [SetupFinding.Error("file", Say("No file was chosen, or it is too large for a decisions file."), Say("Choose the file that was downloaded here, or written from the sample."))], StatusCodes.Status422UnprocessableEntity);
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, page.Stop);
        var outcome = await apply.Apply(page.Shop, bytes.ToArray(), member.Known, await parts.Guided.Key(page.Shop, null, page.Stop), page.Stop);
        if (!outcome.InForce) return await parts.Overview(page, null, outcome.Report.NothingWrong ? [SetupFinding.Error("file", outcome.Sentence)] : outcome.Report.Findings, StatusCodes.Status422UnprocessableEntity);
        await parts.Drafts.Note(page.Shop, member.Known, $"A decisions file was applied. {outcome.Sentence}", page.Stop);
        return new SeeOther("/app/setup?saved=force");
    }

    private static async Task<IResult> Step(string name, [AsParameters] PageRequest page, [AsParameters] SetupParts parts) => SetupStep.Named(name) is { } step
        ? await parts.Show(step, page, null, null, StatusCodes.Status200OK)
        : NoSuchStep(page);

    private static async Task<IResult> Save(string name, [AsParameters] PageRequest page, [AsParameters] SetupParts parts)
    {
        if (SetupStep.Named(name) is not { } step) return NoSuchStep(page);
        if (!page.Context.Request.HasFormContentType) return TypedResults.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        var form = await page.Context.Request.ReadFormAsync(page.Stop);
        var member = await parts.Staff.Meet(page.Shop, page.User, page.Stop);
        if (!member.May(step.Owner)) return await parts.Show(step, page, form, [NotTheirs(step)], StatusCodes.Status403Forbidden);
        var edit = new StepEdit(form["stamp"].ToString(), document => WithSecret(step, StepForms.All[step.Name].Change(document, form)), form[StepForms.Key].ToString().Trim());
        return await parts.Guided.Save(page.Shop, step, edit, member.Known, page.Stop) switch
        {
            StepSaving.Saved saved => new SeeOther($"/app/setup/{step.Name}?saved={(saved.InForce ? "force" : "kept")}"),
            StepSaving.Stale stale => await parts.Show(step, page, form, [Told(stale.Sentence)], StatusCodes.Status409Conflict),
            StepSaving.Refused refused => await parts.Show(step, page, form, [.. refused.Findings.Select(SetupWords.Of)], StatusCodes.Status422UnprocessableEntity, refused.Findings),
            var other => throw new InvalidOperationException($"No answer for {other.GetType().Name}."),
        };
    }

    private static async Task<IResult> Approve(string name, [AsParameters] PageRequest page, [AsParameters] SetupParts parts)
    {
        if (SetupStep.Named(name) is not { } step) return NoSuchStep(page);
        if (!page.Context.Request.HasFormContentType) return TypedResults.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        var form = await page.Context.Request.ReadFormAsync(page.Stop);
        var member = await parts.Staff.Meet(page.Shop, page.User, page.Stop);
        if (!member.May(step.Owner)) return await parts.Show(step, page, null, [NotTheirs(step)], StatusCodes.Status403Forbidden);
        if (member.Name.Length == 0) return await parts.Show(step, page, null, [LaunchWords.Nameless], StatusCodes.Status422UnprocessableEntity);
        return await parts.Guided.Approve(page.Shop, step, form["stamp"].ToString(), member.Known, member.Known, page.Stop) switch
        {
            StepSaving.Saved => new SeeOther(form["from"] == "launch" ? "/app/launch?done=approved" : $"/app/setup/{step.Name}?saved=approved"),
            StepSaving.Stale stale => await parts.Show(step, page, null, [Told(stale.Sentence)], StatusCodes.Status409Conflict),
            StepSaving.Refused refused => await parts.Show(step, page, null, [.. refused.Findings.Select(SetupWords.Of)], StatusCodes.Status422UnprocessableEntity),
            var other => throw new InvalidOperationException($"No answer for {other.GetType().Name}."),
        };
    }

    /// <summary>The file names a variable that may hold the key, wherever it is kept.</summary>
    private static DraftDocument WithSecret(SetupStep step, DraftDocument document) =>
        step.Name == "connection" && document.At("odoo.secret") is null ? document.With("odoo.secret", "env:TANDEM_ODOO_KEY") : document;

    private static string NotTheirs(SetupStep step) =>
        Say($"Only {ExceptionsWords.Whose(step.Owner)} or an owner of the setup may decide this. Owners are named on the page Launch; what you typed is still here.");

    private static RazorComponentResult<NotFoundPage> NoSuchStep(PageRequest page) =>
        PageRequest.Show<NotFoundPage>(new { page.Frame, Sentence = Say($"Setup has no such step; its steps are {string.Join(", ", SetupStep.All.Select(step => step.Name))}.") }, StatusCodes.Status404NotFound);
}
