using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Grains.Ledger;
using Tandem.Sync;
using Tandem.Sync.Records;
using Xunit;

namespace Tandem.Tests.Admin;

/// <summary>Our pages use Polaris as Shopify publishes it: an attribute that does not exist would be dropped in silence.</summary>
public sealed class PolarisTests(AdminHost host) : IClassFixture<AdminHost>
{
    [Fact]
    public async Task Each_tag_attribute_value_and_slot_of_our_pages_exists()
    {
        var stop = TestContext.Current.CancellationToken;
        var types = await PolarisTypes.Fetch(stop);
        await host.Services.GetRequiredService<IFlows>().Pause(SampleShops.Alpha, Flow.Refunds, "Shopify user 1", "The year is being closed.", stop);
        var flows = new FlowReport([new FlowStanding(Flow.Orders, FlowState.InStep), new FlowStanding(Flow.Refunds, FlowState.Held, "A credit note is to be made.", Flow.Refunds)], [], true);
        await host.Services.GetRequiredService<IStandings>().Set(
            RecordKey.Order(SampleShops.Alpha, new OrderId(1030)), new Standing.HeldByPausedFlow(Flow.Refunds), new RecordFacts("#1030") { Flows = flows }, null, stop);
        string[] pages = ["/app", "/app/orders", "/app/orders?q=nothing&code=TaxUnmapped", "/app/orders/1004?asked=sync", "/app/orders/1031", "/app/orders/1034", "/app/orders/1030", "/app/exceptions", "/app/exceptions?asked=2", "/app/products", "/app/products?asked=compare&state=changed", "/app/products?q=nothing", "/app/products/3/link?q=mug", "/app/products/4/link?q=scarf", "/app/history", "/app/reconciliation", "/app/reconciliation?state=healed&refused=days", "/app/products/fields", "/app/products/fields?taken=one", "/app/privacy", "/app/review", "/app/orders/1035", "/app/orders/999"];
        using var client = host.As("alpha.myshopify.com");
        await host.Services.GetRequiredService<IHistoryImports>().Start(SampleShops.Alpha, new PlacedBetween(host.Clock.GetUtcNow().AddDays(-90), host.Clock.GetUtcNow()), 12, "Shopify user 1", stop);
        await SampleNights.Fill(host.Services, SampleShops.Alpha, host.Clock.GetUtcNow());
        await SampleProducts.Fill(host.Services, Tandem.Sync.ShopDomain.Parse(SampleProducts.Shop), host.Clock.GetUtcNow());

        foreach (var page in pages)
        {
            using var answer = await client.GetAsync(page, stop);
            Assert.Equal(page.EndsWith("999", StringComparison.Ordinal) ? HttpStatusCode.NotFound : HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal([], PolarisMarkup.Wrong(await answer.Content.ReadAsStringAsync(stop), types).Select(wrong => $"{page}: {wrong}"));
        }
    }
}
