using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Grains.Ledger;
using Tandem.Sync;
using Tandem.Sync.Records;
using Tandem.Tests.Products;
using Xunit;

namespace Tandem.Tests.Admin;

public sealed class StockPageTests(AdminHost host) : IClassFixture<AdminHost>
{
    private static readonly ShopDomain Shop = ShopDomain.Parse("stocked.myshopify.com");
    private static readonly LocationId Here = new(7001);

    private readonly CancellationToken stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_location_says_where_it_stands_and_each_level_what_Shopify_was_told()
    {
        await Fill();
        using var client = host.As(Shop.Value);

        var page = await Read(client, "/app/stock");
        foreach (var shown in new[] { "Main warehouse", "In step: 1", "Needs a person: 1", "Not looked at yet: 1", "1 level changed in Odoo since", "12", "This product has no stock in Odoo.", "/web#id=8&model=product.product", "href=\"/app/stock/7001\"" })
            Assert.Contains(shown, page, StringComparison.Ordinal);

        Assert.DoesNotContain(">CUP<", await Read(client, "/app/stock?state=waiting&location=7001"), StringComparison.Ordinal);
        Assert.Contains(">HAT<", await Read(client, "/app/stock?state=waiting&location=7001"), StringComparison.Ordinal);
        Assert.Contains(">CUP<", await Read(client, "/app/stock?q=cup"), StringComparison.Ordinal);
        Assert.Contains("Nothing fits", await Read(client, "/app/stock?q=xyz"), StringComparison.Ordinal);
        using var other = host.As("beta.myshopify.com");
        Assert.Contains("No stock is told yet", await Read(other, "/app/stock"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_location_tells_its_story_and_is_looked_at_again_in_whole_when_a_person_asks()
    {
        await Fill();
        using var client = host.As(Shop.Value);

        Assert.Contains("HAT waits at Main warehouse.", await Read(client, "/app/stock/7001"), StringComparison.Ordinal);
        using var asked = await client.PostAsync("/app/stock/7001/sync", null, stop);
        Assert.Equal("/app/stock/7001?asked=sync", asked.Headers.Location!.ToString());
        Assert.True(await host.Services.GetRequiredService<IInbox>().Waits(RecordKey.Location(Shop, Here), stop));
        Assert.Equal(3, (await host.Services.GetRequiredService<IStockLevels>().Due(Shop, Here, null, 10, stop)).Count);

        using var other = host.As("beta.myshopify.com");
        using var unknown = await other.GetAsync("/app/stock/7001", stop);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    /// <summary>Three linked variants at one location: told, waiting for a person, and not looked at yet.</summary>
    private async Task Fill()
    {
        var (levels, now) = (host.Services.GetRequiredService<IStockLevels>(), host.Clock.GetUtcNow());
        await SampleProducts.Fill(host.Services, Shop, now);
        await levels.MarkAll(Shop, Here, stop);
        var due = (await levels.Due(Shop, Here, null, 10, stop)).ToDictionary(level => level.Name);
        await levels.Settle(Shop, Here, [new SettledLevel(due["CUP"].Variant, 12, LevelState.InStep, null, due["CUP"].Due), new SettledLevel(due["HAT"].Variant, null, LevelState.Waiting, "This product has no stock in Odoo.", due["HAT"].Due)], stop);
        var record = RecordKey.Location(Shop, Here);
        await host.Services.GetRequiredService<IStandings>().Conclude(
            [new ActivityEntry(now, record, "stock", ActivityOutcome.Done, "HAT waits at Main warehouse.", TimeSpan.Zero, "pass")], record, new Standing.InStep(null, "All levels agree."), new RecordFacts("Main warehouse", null, null), null, stop);
    }

    private async Task<string> Read(HttpClient client, string path) => WebUtility.HtmlDecode(await client.GetStringAsync(path, stop));
}
