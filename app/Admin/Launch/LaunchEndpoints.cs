using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Tandem.Grains.Ledger;
using Tandem.Sync;
using Tandem.Sync.Failures;
using Tandem.Sync.Records;

namespace Tandem.App.Admin;

/// <summary>The launch: who approves what, the pilot, and switching live sync on.</summary>
internal static class LaunchEndpoints
{
    private const int LongestName = 100;

    public static void MapLaunch(this IEndpointRouteBuilder app)
    {
        app.MapGet("launch", Launch);
        app.MapPost("launch/me", Me);
        app.MapPost("launch/people/{member:maxlength(20)}", Entrust);
        app.MapPost("launch/pilot", Choose);
        app.MapGet("launch/pilot/{id:long:min(1)}", Pilot);
        app.MapPost("launch/pilot/{id:long:min(1)}", Write);
        app.MapPost("launch/right", Right);
        app.MapPost("launch/live", Live);
    }

    private static async Task<IResult> Launch([AsParameters] PageRequest page, LaunchDesk desk, IStaff staff) => await Show(page, desk, staff, null);

    private static async Task<IResult> Me([AsParameters] PageRequest page, LaunchDesk desk, IStaff staff)
    {
        if (await Form(page) is not { } form) return Unsupported;
        await staff.Meet(page.Shop, page.User, page.Stop);
        var name = form["name"].ToString().Trim();
        if (name.Length is 0 or > LongestName || name.Any(char.IsControl)) return await Show(page, desk, staff, new RefusedLaunch(Say($"Write your name in up to {LongestName} letters, as colleagues know you.")) { Name = form["name"] }, StatusCodes.Status422UnprocessableEntity);
        await staff.Rename(page.Shop, page.User, name, page.Stop);
        return new SeeOther("/app/launch?done=name");
    }

    private static async Task<IResult> Entrust(string member, [AsParameters] PageRequest page, LaunchDesk desk, IStaff staff, ISetupDrafts drafts)
    {
        if (await Form(page) is not { } form) return Unsupported;
        var me = await staff.Meet(page.Shop, page.User, page.Stop);
        List<Role> roles = [.. form["role"].Select(word => Enum.TryParse<Role>(word, out var role) && Enum.IsDefined(role) ? role : (Role?)null).OfType<Role>()];
        var typed = new RefusedRoles(member, form.ContainsKey("owner"), roles);
        if (!me.Owner) return await Show(page, desk, staff, new RefusedLaunch(Say("Only an owner of the setup gives roles.")) { Roles = typed }, StatusCodes.Status403Forbidden);
        if (!await staff.Entrust(page.Shop, member, form.ContainsKey("owner"), roles, page.Stop))
            return await Show(page, desk, staff, new RefusedLaunch(Say("Roles were not changed: there is no such person here, or nobody would own the setup any more. Make somebody else an owner first.")) { Roles = typed }, StatusCodes.Status422UnprocessableEntity);
        await drafts.Note(page.Shop, me.Known, $"Staff member {member} now decides for: {(form.ContainsKey("owner") ? "everything, as an owner" : roles.Count == 0 ? "nothing" : string.Join(", ", roles.Select(role => ExceptionsWords.Kept(role).ToLowerInvariant())))}.", page.Stop);
        return new SeeOther("/app/launch?done=roles");
    }

    private static async Task<IResult> Choose([AsParameters] PageRequest page, LaunchDesk desk, PilotDesk pilot, ILaunches launches, IStaff staff, ISetupDrafts drafts)
    {
        if (await Form(page) is not { } form) return Unsupported;
        var me = await staff.Meet(page.Shop, page.User, page.Stop);
        var typed = form["order"].ToString() is { Length: > 0 } chosen ? chosen : form["name"].ToString();
        var (id, name, problem) = await pilot.Find(page.Shop, typed, page.Stop);
        if (problem is not null) return await Show(page, desk, staff, new RefusedLaunch(problem) { Order = form["name"] }, StatusCodes.Status422UnprocessableEntity);
        await launches.Choose(page.Shop, id, name, me.Known, page.Stop);
        await drafts.Note(page.Shop, me.Known, $"Order {name} was taken into the pilot.", page.Stop);
        return new SeeOther($"/app/launch/pilot/{id}");
    }

    private static async Task<IResult> Pilot(long id, [AsParameters] PageRequest page, PilotDesk pilot, ILaunches launches, IStandings standings)
    {
        if (await Tried(id, page, launches, standings) is not { } tried) return NotInPilot(id, page);
        return PageRequest.Show<PilotPage>(new
        {
            page.Frame, Tried = tried, Plan = await pilot.WouldWrite(page.Shop, tried.Order.Order, page.Stop), Sides = await pilot.Sides(page.Shop, tried.Order.Order, page.Stop),
            Live = await launches.Find(page.Shop, page.Stop) is null or { Live: true },
        });
    }

