using Tandem.App.Privacy;
using Tandem.Grains.Ledger;
using Tandem.Sync.Privacy;

namespace Tandem.App.Admin;

/// <summary>What customers asked about their data, and the file that answers them.</summary>
internal static class PrivacyEndpoints
{
    public static void MapPrivacy(this IEndpointRouteBuilder app)
    {
        app.MapGet("privacy", Requests);
        app.MapGet("privacy/{id:long:min(1)}/customer.json", Download);
    }

    private static async Task<IResult> Requests([AsParameters] PageRequest page, IPrivacyRequests requests, IStaff staff) => PageRequest.Show<PrivacyPage>(new
    {
        page.Frame, Requests = await requests.Of(page.Shop, page.Stop), Owner = (await staff.Meet(page.Shop, page.User, page.Stop)).Owner,
    });

    private static async Task<IResult> Download(long id, [AsParameters] PageRequest page, IPrivacyRequests requests, IStaff staff, ISetupDrafts diary)
    {
        if (await requests.Find(page.Shop, id, page.Stop) is not { Topic: PrivacyTopic.CustomerData, Forgotten: false } request)
            return PageRequest.Show<NotFoundPage>(new { page.Frame, Sentence = Say("There is no such request in this shop, or it was answered so long ago that by what its customer is found is forgotten.") }, StatusCodes.Status404NotFound);
        var member = await staff.Meet(page.Shop, page.User, page.Stop);
        if (!member.Owner) return PageRequest.Show<RefusedPage>(new { page.Frame, Sentence = PrivacyWords.OwnersOnly, Back = "/app/privacy" }, StatusCodes.Status403Forbidden);
        var bytes = await page.Context.RequestServices.GetRequiredService<CustomerFile>().Of(request, page.Stop);
        await requests.Settle(request, member.Known, "The file was downloaded by", forget: false, page.Stop);
        await diary.Note(page.Shop, member.Known, $"What is held of {PrivacyWords.Kept(request)} was downloaded, as they asked through Shopify.", page.Stop);
        page.Context.Response.Headers.CacheControl = "no-store";
        return Results.Bytes(bytes, "application/json; charset=utf-8", $"customer-{id}.json");
    }
}
