using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tandem.Grains.Ledger;
using Tandem.Sandbox.House;
using Tandem.Sandbox.Shopify.Orders;
using Tandem.Sandbox.Shopify.Shops;
using Tandem.Sandbox.Shopify.Webhooks;
using Tandem.Shopify.Failures;
using Tandem.Shopify.Tokens;
using Tandem.Sync;
using Tandem.Sync.Privacy;
using Tandem.Sync.Records;
using Tandem.Tests.Launch;
using Xunit;

namespace Tandem.Tests.Install;

public sealed class InstallTests(LaunchHouse launch) : IClassFixture<LaunchHouse>
{
    private static CancellationToken Stop => LaunchHouse.Stop;

    [Fact]
    public async Task A_customers_request_is_announced_and_answered_with_a_file_for_an_owner_and_their_erasure_is_carried_out()
    {
        var (shop, visitor, _) = await launch.Installed();
        using var own = visitor;
        var domain = ShopDomain.Parse(shop.Domain);
        var order = shop.Place(DemoOrders.Simple());
        await shop.Webhooks.Deliver(order, "orders/create", cancellationToken: Stop);
        var email = (await Held(domain, order.Number))[0].GetProperty("email").GetString()!;
        var customer = new JsonObject { ["id"] = 191167, ["email"] = email, ["phone"] = null };
        JsonObject Body(string orders) => new() { ["shop_id"] = 1, ["shop_domain"] = shop.Domain, ["customer"] = customer.DeepClone(), [orders] = new JsonArray(order.Number), ["data_request"] = new JsonObject { ["id"] = 1 } };

        Assert.True((await shop.Webhooks.Send("customers/data_request", Body("orders_requested"), cancellationToken: Stop)).Accepted);
        Assert.Contains("1 customer asks what is held of them", await visitor.Visit("/app", Stop), StringComparison.Ordinal);
        var request = Assert.Single(await launch.Get<IPrivacyRequests>().Of(domain, Stop));
        var file = $"/app/privacy/{request.Id}/customer.json";
        Assert.Contains($"\"{file}\"", await visitor.Visit("/app/privacy", Stop), StringComparison.Ordinal);
        using var colleague = launch.Visitor(shop, "43");
        Assert.DoesNotContain(email, await colleague.Visit(file, Stop), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, colleague.Status);

        using var told = JsonDocument.Parse(await visitor.Visit(file, Stop));
        Assert.Equal(email, told.RootElement.GetProperty("customer").GetProperty("email").GetString());
        var one = Assert.Single(told.RootElement.GetProperty("orders").EnumerateArray());
        Assert.Equal(order.Number, one.GetProperty("shopifyId").GetInt64());
        Assert.Equal(email, one.GetProperty("messages")[0].GetProperty("body").GetProperty("email").GetString());
        Assert.DoesNotContain("asks what is held", await visitor.Visit("/app", Stop), StringComparison.Ordinal);

        Assert.True((await shop.Webhooks.Send("customers/redact", Body("orders_to_redact"), cancellationToken: Stop)).Accepted);
        await Until(async () => (await launch.Get<IPrivacyRequests>().Of(domain, Stop))[0].DoneAt is not null);
        Assert.Empty(await Held(domain, order.Number));
        Assert.Contains("Ids and amounts stay.", WebUtility.HtmlDecode(await visitor.Visit("/app/privacy", Stop)), StringComparison.Ordinal);
        await visitor.Visit(file, Stop);
        Assert.Equal(HttpStatusCode.NotFound, visitor.Status);
    }

