using System.Globalization;
using System.Net;
using Tandem.Grains.Ledger;
using Tandem.Sandbox.Shopify.Shops;
using Tandem.Shopify.Tokens;
using Tandem.Sync;
using Tandem.Tests.Launch;
using Xunit;

namespace Tandem.Tests.Install;

/// <summary>Installation by authorization code, where Shopify does not install the app by itself.</summary>
public sealed class CodeInstallTests(LaunchHouse launch) : IClassFixture<LaunchHouse>
{
    private static CancellationToken Stop => LaunchHouse.Stop;

    [Fact]
    public async Task A_shop_is_taken_in_by_the_code_that_comes_back_to_the_browser_that_asked_and_by_no_other()
    {
        var shop = launch.Open();
        using var browser = Browser();
        using var stranger = Browser();

        var asked = await Follow(browser, new Uri(launch.House.AppAddress, $"/app?{Signed(shop)}"), 2);
        var callback = await Follow(browser, asked, 1);

        Assert.Equal((HttpStatusCode.BadRequest, false), (await Status(stranger, callback), await Knows(shop)));
        Assert.Contains("/apps/", (await Follow(browser, callback, 1)).AbsoluteUri, StringComparison.Ordinal);
        Assert.True(await Knows(shop));
        Assert.False((await launch.Get<ILaunches>().Find(ShopDomain.Parse(shop.Domain), Stop))!.Live);
        Assert.NotNull((await launch.Get<ITokenStore>().Read(ShopDomain.Parse(shop.Domain), Stop))!.Tokens.Renewal as TokenRenewal.Refresh);
        Assert.Equal(HttpStatusCode.BadRequest, await Status(browser, callback));
        Assert.Contains("/apps/", (await Follow(browser, new Uri(launch.House.AppAddress, $"/app/install?{Signed(shop)}"), 1)).AbsoluteUri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_Shopify_did_not_sign_for_this_shop_just_now_is_refused_and_all_of_it_alike()
    {
        var (known, fresh) = (launch.Open(), launch.Open());
        await launch.Get<IShops>().Connect(ShopDomain.Parse(known.Domain), Stop);
        using var browser = Browser();
        var answers = new HashSet<string>();
        foreach (var shop in new[] { known, fresh })
        {
            var right = Parameters(shop);
            foreach (var query in Forged(right))
                foreach (var path in new[] { "/app/install", "/app/install/callback" })
                {
                    using var answer = await browser.GetAsync(new Uri(launch.House.AppAddress, $"{path}?{query}"), Stop);
                    Assert.True(answer.StatusCode == HttpStatusCode.BadRequest, $"{path}?{query}");
                    answers.Add(await answer.Content.ReadAsStringAsync(Stop));
                }

            // Rightly signed, but nobody here began it.
            Assert.Equal(HttpStatusCode.BadRequest, await Status(browser, new Uri(launch.House.AppAddress, $"/app/install/callback?{Text(Sign(new(right) { ["code"] = "abc", ["state"] = "abc" }))}")));
        }

        Assert.Single(answers);
        Assert.False(await Knows(fresh));
    }

    private IEnumerable<string> Forged(Dictionary<string, string> right)
    {
        var signed = Sign(new(right));
        yield return Text(right);
        yield return Text(new(signed) { ["hmac"] = "" });
        yield return Text(new(signed) { ["hmac"] = new string('0', 64) });
        yield return Text(new(signed) { ["hmac"] = signed["hmac"][..63] });
        yield return Text(new(signed) { ["shop"] = "other.myshopify.com" });
        yield return Text(new(signed) { ["code"] = "added" });
        yield return $"{Text(signed)}&shop={signed["shop"]}";
        yield return Text(Sign(new(right), "another secret"));
        yield return Text(Sign(new(right) { ["timestamp"] = Seconds(-91) }));
        yield return Text(Sign(new(right) { ["timestamp"] = Seconds(95) }));
        yield return Text(Sign(new(right) { ["timestamp"] = "now" }));
        yield return Text(Sign(new(right) { ["shop"] = "evil.example.com" }));
        yield return Text(Sign(new(right) { ["shop"] = right["shop"] + "\n" }));
    }

    private Dictionary<string, string> Parameters(PracticeShop shop) => new() { ["shop"] = shop.Domain, ["host"] = "YWRtaW4=", ["timestamp"] = Seconds(0) };

    private string Seconds(int from) => launch.House.Shopify.Options.Clock.GetUtcNow().AddSeconds(from).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    private string Signed(PracticeShop shop)
    {
        var host = Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes($"{new Uri(launch.House.Shopify.Address).Authority}/store/{shop.Handle}"));
        return Text(Sign(new(Parameters(shop)) { ["host"] = host }));
    }

    private Dictionary<string, string> Sign(Dictionary<string, string> parameters, string? secret = null)
    {
        parameters["hmac"] = SignedQuery.Of(parameters, secret ?? launch.House.Shopify.ClientSecret);
        return parameters;
    }

    private static string Text(Dictionary<string, string> parameters) => string.Join('&', parameters.Select(one => $"{Uri.EscapeDataString(one.Key)}={Uri.EscapeDataString(one.Value)}"));

    private async Task<bool> Knows(PracticeShop shop) => await launch.Get<IShops>().Knows(ShopDomain.Parse(shop.Domain), Stop);

    private static HttpClient Browser() => new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() });

    private static async Task<HttpStatusCode> Status(HttpClient browser, Uri address)
    {
        using var answer = await browser.GetAsync(address, Stop);
        return answer.StatusCode;
    }

    private static async Task<Uri> Follow(HttpClient browser, Uri address, int times)
    {
        for (; times > 0; times--)
        {
            using var answer = await browser.GetAsync(address, Stop);
            Assert.True(answer.StatusCode == HttpStatusCode.Found, $"{address}: {await answer.Content.ReadAsStringAsync(Stop)}");
            address = new Uri(address, answer.Headers.Location!);
        }

        return address;
    }
}
