using System.Globalization;
using Tandem.Grains.Ledger;
using Tandem.Grains.Listings;
using Tandem.Sync;

namespace Tandem.App.Admin;

/// <summary>The page of fields that the two sides do not agree on, and a person's word about them.</summary>
internal static class FieldsEndpoints
{
    public const int PageSize = 50;

    private const int LastPage = 10_000;

    public static void MapFields(this IEndpointRouteBuilder app)
    {
        app.MapGet("products/fields", Fields);
        app.MapPost("products/fields/take", TakeAll);
        app.MapPost("products/fields/{product:long:min(1)}/take", Take);
    }

    private static async Task<IResult> Fields([AsParameters] PageRequest page, IProductFields fields)
    {
        var query = page.Context.Request.Query;
        var number = int.TryParse(query["page"], NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? Math.Clamp(asked, 1, LastPage) : 1;
        var open = await fields.Open(page.Shop, new Page(PageSize + 1, (number - 1) * PageSize), page.Stop);
        return PageRequest.Show<FieldsPage>(new { page.Frame, Open = open, Counts = await fields.Counts(page.Shop, page.Stop), Number = number, Taken = query.ContainsKey("taken") });
    }

    private static async Task<IResult> TakeAll([AsParameters] PageRequest page, ListingTaking taking, IStaff staff)
    {
        if (await page.Refuse(staff, DailyRights.OfProducts, Say("says whose value counts"), "/app/products/fields") is { } refused) return refused;
        await taking.Take(page.Shop, null, await page.Known(staff), page.Stop);
        return new SeeOther("/app/products/fields?taken=all");
    }

    private static async Task<IResult> Take(long product, [AsParameters] PageRequest page, ListingTaking taking, IStaff staff)
    {
        if (await page.Refuse(staff, DailyRights.OfProducts, Say("says whose value counts"), "/app/products/fields") is { } refused) return refused;
        await taking.Take(page.Shop, new ProductId(product), await page.Known(staff), page.Stop);
        return new SeeOther("/app/products/fields?taken=one");
    }
}
