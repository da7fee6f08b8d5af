using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Tandem.App.Admin;
using Tandem.Grains.Ledger;
using Tandem.Grains.Products;
using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Failures;
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
        Assert.Contains("Variant 4", await Read("/app/products?q=4", SampleProducts.Shop), StringComparison.Ordinal);
        Assert.Contains("Nothing fits", await Read("/app/products?q=99999", SampleProducts.Shop), StringComparison.Ordinal);
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

    [Fact]
    public async Task A_product_s_story_shows_its_signals_its_steps_and_on_what_the_two_sides_differ()
    {
        var shop = ShopDomain.Parse("story.myshopify.com");
        await SampleProducts.Fill(host.Services, shop, host.Clock.GetUtcNow());
        var (product, record) = (new ProductId(50), RecordKey.Product(shop, new ProductId(50)));
        var pair = new FieldPair(new FieldPlace(new VariantId(5), "price"), "MUG", FieldOwner.Odoo, "8", "10");
        await host.Services.GetRequiredService<IProductFields>().Replace(shop, product, [new FieldStanding(pair, FieldState.Differs, null, ListingText.ChangedByOther(pair))], stop);
        await host.Services.GetRequiredService<IStandings>().Conclude(
            [new ActivityEntry(host.Clock.GetUtcNow(), record, "write", ActivityOutcome.Done, "MUG in Shopify: cost “3” → “4”.", TimeSpan.Zero, "pass")], record, new Standing.InStep(null, "All fields agree."),
            new RecordFacts("Painted mug", new OdooDocument("product.template", 77, "Painted mug"), null), null, stop);
        using var client = host.As(shop.Value);

        Assert.Contains("href=\"/app/products/50/trace\"", WebUtility.HtmlDecode(await client.GetStringAsync("/app/products", stop)), StringComparison.Ordinal);
        using var asked = await client.PostAsync("/app/products/50/sync", null, stop);
        Assert.Equal("/app/products/50/trace?asked=sync", asked.Headers.Location!.ToString());
        var page = WebUtility.HtmlDecode(await client.GetStringAsync("/app/products/50/trace", stop));
        foreach (var shown in new[] { "Painted mug", "MUG in Shopify: cost “3” → “4”.", "It was changed in Shopify, and Odoo owns it. Shopify says “8”, Odoo says “10”.", "sync now", "A person asked", "Waits", "/web#id=77&model=product.template" })
            Assert.Contains(shown, page, StringComparison.Ordinal);

        using var other = host.As("beta.myshopify.com");
        using var unknown = await other.GetAsync("/app/products/50/trace", stop);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public async Task A_variant_is_linked_by_hand_from_its_row_and_the_link_is_removed()
    {
        Assert.Contains("href=\"/app/products/3/link\"", await Read("/app/products", SampleProducts.Shop), StringComparison.Ordinal);
        var page = await Read("/app/products/3/link?q=mug", SampleProducts.Shop);
        Assert.Contains("Product 12 (id 12)", page, StringComparison.Ordinal);
        Assert.Contains("How many Dozens one is", page, StringComparison.Ordinal);
        Assert.Contains("Linked to the Odoo product 8, by a test.", page, StringComparison.Ordinal);
        Assert.Contains("Decided by staff member 42.", page, StringComparison.Ordinal);

        using var client = host.As(SampleProducts.Shop);
        var (desk, user) = ((SampleDesk)host.Services.GetRequiredService<IProductDesk>(), "42");
        using var linked = await Post(client, "/app/products/3/link", ("product", "12"), ("units", "0.5"));
        using var unlinked = await Post(client, "/app/products/3/unlink");
        Assert.Equal(
            [(HttpStatusCode.SeeOther, "/app/products?asked=link"), (HttpStatusCode.SeeOther, "/app/products?asked=unlink")],
            new[] { linked, unlinked }.Select(answer => (answer.StatusCode, answer.Headers.Location!.ToString())));
        Assert.Equal([$"link 3 12 0.5 {user}", $"unlink 3 {user}"], desk.Done);
    }

    [Fact]
    public async Task What_cannot_be_linked_is_said_and_nothing_is_changed()
    {
        await SampleProducts.Fill(host.Services, ShopDomain.Parse(SampleProducts.Shop), host.Clock.GetUtcNow());
        using var client = host.As(SampleProducts.Shop);
        foreach (var (product, units, said) in new[] { ("12", "none", "a number above 0"), ("", "1", "Choose one of the Odoo products"), ("13", "1", "Product 13 is archived in Odoo") })
        {
            using var refused = await Post(client, "/app/products/4/link", ("product", product), ("units", units), ("q", "mug"));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
            var page = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync(stop));
            Assert.Contains(said, page, StringComparison.Ordinal);
            Assert.Contains("Product 12 (id 12)", page, StringComparison.Ordinal);
        }

        Assert.Contains("could not be reached", await Read("/app/products/4/link?q=away", SampleProducts.Shop), StringComparison.Ordinal);
        Assert.Contains("has “scarf” as its barcode", await Read("/app/products/4/link?q=scarf", SampleProducts.Shop), StringComparison.Ordinal);
        using var unknown = await client.GetAsync("/app/products/999/link", stop);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public async Task Home_shows_how_products_and_locations_stand()
    {
        var shop = ShopDomain.Parse(SampleProducts.Shop);
        var flows = new FlowReport([new FlowStanding(Flow.Inventory, FlowState.Blocked)], [], true);
        await host.Services.GetRequiredService<IStandings>().Set(
            RecordKey.Location(shop, new LocationId(7001)),
            new Standing.BlockedBy([new Blocker(BlockerCode.LocationUnmapped, "location 7001", "“Main” was deactivated in Shopify.", Role.Operations, "inventory.locations")]),
            new RecordFacts("Main") { Flows = flows }, null, stop);

        var home = await Read("/app", SampleProducts.Shop);
        Assert.Contains("Locations: 1 blocked.", home, StringComparison.Ordinal);
        Assert.Contains("variants known to Odoo, 3 need a person.", home, StringComparison.Ordinal);
        var exceptions = await Read("/app/exceptions", SampleProducts.Shop);
        Assert.Contains("1 location waits", exceptions, StringComparison.Ordinal);
    }

    private async Task<HttpResponseMessage> Post(HttpClient client, string path, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return await client.PostAsync(path, form, stop);
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
