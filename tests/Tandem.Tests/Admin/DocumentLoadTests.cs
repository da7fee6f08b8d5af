using System.Net;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Xunit;

namespace Tandem.Tests.Admin;

public sealed class DocumentLoadTests(AdminHost host) : IClassFixture<AdminHost>
{
    private readonly CancellationToken stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_document_without_token_bounces_and_comes_back_to_the_same_page()
    {
        using var client = host.Client();

        using var answer = await client.GetAsync($"/app/orders?standing=blocked&embedded=1&shop=alpha.myshopify.com&host={SessionTokenTests.Host}&shopify-reload=https://evil.example/", stop);
        var reload = QueryHelpers.ParseQuery(answer.Headers.Location!.OriginalString.Split('?', 2)[1])["shopify-reload"];
        using var bounce = await client.GetAsync(answer.Headers.Location, stop);

        Assert.Equal($"{host.Address.GetLeftPart(UriPartial.Authority)}/app/orders?standing=blocked&embedded=1&shop=alpha.myshopify.com&host={SessionTokenTests.Host}", Assert.Single(reload));
        Assert.Equal(HttpStatusCode.OK, bounce.StatusCode);
        Assert.Contains("app-bridge.js", await bounce.Content.ReadAsStringAsync(stop), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://evil.example/app")]
    [InlineData("//evil.example/app")]
    [InlineData("/\\evil.example/app")]
    [InlineData("\\\\evil.example/app")]
    [InlineData("/\t/evil.example/app")]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("ORIGIN.evil.example/app")]
    [InlineData("ORIGIN@evil.example/app")]
    [InlineData("ORIGIN1/app")]
    public async Task The_bounce_page_leads_nowhere_else(string reload)
    {
        using var client = host.Client();
        var address = reload.Replace("ORIGIN", host.Address.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal);

        using var answer = await client.GetAsync($"/app/session-token?shopify-reload={Uri.EscapeDataString(address)}", stop);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.DoesNotContain("evil", await answer.Content.ReadAsStringAsync(stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Outside_of_the_admin_the_app_opens_inside_of_it()
    {
        using var client = host.Client();

        using var answer = await client.GetAsync($"/app?shop=alpha.myshopify.com&host={SessionTokenTests.Host}", stop);

        Assert.Equal($"https://admin.shopify.com/store/alpha/apps/{TokenForge.ClientId}", answer.Headers.Location!.OriginalString);
    }

    [Theory]
    [InlineData("evil.example/store/alpha")]
    [InlineData("admin.shopify.com.evil.example/store/alpha")]
    [InlineData("admin.shopify.com@evil.example/store/alpha")]
    [InlineData("admin.shopify.com/store/alpha/../../x")]
    [InlineData("admin.shopify.com/store/alpha\n")]
    [InlineData("evil.example/admin")]
    public async Task A_host_that_is_no_admin_redirects_nowhere(string framing)
    {
        using var client = host.Client();
        var encoded = Uri.EscapeDataString(Convert.ToBase64String(Encoding.UTF8.GetBytes(framing)));

        using var answer = await client.GetAsync($"/app?shop=alpha.myshopify.com&host={encoded}", stop);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Null(answer.Headers.Location);
        Assert.Contains("app-bridge.js", await answer.Content.ReadAsStringAsync(stop), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/app/session-token?shop=beta.myshopify.com", "frame-ancestors https://beta.myshopify.com https://admin.shopify.com;")]
    [InlineData("/app/session-token?shop=evil.example", "frame-ancestors https://admin.shopify.com;")]
    [InlineData("/app/session-token?shop=beta.myshopify.com%0A", "frame-ancestors https://admin.shopify.com;")]
    [InlineData("/app?shop=beta.myshopify.com&id_token=ALPHA", "frame-ancestors https://alpha.myshopify.com https://admin.shopify.com;")]
    [InlineData("/app/orders/999?id_token=ALPHA", "frame-ancestors https://alpha.myshopify.com https://admin.shopify.com;")]
    [InlineData("/app", "frame-ancestors https://admin.shopify.com;")]
    public async Task Each_page_is_framed_by_its_own_shop_alone_and_sets_no_cookie(string path, string policy)
    {
        using var client = host.Client();

        using var answer = await client.GetAsync(path.Replace("ALPHA", TokenForge.Right(host.Clock.GetUtcNow()), StringComparison.Ordinal), stop);

        Assert.Equal("text/html", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(policy, Assert.Single(answer.Headers.GetValues("Content-Security-Policy")));
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("same-origin", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
        Assert.False(answer.Headers.Contains("X-Frame-Options"));
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }
}
