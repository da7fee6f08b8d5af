using System.Net;
using Tandem.App.Setup;
using Tandem.Grains.Ledger;
using Tandem.Sandbox.House;
using Tandem.Sandbox.Shopify.Orders;
using Tandem.Sandbox.Stories;
using Tandem.Sync;
using Tandem.Sync.Records;
using Tandem.Tests.Languages;
using Xunit;

namespace Tandem.Tests.Launch;

/// <summary>Approvals, the pilot, and switching live sync on.</summary>
public sealed class LaunchPagesTests(LaunchHouse launch) : IClassFixture<LaunchHouse>
{
    private static CancellationToken Stop => LaunchHouse.Stop;

    [Fact]
    public async Task A_new_merchant_goes_from_install_to_live_through_the_pages_alone()
    {
        using var told = new StringWriter(System.Globalization.CultureInfo.InvariantCulture);

        Assert.True(await SetupStory.Run(new PracticeHouseOptions { OdooVersion = 18 }, told, Stop) == 0, told.ToString());
    }

    [Fact]
    public async Task Nothing_but_the_pilot_is_written_before_the_launch_and_a_reason_that_is_kept_switches_it_on_early()
    {
        var (shop, visitor, merchant) = await launch.Installed();
        using var own = visitor;
        var domain = ShopDomain.Parse(shop.Domain);
        await merchant.GoLive("We are in a hurry.", Stop, refused: true);
        var (pilot, waiting) = (shop.Place(DemoOrders.Simple()), shop.Place(DemoOrders.Simple()));
        await merchant.Decide(Stop);
        await shop.Webhooks.Deliver(waiting, "orders/create", cancellationToken: Stop);
        await merchant.Try(pilot, Stop);
        await visitor.Visit("/app", Stop);
        Assert.DoesNotContain("/resume\"", visitor.Html, StringComparison.Ordinal);
        Assert.Contains("Live sync is off", visitor.Html, StringComparison.Ordinal);
        Assert.Null(await launch.Get<IFlows>().Resume(domain, Flow.Orders, "somebody", "why", Stop));

        await merchant.GoLive("", Stop, refused: true);
        Assert.Null(await launch.Get<IStandings>().Find(RecordKey.Order(domain, new OrderId(waiting.Number)), Stop));
        await merchant.GoLive("The season begins tomorrow.", Stop);

        var state = (await launch.Get<ILaunches>().Find(domain, Stop))!;
        Assert.True(state.Live);
        Assert.Contains("The season begins tomorrow.", state.Reason, StringComparison.Ordinal);
        Assert.Contains("Ada Martin", state.By, StringComparison.Ordinal);
        Assert.Contains("The season begins tomorrow.", await visitor.Visit("/app/launch", Stop), StringComparison.Ordinal);
        Assert.True(await InStep(domain, waiting.Number));
    }

    [Fact]
    public async Task Home_and_setup_are_German_throughout_for_a_German_reader()
    {
        var (shop, visitor, merchant) = await launch.Installed();
        using var own = visitor;
        var (order, untaxed) = (shop.Place(DemoOrders.Simple()), shop.Place(DemoOrders.Simple() with { Lines = [.. DemoOrders.Simple().Lines.Select(line => line with { Taxes = [new TaxDescription("Stadtsteuer", 0.04m)] })], Shipping = [] }));
        var before = await GermanReading.Of(visitor, ["/app", "/app/setup", "/app/launch", "/app/setup/taxes"], Stop);
        await merchant.Decide(Stop);
        await merchant.Try(order, Stop);
        await merchant.GoLive("Die Saison beginnt morgen.", Stop);
        await shop.Webhooks.Deliver(untaxed, "orders/create", cancellationToken: Stop);
        Assert.True(await Stands<Standing.BlockedBy>(ShopDomain.Parse(shop.Domain), untaxed.Number));

        string[] pages = ["/app", "/app/setup", "/app/launch", .. SetupStep.All.Select(step => $"/app/setup/{step.Name}")];
        Assert.Equal([], before.Concat(await GermanReading.Of(visitor, pages, Stop)));
    }

    [Fact]
    public async Task A_decision_that_changes_loses_its_approval_and_the_pilots_word_with_it()
    {
        var (shop, visitor, merchant) = await launch.Installed();
        using var own = visitor;
        await merchant.Decide(Stop);
        await merchant.Approve(Stop);
        await merchant.Try(shop.Place(DemoOrders.Simple()), Stop);
        await merchant.FindRight(Stop);
        Assert.Contains("Ready to go live", await visitor.Visit("/app/launch", Stop), StringComparison.Ordinal);

        await merchant.Step("notifications", _ => new() { ["flows.pauseAfter"] = "25" }, Stop);

        var html = WebUtility.HtmlDecode(await visitor.Visit("/app/launch", Stop));
        Assert.Contains("Pauses and notifications is not approved by technical.", html, StringComparison.Ordinal);
        Assert.Contains("Finance has not found the pilot right yet: decisions changed since.", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Taxes is not approved", html, StringComparison.Ordinal);
        await merchant.GoLive("", Stop, refused: true);
    }

    [Fact]
    public async Task An_order_that_is_not_of_the_shop_or_not_of_the_pilot_is_not_there()
    {
        var (shop, visitor, merchant) = await launch.Installed();
        using var own = visitor;
        await merchant.Decide(Stop);
        var order = shop.Place(DemoOrders.Simple());
        await merchant.Try(order, Stop);
        var (_, stranger, _) = await launch.Installed();
        using var other = stranger;

        await stranger.Visit($"/app/launch/pilot/{order.Number}", Stop);
        Assert.Equal(HttpStatusCode.NotFound, stranger.Status);
        await stranger.Visit("/app/launch", Stop);
        await stranger.Send("/app/launch/pilot", new Dictionary<string, string?> { ["order"] = "", ["name"] = order.Name }, Stop);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, stranger.Status);
        await visitor.Visit("/app/launch/pilot/1", Stop);
        Assert.Equal(HttpStatusCode.NotFound, visitor.Status);
    }

    private Task<bool> InStep(ShopDomain shop, long order) => Stands<Standing.InStep>(shop, order);

    private async Task<bool> Stands<T>(ShopDomain shop, long order) where T : Standing
    {
        for (var tries = 0; tries < 1200; tries++)
        {
            if (await launch.Get<IStandings>().Find(RecordKey.Order(shop, new OrderId(order)), Stop) is { Standing: T }) return true;
            await Task.Delay(100, Stop);
        }

        return false;
    }
}
