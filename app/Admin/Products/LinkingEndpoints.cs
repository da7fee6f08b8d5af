using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Tandem.Grains.Ledger;
using Tandem.Sync;

namespace Tandem.App.Admin;

/// <summary>The page on which one variant is linked by hand, and what a person can ask for on it.</summary>
internal static class LinkingEndpoints
{
    private const decimal MostUnits = 100_000m;

    public static void MapLinking(this IEndpointRouteBuilder app)
    {
        app.MapGet("products/{variant:long:min(1)}/link", Show);
        app.MapPost("products/{variant:long:min(1)}/link", Link);
        app.MapPost("products/{variant:long:min(1)}/unlink", Unlink);
    }

    private static Task<IResult> Show(long variant, [AsParameters] PageRequest page, IProductDesk desk) =>
        Answer(page, desk, new VariantId(variant), Text(page.Context.Request.Query["q"]), null, StatusCodes.Status200OK);

    private static async Task<IResult> Link(long variant, [AsParameters] PageRequest page, IProductDesk desk, IStaff staff)
    {
        if (!page.Context.Request.HasFormContentType) return TypedResults.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        var form = await page.Context.Request.ReadFormAsync(page.Stop);
        var units = decimal.TryParse(form["units"].ToString().Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var many) && many is > 0m and <= MostUnits ? many : (decimal?)null;
        var typed = new RefusedLink(form["product"].ToString(), form["units"].ToString());
        if (await page.Denied(staff, DailyRights.OfProducts, Say("links a variant")) is { } denied) return await Answer(page, desk, new VariantId(variant), Text(form["q"]), denied, StatusCodes.Status403Forbidden, typed);
        var wrong = !int.TryParse(form["product"], NumberStyles.None, CultureInfo.InvariantCulture, out var product) ? Say("Choose one of the Odoo products.")
            : units is null ? Say("Say how much of the Odoo product one of the variant is: a number above 0, such as 1, 6 or 0.5.")
            : await desk.Link(page.Shop, new VariantId(variant), new OdooId<Product>(product), units.Value, page.User, page.Stop);
        return wrong is null ? new SeeOther("/app/products?asked=link") : await Answer(page, desk, new VariantId(variant), Text(form["q"]), wrong, StatusCodes.Status422UnprocessableEntity, typed);
    }

    private static async Task<IResult> Unlink(long variant, [AsParameters] PageRequest page, IProductDesk desk, IStaff staff) =>
        await page.Refuse(staff, DailyRights.OfProducts, Say("removes a variant's link"), $"/app/products/{variant}/link") is { } refused ? refused
        : await desk.Unlink(page.Shop, new VariantId(variant), page.User, page.Stop) is { } wrong
            ? await Answer(page, desk, new VariantId(variant), null, wrong, StatusCodes.Status422UnprocessableEntity)
            : new SeeOther("/app/products?asked=unlink");

    private static async Task<IResult> Answer(PageRequest page, IProductDesk desk, VariantId variant, string? text, string? wrong, int status, RefusedLink? typed = null)
    {
        var reading = await desk.Read(page.Shop, variant, text, page.Stop);
        if (reading is { Row: null, Link: null } && status == StatusCodes.Status403Forbidden)
            return PageRequest.Show<RefusedPage>(new { page.Frame, Sentence = wrong, Back = "/app/products" }, status);
        if (reading is { Row: null, Link: null })
            return PageRequest.Show<NotFoundPage>(new { page.Frame, Sentence = Say($"Tandem knows no variant {variant} in this shop. Compare the catalogues on the products page; it then appears there.") }, StatusCodes.Status404NotFound);
        return PageRequest.Show<LinkingPage>(new { page.Frame, Variant = variant, Reading = reading, Text = text, Wrong = wrong, Typed = typed }, status);
    }

    private static string? Text(string? typed) => typed?.Trim() is { Length: > 0 } text ? text[..Math.Min(text.Length, 100)] : null;
}

/// <summary>What was typed to link a variant, and refused.</summary>
public sealed record RefusedLink(string Product, string Units);
