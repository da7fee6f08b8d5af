using Tandem.Grains.Ledger;
using Tandem.Sync;
using Xunit;

namespace Tandem.Tests.Launch;

/// <summary>The practice admin's buttons for what customers may ask for and for leaving, as far as the app hears of them.</summary>
public sealed class PracticeButtonsTests(LaunchHouse launch) : IClassFixture<LaunchHouse>
{
    private static CancellationToken Stop => LaunchHouse.Stop;

    [Fact]
    public async Task A_customer_who_asks_for_their_data_and_one_who_wants_it_erased_show_in_the_app_and_leaving_disconnects_the_shop()
    {
        var (shop, visitor, _) = await launch.Installed();
        using var own = visitor;
        using var admin = new HttpClient { BaseAddress = new Uri(launch.House.Shopify.Address) };
        var (asking, erased) = (shop.Orders[0], shop.Orders[1]);

        await Press(admin, shop.Handle, $"/admin/{shop.Handle}/orders/{asking.Number}/ask");
        await Press(admin, shop.Handle, $"/admin/{shop.Handle}/orders/{erased.Number}/erase");
        var page = await visitor.Visit("/app/privacy", Stop);
        Assert.Contains("Download the file", page, StringComparison.Ordinal);
        Assert.Equal(2, (await launch.Get<IPrivacyRequests>().Of(ShopDomain.Parse(shop.Domain), Stop)).Count);

        await Press(admin, shop.Handle, $"/admin/{shop.Handle}/uninstall");
        Assert.NotNull((await launch.Get<IShops>().Find(ShopDomain.Parse(shop.Domain), Stop))!.DisconnectedAt);
        await visitor.Open("/app", Stop);
        Assert.Null((await launch.Get<IShops>().Find(ShopDomain.Parse(shop.Domain), Stop))!.DisconnectedAt);
    }

    /// <summary>Presses a button that the admin's page of orders really has.</summary>
    private static async Task Press(HttpClient admin, string shop, string action)
    {
        Assert.Contains($"action=\"{action}\"", await admin.GetStringAsync($"/admin/{shop}", Stop), StringComparison.Ordinal);
        using var answer = await admin.PostAsync(action, new FormUrlEncodedContent([]), Stop);
        Assert.True(answer.IsSuccessStatusCode, $"{action}: {answer.StatusCode}.");
    }
}
