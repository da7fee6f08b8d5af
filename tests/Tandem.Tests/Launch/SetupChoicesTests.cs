using System.Net;
using System.Text;
using Microsoft.Extensions.Options;
using Tandem.App.Setup;
using Tandem.Grains.Ledger;
using Tandem.Sandbox.House;
using Tandem.Sandbox.Shopify.Orders;
using Tandem.Sandbox.Shopify.Shops;
using Tandem.Sync;
using Tandem.Sync.Decisions;
using Xunit;

namespace Tandem.Tests.Launch;

/// <summary>What the forms of setup offer to choose from: what both systems hold, several at once where that may be.</summary>
public sealed class SetupChoicesTests(LaunchHouse launch) : IClassFixture<LaunchHouse>
{
    private static CancellationToken Stop => LaunchHouse.Stop;

    [Fact]
    public async Task What_may_be_several_is_ticked_among_what_both_systems_hold_and_unticked_again()
    {
        const string page = "/app/setup/ownership";
        var (shop, visitor, merchant) = await launch.Installed();
        using var own = visitor;
        await merchant.Decide(Stop);
        await visitor.Visit(page, Stop);
        var places = visitor.Fields(page).First(field => field.Key.StartsWith("stock.", StringComparison.Ordinal)).Key + ".places";
        var tax = visitor.Option(page, "products.inOdoo.taxes", "20");
        await visitor.Send(page, new Dictionary<string, string?>
        {
            [places[..^".places".Length] + ".tell"] = "on", [places] = visitor.Option(page, places, "WH/Stock"), ["products.inOdoo.taxes"] = tax, ["products.vendorField"] = visitor.Option(page, "products.vendorField", "(name)"),
        }, Stop);
        Assert.EndsWith("saved=force", visitor.Path, StringComparison.Ordinal);
        var decided = await Decided(shop);
        Assert.Equal("WH/Stock", Assert.Single(Assert.Single(decided.Inventory.Locations).Places).Name);
        Assert.Single(decided.Products.Listings.InOdoo.Taxes);
        Assert.Equal("name", decided.Products.Listings.VendorField);

        await visitor.Send(page, new Dictionary<string, string?> { [places] = null, ["products.inOdoo.taxes"] = $"{tax}\nn:No such tax" }, Stop);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, visitor.Status);
        Assert.Matches("<s-choice-list[^>]*name=\"products.inOdoo.taxes\"[^>]*error=\"[^\"]*No such tax", visitor.Html);
        Assert.Equal([tax, "n:No such tax"], visitor.Fields(page).Where(field => field.Key == "products.inOdoo.taxes").Select(field => field.Value));

        await visitor.Send(page, new Dictionary<string, string?> { ["products.inOdoo.taxes"] = null }, Stop);
        Assert.EndsWith("saved=force", visitor.Path, StringComparison.Ordinal);
        Assert.Empty(Assert.Single((await Decided(shop)).Inventory.Locations).Places);
        Assert.Empty((await Decided(shop)).Products.Listings.InOdoo.Taxes);

        await visitor.Visit("/app/setup/notifications", Stop);
        await visitor.Send("/app/setup/notifications", new Dictionary<string, string?> { ["reconciliation.heal"] = "stock\npayments" }, Stop);
        Assert.EndsWith("saved=force", visitor.Path, StringComparison.Ordinal);
        Assert.Equal(2, (await Decided(shop)).Reconciliation.Heal.Count);

        await visitor.Visit("/app/setup/policies", Stop);
        await visitor.Send("/app/setup/policies", new Dictionary<string, string?> { ["fulfillments.carriers.0.carrier"] = "Own van", ["fulfillments.carriers.0.company"] = visitor.Option("/app/setup/policies", "fulfillments.carriers.0.company", "Royal Mail") }, Stop);
        Assert.EndsWith("saved=force", visitor.Path, StringComparison.Ordinal);
        Assert.Equal("Royal Mail", (await Decided(shop)).Fulfillments.Carriers["Own van"]);
    }

    [Fact]
    public async Task What_only_older_orders_hold_is_seen_as_well_once_all_are_looked_through()
    {
        var (shop, visitor, _) = await launch.Installed();
        using var own = visitor;
        var domain = ShopDomain.Parse(shop.Domain);
        shop.Place(DemoOrders.Simple() with { Lines = [.. DemoOrders.Simple().Lines.Select(line => line with { Taxes = [new TaxDescription("Old tax", 0.03m)] })] });
        shop.Place(DemoOrders.Simple());
        var options = launch.Get<IOptions<SetupOptions>>().Value;
        var before = options.OrdersAtOnce;
        options.OrdersAtOnce = 1;
        try
        {
            var sights = launch.Get<OrderSights>();
            var first = await sights.Look(domain, Stop);
            Assert.Equal((1, false), (first.Orders, first.Whole));
            Assert.DoesNotContain(first.Taxes, tax => tax.Title == "Old tax");

            var all = first;
            while (!all.Whole)
            {
                await Task.Delay(20, Stop);
                all = await sights.Seen(domain, Stop);
            }

            Assert.Contains(all.Taxes, tax => tax.Title == "Old tax");
            Assert.NotEmpty(all.Sources.Concat(all.Shipping));

            // A later look at the newest alone forgets nothing of it.
            Assert.Contains((await sights.Look(domain, Stop)).Taxes, tax => tax.Title == "Old tax");
        }
        finally
        {
            options.OrdersAtOnce = before;
        }
    }

    private async Task<ShopDecisions> Decided(PracticeShop shop) =>
        ((DecisionsReading.Read)DecisionsFile.Read(Encoding.UTF8.GetBytes((await launch.Get<IDecisionStore>().Current(ShopDomain.Parse(shop.Domain), Stop))!.Document))).Decisions;
}
