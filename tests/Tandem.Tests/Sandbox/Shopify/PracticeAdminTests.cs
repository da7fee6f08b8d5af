using Tandem.Sandbox.Admin;
using Tandem.Sandbox.Shopify;
using Tandem.Sandbox.Shopify.Orders;
using Tandem.Sandbox.Shopify.Tokens;
using Xunit;

namespace Tandem.Tests.Sandbox.Shopify;

public sealed class PracticeAdminTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_order_is_placed_edited_and_cancelled_from_the_admin()
    {
        await using var shopify = await PracticeAdmin.Start(new PracticeShopifyOptions(), Stop);
        var shop = shopify.AddShop("alpha.myshopify.com");
        using var http = new HttpClient { BaseAddress = new Uri(shopify.Address) };

        var placed = await Post(http, "/admin/alpha/orders", ("kind", "tip"));
        var order = Assert.Single(shop.Orders);
        await Post(http, $"/admin/alpha/orders/{order.Number}/remove");
        await Post(http, $"/admin/alpha/orders/{order.Number}/address", ("street", "1 New Street"));
        var cancelled = await Post(http, $"/admin/alpha/orders/{order.Number}/cancel");

        Assert.Contains("#1001", placed, StringComparison.Ordinal);
        Assert.Equal(1, order.Data.Children("lineItems")[0]["quantity"] is 2 ? order.Description.Lines[0].RemovedQuantity : -1);
        Assert.Equal("1 New Street", order.Data.Child("shippingAddress")!.Text("address1"));
        Assert.Contains("CANCELLED", cancelled, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_order_is_shipped_and_a_unit_of_it_refunded_from_the_admin()
    {
        await using var shopify = await PracticeAdmin.Start(new PracticeShopifyOptions(), Stop);
        var shop = shopify.AddShop("alpha.myshopify.com");
        using var http = new HttpClient { BaseAddress = new Uri(shopify.Address) };
        await Post(http, "/admin/alpha/orders", ("kind", "simple"));
        var order = Assert.Single(shop.Orders);

        var shipped = await Post(http, $"/admin/alpha/orders/{order.Number}/ship");
        Assert.DoesNotContain("/ship\"", shipped, StringComparison.Ordinal);
        await Post(http, $"/admin/alpha/orders/{order.Number}/refund");

        Assert.Equal(("FULFILLED", "PARTIALLY_REFUNDED"), (order.Data.Text("displayFulfillmentStatus"), order.Data.Text("displayFinancialStatus")));
        Assert.Equal("RETURN", Assert.Single(order.Description.Refunds).RestockType);
    }

    [Fact]
    public async Task The_app_is_framed_with_a_good_session_token()
    {
        await using var shopify = await PracticeAdmin.Start(new PracticeShopifyOptions { AppAddress = new Uri("http://127.0.0.1:5000") }, Stop);
        shopify.AddShop("alpha.myshopify.com");
        using var http = new HttpClient { BaseAddress = new Uri(shopify.Address) };

        var page = await http.GetStringAsync("/admin/alpha/apps/tandem", Stop);
        var token = page.Split("id_token=")[1].Split("&amp;")[0];

        Assert.Contains("http://127.0.0.1:5000/app?embedded=1&amp;shop=alpha.myshopify.com&amp;host=", page, StringComparison.Ordinal);
        Assert.Equal("alpha.myshopify.com", SessionToken.ShopOf(token, shopify.ClientId, shopify.ClientSecret, TimeProvider.System.GetUtcNow()));
    }

    [Theory]
    [InlineData("/practice/app-bridge.js", "window.shopify")]
    [InlineData("/practice/polaris.js", "s-page")]
    [InlineData("/practice/admin.css", ".shell")]
    public async Task The_stand_in_scripts_are_served(string path, string holds)
    {
        await using var shopify = await PracticeAdmin.Start(new PracticeShopifyOptions(), Stop);
        using var http = new HttpClient { BaseAddress = new Uri(shopify.Address) };

        Assert.Contains(holds, await http.GetStringAsync(path, Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stock_is_shown_by_location_beside_Odoo_s_and_changed_on_either_side()
    {
        var shelf = new OneShelf();
        await using var shopify = await PracticeAdmin.Start(new PracticeShopifyOptions(), shelf, Stop);
        var shop = shopify.AddShop("alpha.myshopify.com");
        var variant = new VariantDescription(44_300_000_000_001, OneShelf.Reference, "Mug", 9m);
        shop.Add(variant);
        using var http = new HttpClient { BaseAddress = new Uri(shopify.Address) };

        Assert.Contains("Odoo: WH/Stock", await http.GetStringAsync("/admin/alpha/stock", Stop), StringComparison.Ordinal);
        await Post(http, $"/admin/alpha/stock/{variant.Id}/7001", ("quantity", "12"));
        var page = await Post(http, $"/admin/alpha/stock/{variant.Id}/odoo/8", ("quantity", "5.5"));

        Assert.Equal((12, 5.5m), (shop.Stock.Available(variant.Id, 7001), shelf.There));
        Assert.Contains("value=\"12\"", page, StringComparison.Ordinal);
        Assert.Contains("value=\"5.5\"", page, StringComparison.Ordinal);
    }

    private sealed class OneShelf : IStockShelf
    {
        public const string Reference = "MUG-BLUE";

        public decimal There { get; private set; } = 3m;

        public IReadOnlyList<(int Id, string Name)> Places => [(8, "WH/Stock")];

        public (decimal There, decimal Reserved)? Find(string reference, int place) => reference == Reference ? (There, 1m) : null;

        public void Count(string reference, int place, decimal quantity) => There = quantity;
    }

    private static async Task<string> Post(HttpClient http, string path, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        using var answer = await http.PostAsync(path, form, Stop);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadAsStringAsync(Stop);
    }
}