    private static async Task<IResult> Write(long id, [AsParameters] PageRequest page, LaunchDesk desk, PilotDesk pilot, ILaunches launches, IStandings standings, IStaff staff, ISetupDrafts drafts)
    {
        if (await Tried(id, page, launches, standings) is not { } tried) return NotInPilot(id, page);
        var me = await staff.Meet(page.Shop, page.User, page.Stop);
        if (!me.Owner && me.Roles.Count == 0) return await Show(page, desk, staff, new RefusedLaunch(Say("Only people with a role here try orders out; an owner gives roles.")), StatusCodes.Status403Forbidden);
        if (await launches.Find(page.Shop, page.Stop) is { Live: false }) await pilot.Write(page.Shop, tried.Order.Order, page.Stop);
        await drafts.Note(page.Shop, me.Known, $"Order {tried.Order.Name} was written to Odoo for the pilot.", page.Stop);
        return new SeeOther($"/app/launch/pilot/{id.ToString(CultureInfo.InvariantCulture)}");
    }

    private static async Task<IResult> Right([AsParameters] PageRequest page, LaunchDesk desk, IStaff staff)
    {
        if (await Form(page) is not { } form) return Unsupported;
        if (!Enum.TryParse<Role>(form["role"], out var role) || !Enum.IsDefined(role)) return TypedResults.BadRequest(Say("Name one of the roles."));
        var me = await staff.Meet(page.Shop, page.User, page.Stop);
        return await desk.FindRight(page.Shop, role, me, page.Stop) is { } problem
            ? await Show(page, desk, staff, new RefusedLaunch(problem), me.May(role) ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status403Forbidden)
            : new SeeOther("/app/launch?done=right");
    }

    private static async Task<IResult> Live([AsParameters] PageRequest page, LaunchDesk desk, IStaff staff)
    {
        if (await Form(page) is not { } form) return Unsupported;
        var me = await staff.Meet(page.Shop, page.User, page.Stop);
        var reason = form["reason"].ToString();
        return await desk.GoLive(page.Shop, reason, me, page.Stop) is { } problem
            ? await Show(page, desk, staff, new RefusedLaunch(problem) { Reason = reason }, me.Owner ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status403Forbidden)
            : new SeeOther("/app/launch?done=live");
    }

    private static StatusCodeHttpResult Unsupported => TypedResults.StatusCode(StatusCodes.Status415UnsupportedMediaType);

    private static async Task<IFormCollection?> Form(PageRequest page) => page.Context.Request.HasFormContentType ? await page.Context.Request.ReadFormAsync(page.Stop) : null;

    private static async Task<IResult> Show(PageRequest page, LaunchDesk desk, IStaff staff, RefusedLaunch? refused, int status = StatusCodes.Status200OK)
    {
        var member = await staff.Meet(page.Shop, page.User, page.Stop);
        return PageRequest.Show<LaunchPage>(new
        {
            page.Frame, Launch = await desk.Read(page.Shop, page.Stop), Offered = await desk.Offered(page.Shop, page.Stop), Diary = await desk.Diary(page.Shop, page.Stop), Member = member,
            Done = page.Context.Request.Query["done"] is [{ } done] ? done : null, Refused = refused,
        }, status);
    }

    private static async Task<TriedOrder?> Tried(long id, PageRequest page, ILaunches launches, IStandings standings) =>
        (await launches.Pilot(page.Shop, page.Stop)).FirstOrDefault(order => order.Order.Value == id) is { } order
            ? new TriedOrder(order, await standings.Find(RecordKey.Order(page.Shop, order.Order), page.Stop))
            : null;

    private static RazorComponentResult<NotFoundPage> NotInPilot(long id, PageRequest page) =>
        PageRequest.Show<NotFoundPage>(new { page.Frame, Sentence = Say($"No order {id.ToString(CultureInfo.InvariantCulture)} is in the pilot of this shop.") }, StatusCodes.Status404NotFound);
}

/// <summary>What a person asked on the page and why it was not done; of what was typed, the form that was sent has its own.</summary>
public sealed record RefusedLaunch(string Problem)
{
    /// <summary>Of the person.</summary>
    public string? Name { get; init; }

    /// <summary>The name of an order for the pilot.</summary>
    public string? Order { get; init; }

    /// <summary>Why before everything is approved.</summary>
    public string? Reason { get; init; }

    public RefusedRoles? Roles { get; init; }

    /// <summary>Why, beside the field that was typed into.</summary>
    public string? Of(string? typed) => typed is null ? null : Problem;
}

/// <summary>The boxes that were ticked for one person.</summary>
public sealed record RefusedRoles(string Member, bool Owner, IReadOnlyList<Role> Roles);
