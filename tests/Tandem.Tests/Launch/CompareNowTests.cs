using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Grains.Ledger;
using Tandem.Reconciler;
using Tandem.Sandbox.Shopify.Orders;
using Tandem.Sync;
using Xunit;

namespace Tandem.Tests.Launch;

/// <summary>A comparison that a person asks for on the page, to its end.</summary>
public sealed class CompareNowTests(LaunchHouse launch) : IClassFixture<LaunchHouse>
{
    private static readonly Dictionary<string, string?> Nothing = [];

    private static CancellationToken Stop => LaunchHouse.Stop;

    [Fact]
    public async Task Compare_now_is_taken_up_by_the_reconciler_and_the_page_shows_what_it_found()
    {
        var (shop, visitor, merchant) = await launch.Installed();
        using var own = visitor;
        var domain = ShopDomain.Parse(shop.Domain);
        await merchant.Decide(Stop);
        await merchant.Try(shop.Place(DemoOrders.Simple()), Stop);
        await using var reconciler = ReconcilerHost.Build(
            new ConfigurationBuilder().AddConfiguration(launch.House.App.Configuration).AddInMemoryCollection(new Dictionary<string, string?> { ["Shopify:BulkLook"] = "00:00:00.050", ["Reconciler:LookAgainAfter"] = "00:00:00.200" }).Build(), _ => { });
        var watch = reconciler.GetRequiredService<NightWatch>();
        var (cron, zone) = NightWatch.Schedule(new ReconcilerOptions { Schedule = "0 0 29 2 *" });
        Assert.False(await watch.IsDue(domain, cron, zone, Stop));

        await visitor.Visit("/app/reconciliation", Stop);
        await visitor.Send("/app/reconciliation/now", Nothing, Stop);
        Assert.Contains("The reconciler begins within a minute", visitor.Html, StringComparison.Ordinal);
        Assert.True(await watch.IsDue(domain, cron, zone, Stop));
        var report = await watch.Run(domain, thisOdoo: false, _ => { }, Stop);

        Assert.NotNull(report);
        Assert.False(await watch.IsDue(domain, cron, zone, Stop));
        var page = WebUtility.HtmlDecode(await visitor.Visit("/app/reconciliation", Stop));
        Assert.Matches("Shopify and Odoo (agree|differ)", page);
        Assert.DoesNotContain("Asked for", page, StringComparison.Ordinal);
        foreach (var row in await launch.Get<IFindings>().List(domain, FindingState.Open, new Page(50), Stop)) Assert.Contains(row.Finding.Name, page, StringComparison.Ordinal);
        Assert.Equal(NightVerdict.Differs == Assert.Single(await launch.Get<IFindings>().Nights(domain, 5, Stop)).Verdict, page.Contains("Shopify and Odoo differ", StringComparison.Ordinal));
    }
}