    [Fact]
    public async Task A_shop_that_left_is_forgotten_and_one_that_came_back_is_not()
    {
        var (gone, first, _) = await launch.Installed();
        var (back, second, _) = await launch.Installed();
        using var one = first;
        using var two = second;
        await gone.Webhooks.Send("app/uninstalled", new JsonObject { ["myshopify_domain"] = gone.Domain }, cancellationToken: Stop);

        foreach (var shop in new[] { gone, back }) await shop.Webhooks.Send("shop/redact", new JsonObject { ["shop_domain"] = shop.Domain }, cancellationToken: Stop);
        var refused = await back.Webhooks.Send("shop/redact", new JsonObject { ["shop_domain"] = gone.Domain }, DeliveryPlan.Now with { Once = true }, Stop);

        Assert.Equal(400, Assert.Single(refused.Attempts).Status);
        await Until(async () => (await launch.Get<IPrivacyRequests>().Erasures(Stop)).Count == 0);
        Assert.Null(await launch.Get<Tandem.Grains.Ledger.IShops>().Find(ShopDomain.Parse(gone.Domain), Stop));
        Assert.Empty(await launch.Get<IStaff>().Of(ShopDomain.Parse(gone.Domain), Stop));
        Assert.NotEmpty(await launch.Get<IStaff>().Of(ShopDomain.Parse(back.Domain), Stop));
        Assert.Contains("has installed Tandem again since", await second.Visit("/app/privacy", Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_Shopify_refuses_is_exchanged_by_the_next_page_and_a_late_removal_does_not_end_it()
    {
        var (shop, visitor, _) = await launch.Installed();
        using var own = visitor;
        var domain = ShopDomain.Parse(shop.Domain);
        shop.Tokens.RevokeAll();
        var removed = launch.House.Shopify.Options.Clock.GetUtcNow();

        await Assert.ThrowsAsync<ShopifyException>(() => launch.Get<Tandem.Shopify.Shops.IShops>().Read(domain, Stop));
        Assert.NotNull((await launch.Get<ITokens>().State(domain, Stop))!.RefusedAt);
        var issued = shop.Tokens.Issued;
        await visitor.Visit("/app", Stop);
        await visitor.Visit("/app", Stop);

        Assert.Equal(issued + 1, shop.Tokens.Issued);
        await shop.Webhooks.Send("app/uninstalled", new JsonObject { ["myshopify_domain"] = shop.Domain }, DeliveryPlan.Now with { TriggeredAt = removed }, Stop);
        Assert.Null((await launch.Get<ITokens>().State(domain, Stop))!.RefusedAt);
        Assert.True(await launch.Get<Tandem.Grains.Ledger.IShops>().Knows(domain, Stop));
        Assert.True(shop.Tokens.Accepts((await launch.Get<IShopTokens>().Current(domain, Stop)).Value));
    }

    [Fact]
    public async Task Scopes_that_the_shop_has_not_granted_are_told_with_where_to_grant_them()
    {
        var shop = launch.House.Shopify.AddShop(new ShopDescription("narrow.myshopify.com") { Scopes = ["write_orders", "read_locations"] });
        using var visitor = launch.Visitor(shop);

        var html = WebUtility.HtmlDecode(await visitor.Visit("/app", Stop));

        Assert.Contains("write_products, read_customers", html, StringComparison.Ordinal);
        var ask = System.Text.RegularExpressions.Regex.Match(html, "href=\"([^\"]*/admin/oauth/install[^\"]*)\"").Groups[1].Value;
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        using var granted = await browser.GetAsync(new Uri(ask), Stop);
        Assert.Equal(HttpStatusCode.Found, granted.StatusCode);
        Assert.DoesNotContain("has not granted", await visitor.Visit("/app", Stop), StringComparison.Ordinal);
    }

    private async Task<IReadOnlyList<JsonElement>> Held(ShopDomain shop, long order) =>
        [.. (await launch.Get<IHoldings>().Messages(shop, new CustomerTraces(null, null, null, [order]), Stop)).Select(message => JsonSerializer.Deserialize<JsonElement>(message.Body.Span))];

    private static async Task Until(Func<Task<bool>> holds)
    {
        // Only a defect takes so long, also on a machine that does much else.
        for (var tries = 0; !await holds(); tries++)
        {
            Assert.True(tries < 2400, "It did not come to it.");
            await Task.Delay(50, Stop);
        }
    }
}
