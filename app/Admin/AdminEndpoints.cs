using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Tandem.App.Install;
using Tandem.Grains.Ledger;
using Tandem.Sync;

namespace Tandem.App.Admin;

/// <summary>The pages inside the Shopify admin and what a person can ask for on them.</summary>
internal static class AdminEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(BouncePage.Path, (HttpContext context, IOptions<AdminSettings> settings) => BouncePage.Get(context, settings.Value));
        routes.MapGet(EmbeddedScript.Path, EmbeddedScript.Get);

        // No antiforgery: its cookie would be a third party's in the frame, and no browser sends a bearer token by itself.
        var app = routes.MapGroup("/app").RequireAuthorization(SessionTokens.Scheme).RequireRateLimiting(Hosting.Limits.Pages).AddEndpointFilter(PageHeaders).AddEndpointFilter(ReadableInput.Filter).AddEndpointFilter(Installed).DisableAntiforgery();
        app.MapGet("", Home);
        app.MapGet("orders", Orders);
        app.MapGet("orders/{id:long:min(1)}", Order);
        app.MapPost("orders/{id:long:min(1)}/sync", SyncNow);
        app.MapByHand();
        app.MapProducts();
        app.MapFields();
        app.MapStock();
        app.MapGet("exceptions", Exceptions);
        app.MapPost("exceptions/try-again", TryAgain);
        app.MapReconciliation();
        app.MapSetup();
        app.MapLaunch();
        app.MapPrivacy();
        app.MapReview();
        app.MapHistory();
        FlowEndpoints.Map(app);
    }

    private static ValueTask<object?> PageHeaders(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var context = invocation.HttpContext;
        var settings = context.RequestServices.GetRequiredService<IOptions<AdminSettings>>().Value;
        AdminHeaders.Write(context.Response, settings, AdminSession.Of(context.User).Shop);
        return next(invocation);
    }

    /// <summary>Whoever opens the app in a shop that installed it connects the shop: Shopify gives a token for the session's.</summary>
    private static async ValueTask<object?> Installed(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var context = invocation.HttpContext;
        if (context.RequestServices.GetService<ManagedInstall>() is not { } install) return await next(invocation);
        if (await install.Ensure(AdminSession.Of(context.User), SessionTokens.Of(context.Request), context.RequestAborted) is not { } problem) return await next(invocation);
        var frame = PageFrame.Of(
            context.RequestServices.GetRequiredService<IOptions<AdminSettings>>().Value, AdminSession.Of(context.User).Shop, context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow());
        return PageRequest.Show<NotFoundPage>(new { Frame = frame, Sentence = problem }, StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<IResult> Home([AsParameters] PageRequest page)
    {
        var reading = await page.Readings.Shop(page.Shop, page.Now.AddDays(-1), page.Stop);
        return PageRequest.Show<HomePage>(new { page.Frame, Reading = reading });
    }

    private static async Task<IResult> Orders([AsParameters] PageRequest page)
    {
        var query = OrdersQuery.Of(page.Context.Request.Query);
        if (query is { By: { } by, Text: { } text })
            return PageRequest.Show<OrdersPage>(new { page.Frame, Query = query, Orders = Array.Empty<RecordStanding>(), Found = await page.Context.RequestServices.GetRequiredService<OrderFinder>().Find(page.Shop, by, text, page.Stop) });
        return PageRequest.Show<OrdersPage>(new { page.Frame, Query = query, Orders = await page.Readings.Orders(page.Shop, query.Search, page.Stop) });
    }

    private static async Task<IResult> Order(long id, [AsParameters] PageRequest page) =>
        await page.Readings.Order(page.Shop, new OrderId(id), page.Stop) is { } trace
            ? PageRequest.Show<OrderPage>(new { page.Frame, Trace = trace, Asked = page.Context.Request.Query["asked"] == "sync" })
            : NoSuchOrder(id, page);

    private static async Task<IResult> SyncNow(long id, [AsParameters] PageRequest page, IAdminActions actions, IStaff staff)
    {
        if (await page.Readings.Order(page.Shop, new OrderId(id), page.Stop) is null) return NoSuchOrder(id, page);
        if (await page.Refuse(staff, DailyRights.AnyRole, Say("has an order tried again"), $"/app/orders/{id.ToString(CultureInfo.InvariantCulture)}") is { } refused) return refused;
        await actions.SyncNow(page.Shop, new OrderId(id), page.User, page.Stop);
        return new SeeOther($"/app/orders/{id.ToString(CultureInfo.InvariantCulture)}?asked=sync");
    }

    private static async Task<IResult> Exceptions([AsParameters] PageRequest page)
    {
        var causes = await page.Readings.Causes(page.Shop, page.Stop);
        int? asked = int.TryParse(page.Context.Request.Query["asked"], NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : null;
        return PageRequest.Show<ExceptionsPage>(new { page.Frame, Causes = causes, Asked = asked });
    }

    private static async Task<IResult> TryAgain([AsParameters] PageRequest page, IAdminActions actions, IStaff staff)
    {
        if (await page.Refuse(staff, DailyRights.AnyRole, Say("has orders tried again"), "/app/exceptions") is { } refused) return refused;
        if (!page.Context.Request.HasFormContentType) return TypedResults.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        var form = await page.Context.Request.ReadFormAsync(page.Stop);
        if (OrdersQuery.CodeOf(form["code"]) is not { } code || form["subject"] is not [{ } subject]) return TypedResults.BadRequest(Say("Name the code and the subject of one cause."));
        var count = await actions.TryCauseAgain(page.Shop, code, subject, page.User, page.Stop);
        return new SeeOther($"/app/exceptions?asked={count.ToString(CultureInfo.InvariantCulture)}");
    }

    internal static RazorComponentResult<NotFoundPage> NoSuchOrder(long id, PageRequest page) =>
        PageRequest.Show<NotFoundPage>(
            new { page.Frame, Sentence = Say($"Tandem knows no order {id.ToString(CultureInfo.InvariantCulture)} in this shop. If it was placed just now, it appears within seconds.") },
            StatusCodes.Status404NotFound);
}
