using System.Globalization;
using System.Text;
using Tandem.Grains.Ledger;
using Tandem.Sync;
using Tandem.Sync.Products;

namespace Tandem.App.Admin;

/// <summary>The products page, its file, and what a person can ask for on it.</summary>
internal static class ProductsEndpoints
{
    private const int InOneRead = 1000;

    public static void MapProducts(this IEndpointRouteBuilder app)
    {
        app.MapGet("products", Products);
        app.MapGet("products.csv", Download);
        app.MapPost("products/compare", Compare);
        app.MapPost("products/{variant:long:min(1)}/approve", Approve);
        app.MapGet("products/{product:long:min(1)}/trace", Trace);
        app.MapPost("products/{product:long:min(1)}/sync", SyncNow);
        app.MapLinking();
    }

    private static async Task<IResult> Products([AsParameters] PageRequest page)
    {
        var query = ProductsQuery.Of(page.Context.Request.Query);
        var reading = await page.Readings.Products(page.Shop, query.Filter, new Page(ProductsQuery.PageSize + 1, (query.Page - 1) * ProductsQuery.PageSize), page.Stop);
        var asked = page.Context.Request.Query["asked"].ToString() switch
        {
            "compare" => Say("Tandem compares both catalogues now. With many products this takes some minutes; reload to see the outcome."),
            "approve" => Say("The codes as they are now are approved; the variant stays linked. The list follows in a moment."),
            "link" => Say("The variant is linked by hand. Orders that waited for it go on, and its stock is told with the next look."),
            "unlink" => Say("The link is removed; the shop's rule looks for the product again."),
            "gone" => Say("There was nothing to approve any more; the list shows how it stands."),
            _ => null,
        };
        return PageRequest.Show<ProductsPage>(new { page.Frame, Query = query, Reading = reading, Asked = asked });
    }

    private static async Task Download([AsParameters] PageRequest page)
    {
        var (query, response) = (ProductsQuery.Of(page.Context.Request.Query), page.Context.Response);
        response.ContentType = "text/csv; charset=utf-8";
        response.Headers.ContentDisposition = "attachment; filename=products.csv";
        await using var writer = new StreamWriter(response.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        await writer.WriteLineAsync(MatchCsv.Header);
        for (var skip = 0; ; skip += InOneRead)
        {
            var rows = await page.Readings.ProductRows(page.Shop, query.Filter, new Page(InOneRead, skip), page.Stop);
            foreach (var row in rows) await writer.WriteLineAsync(MatchCsv.Line(row));
            if (rows.Count < InOneRead) return;
        }
    }

    private static async Task<IResult> Trace(long product, [AsParameters] PageRequest page) =>
        await page.Readings.Product(page.Shop, new ProductId(product), page.Stop) is { } trace
            ? PageRequest.Show<ProductTracePage>(new { page.Frame, Trace = trace, Asked = page.Context.Request.Query["asked"] == "sync" })
            : PageRequest.Show<NotFoundPage>(
                new { page.Frame, Sentence = Say($"Tandem knows no product {product} in this shop. Compare the catalogues on the products page to see those that were made just now.") },
                StatusCodes.Status404NotFound);

    private static async Task<IResult> SyncNow(long product, [AsParameters] PageRequest page, IAdminActions actions, IStaff staff)
    {
        if (await page.Refuse(staff, DailyRights.AnyRole, Say("has a product looked at again"), ProductTraceWords.Address(new ProductId(product))) is { } refused) return refused;
        await actions.SyncNow(page.Shop, new ProductId(product), page.User, page.Stop);
        return new SeeOther($"{ProductTraceWords.Address(new ProductId(product))}?asked=sync");
    }

    private static async Task<IResult> Compare([AsParameters] PageRequest page, IAdminActions actions, IStaff staff)
    {
        if (await page.Refuse(staff, DailyRights.AnyRole, Say("has the catalogues compared"), "/app/products") is { } refused) return refused;
        await actions.CompareProducts(page.Shop, page.User, page.Stop);
        return new SeeOther("/app/products?asked=compare");
    }

    private static async Task<IResult> Approve(long variant, [AsParameters] PageRequest page, IAdminActions actions, IStaff staff) =>
        await page.Refuse(staff, DailyRights.OfProducts, Say("approves a variant's link"), "/app/products") is { } refused
            ? refused
            : new SeeOther(await actions.ApproveCodes(page.Shop, new VariantId(variant), page.User, page.Stop) ? "/app/products?asked=approve" : "/app/products?asked=gone");
}
