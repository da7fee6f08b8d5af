using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Grains.Ledger;
using Tandem.Grains.Products;
using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Listings;
using Tandem.Sync.Products;
using Tandem.Sync.Records;
using Tandem.Tests.Products;
using Xunit;

namespace Tandem.Tests.Admin;

public sealed class ProductsPageTests(AdminHost host) : IClassFixture<AdminHost>
{
    private readonly CancellationToken stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_page_counts_lists_and_says_what_to_do()
    {
        var text = await Read("/app/products", SampleProducts.Shop);

        Assert.Contains("3 variants need a person: an order with one of them cannot be written.", text, StringComparison.Ordinal);
        Assert.Contains("Ambiguous: 2", text, StringComparison.Ordinal);
        Assert.Contains("Another variant in Shopify has the same SKU “MUG”", text, StringComparison.Ordinal);
        Assert.Contains("https://erp.example.com/web#id=8&model=product.product", text, StringComparison.Ordinal);
        Assert.Contains("action=\"/app/products/5/approve\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_narrows_by_state_and_text_and_shows_no_other_shop()
    {
        Assert.DoesNotContain("Variant 1<", await Read("/app/products?state=unmatched", SampleProducts.Shop), StringComparison.Ordinal);
        Assert.Contains("Variant 4", await Read("/app/products?q=nobody", SampleProducts.Shop), StringComparison.Ordinal);
        Assert.Contains("Nothing fits", await Read("/app/products?q=xyz", SampleProducts.Shop), StringComparison.Ordinal);
        Assert.Contains("Not compared yet", await Read("/app/products", "beta.myshopify.com"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_report_is_downloaded_as_it_is_listed()
    {
        await SampleProducts.Fill(host.Services, ShopDomain.Parse(SampleProducts.Shop), host.Clock.GetUtcNow());
        using var client = host.As(SampleProducts.Shop);
        using var answer = await client.GetAsync("/app/products.csv?state=ambiguous", stop);
        var lines = (await answer.Content.ReadAsStringAsync(stop)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(("text/csv", "products.csv"), (answer.Content.Headers.ContentType!.MediaType, answer.Content.Headers.ContentDisposition!.FileName));
        Assert.Equal(3, lines.Length);
        Assert.All(lines.Skip(1), line => Assert.StartsWith("ambiguous,shared_by_variants,", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Approving_takes_the_codes_that_the_page_showed_and_comparing_is_asked_for()
    {
        var shop = ShopDomain.Parse("delta.myshopify.com");
        await SampleProducts.Fill(host.Services, shop, host.Clock.GetUtcNow());
        using var client = host.As(shop.Value);

        using var approved = await client.PostAsync("/app/products/5/approve", null, stop);
        using var compared = await client.PostAsync("/app/products/compare", null, stop);
        using var nothing = await client.PostAsync("/app/products/4/approve", null, stop);

        Assert.Equal(
            [(HttpStatusCode.SeeOther, "/app/products?asked=approve"), (HttpStatusCode.SeeOther, "/app/products?asked=compare"), (HttpStatusCode.SeeOther, "/app/products?asked=gone")],
            new[] { approved, compared, nothing }.Select(answer => (answer.StatusCode, answer.Headers.Location!.ToString())));
        var link = (await host.Services.GetRequiredService<IProductLinks>().All(shop, stop))[new VariantId(5)];
        Assert.Equal("RENAMED", link.Seen.Sku);
        var inbox = host.Services.GetRequiredService<IInbox>();
        Assert.True(await inbox.Waits(RecordKey.Product(shop, new ProductId(50)), stop));
        Assert.True(await inbox.Waits(Catalogue.Of(shop), stop));
    }

    [Fact]
    public async Task Open_fields_are_listed_with_both_values_and_the_owners_are_taken()
    {
        var shop = ShopDomain.Parse("fields.myshopify.com");
        var pair = new FieldPair(new FieldPlace(new VariantId(5), "price"), "MUG", FieldOwner.Odoo, "8", "10");
        var fields = host.Services.GetRequiredService<IProductFields>();
        await fields.Replace(shop, new ProductId(50), [new FieldStanding(pair, FieldState.Differs, null, ListingText.ChangedByOther(pair))], stop);
        using var client = host.As(shop.Value);

        var page = WebUtility.HtmlDecode(await client.GetStringAsync("/app/products/fields", stop));
        Assert.Contains("1 field waits for a person.", page, StringComparison.Ordinal);
        Assert.Contains("It was changed in Shopify, and Odoo owns it. Shopify says “8”, Odoo says “10”.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("waits for a person", await Read("/app/products/fields", "beta.myshopify.com"), StringComparison.Ordinal);

        using var taken = await client.PostAsync("/app/products/fields/50/take", null, stop);
        Assert.Equal("/app/products/fields?taken=one", taken.Headers.Location!.ToString());
        Assert.True((await fields.Of(shop, new ProductId(50), stop))[pair.Place].Taken);
        Assert.True(await host.Services.GetRequiredService<IInbox>().Waits(RecordKey.Product(shop, new ProductId(50)), stop));
    }

    private async Task<string> Read(string page, string shop)
    {
        await SampleProducts.Fill(host.Services, ShopDomain.Parse(SampleProducts.Shop), host.Clock.GetUtcNow());
        using var client = host.As(shop);
        using var answer = await client.GetAsync(page, stop);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(stop));
    }
}

/// <summary>A match report with a row of each kind.</summary>
internal static class SampleProducts
{
    public const string Shop = "alpha.myshopify.com";

    public static async Task Fill(IServiceProvider services, ShopDomain shop, DateTimeOffset at)
    {
        CatalogueVariant[] variants = [Goods.Variant(1, "MUG"), Goods.Variant(2, "MUG"), Goods.Variant(3, "HAT"), Goods.Variant(4, "NOBODY"), Goods.Variant(5, "RENAMED")];
        CatalogueProduct[] products = [Goods.Product(7, "MUG"), Goods.Product(8, "HAT"), Goods.Product(9, "ELSE"), Goods.Product(10, "CUP")];
        ProductLink[] links = [Goods.Link(variants[2], products[1]), Goods.Link(Goods.Variant(5, "CUP"), products[3]), Goods.Link(Goods.Variant(6, "GONE"), products[0])];
        await services.GetRequiredService<IProductLinks>().Add(shop, links, default);
        await services.GetRequiredService<IProductMatches>().Replace(shop, MatchRows.Of(Goods.Report(variants, products, links), Goods.BySku), at, default);
    }
}
