using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Tandem.Shopify.Failures;
using Tandem.Shopify.Orders;
using Tandem.Shopify.Tokens;
using Xunit;

namespace Tandem.Tests.Shopify;

public sealed class ShopTokensTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 10, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider time = new(Now);

    [Fact]
    public async Task Twenty_callers_refused_at_once_refresh_once_and_all_succeed()
    {
        await using var shopify = await LoopbackShopify.Start(Rotating);
        var orders = shopify.Orders();

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ =>
            orders.ByName(LoopbackShopify.Shop, "#1", TestContext.Current.CancellationToken)));

        Assert.Single(shopify.Requests, asked => asked.IsForToken);
    }

    [Fact]
    public async Task Two_processes_refused_at_once_refresh_once()
    {
        await using var shopify = await LoopbackShopify.Start(Rotating);
        var (one, other) = (shopify.Orders(), shopify.Orders());

        await Task.WhenAll(Enumerable.Range(0, 10).SelectMany(_ => new[] { one, other }).Select(orders =>
            orders.ByName(LoopbackShopify.Shop, "#1", TestContext.Current.CancellationToken)));

        Assert.Single(shopify.Requests, asked => asked.IsForToken);
    }

    [Fact]
    public async Task A_token_refused_after_its_renewal_too_is_the_merchant_s_to_mend()
    {
        await using var shopify = await LoopbackShopify.Start(asked => asked.IsForToken ? Renewed("token-2", "refresh-2") : new Answer(401, ""));

        var failed = await Assert.ThrowsAsync<ShopifyException>(() =>
            shopify.Orders().ByName(LoopbackShopify.Shop, "#1", TestContext.Current.CancellationToken));

        Assert.IsType<ShopifyFailure.TokenRefused>(failed.Failure);
        Assert.Equal(["token-1", null, "token-2"], shopify.Requests.Select(asked => asked.Token));
        // So that the next page that somebody opens exchanges it, once.
        Assert.Equal([2], shopify.Tokens.Refused);
    }

    [Fact]
    public async Task A_token_is_renewed_five_minutes_before_it_ends_and_both_new_tokens_are_kept()
    {
        await using var shopify = await LoopbackShopify.Start(_ => Renewed("token-2", "refresh-2"));
        await shopify.Keep(new AccessToken("token-1", Now.AddMinutes(4)), new TokenRenewal.Refresh("refresh-1", null));

        Assert.Equal("token-2", (await Current(shopify)).Value);

        var request = Assert.Single(shopify.Requests).Body;
        Assert.Equal(("refresh_token", "refresh-1"), (request["grant_type"]!.GetValue<string>(), request["refresh_token"]!.GetValue<string>()));
        var stored = (await shopify.Tokens.Read(LoopbackShopify.Shop, TestContext.Current.CancellationToken))!.Tokens;
        Assert.Equal(new TokenRenewal.Refresh("refresh-2", Now.AddSeconds(7776000)), stored.Renewal);
        Assert.Equal(["write_orders", "read_customers"], stored.Scopes);
    }

    [Fact]
    public async Task A_token_that_holds_longer_is_used_without_asking()
    {
        await using var shopify = await LoopbackShopify.Start(_ => new Answer(500, ""));
        await shopify.Keep(new AccessToken("token-1", Now.AddMinutes(6)), new TokenRenewal.Refresh("refresh-1", null));

        Assert.Equal("token-1", (await Current(shopify)).Value);
        Assert.Empty(shopify.Requests);
    }

    [Fact]
    public async Task A_renewal_without_a_lifetime_counts_as_an_hour()
    {
        await using var shopify = await LoopbackShopify.Start(_ => Answer.Json("""{"access_token":"token-2","refresh_token":"refresh-2","scope":""}"""));
        await shopify.Keep(new AccessToken("token-1", Now), new TokenRenewal.Refresh("refresh-1", null));

        Assert.Equal(Now.AddHours(1), (await Current(shopify)).ExpiresAt);
    }

    [Fact]
    public async Task A_renewal_that_fails_for_now_leaves_the_present_token_in_use_while_it_holds()
    {
        await using var shopify = await LoopbackShopify.Start(_ => new Answer(503, ""));
        await shopify.Keep(new AccessToken("token-1", Now.AddMinutes(4)), new TokenRenewal.Refresh("refresh-1", null));

        Assert.Equal("token-1", (await Current(shopify)).Value);
    }

    [Fact]
    public async Task A_refused_refresh_token_asks_for_the_merchant_and_shows_no_secret()
    {
        await using var shopify = await LoopbackShopify.Start(_ => new Answer(400, """{"error":"invalid_grant"}"""));
        await shopify.Keep(new AccessToken("token-1", Now), new TokenRenewal.Refresh("refresh-1", null));

        var failed = await Assert.ThrowsAsync<ShopifyException>(() => Current(shopify));

        Assert.IsType<ShopifyFailure.TokenRefused>(failed.Failure);
        Assert.Contains("invalid_grant", failed.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("refresh-1", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Client_credentials_are_asked_for_again_when_their_day_is_over()
    {
        await using var shopify = await LoopbackShopify.Start(asked => Answer.Json(
            $$"""{"access_token":"token-{{asked.Body["grant_type"]}}","scope":"write_orders","expires_in":86399}"""));
        var tokens = shopify.Client(time).GetRequiredService<IShopTokens>();

        await tokens.Connect(LoopbackShopify.Shop, new TokenGrant.ClientCredentials(), TestContext.Current.CancellationToken);
        await tokens.Current(LoopbackShopify.Shop, TestContext.Current.CancellationToken);
        Assert.Single(shopify.Requests);

        time.Advance(TimeSpan.FromDays(1));
        Assert.Equal("token-client_credentials", (await tokens.Current(LoopbackShopify.Shop, TestContext.Current.CancellationToken)).Value);
        Assert.Equal(2, shopify.Requests.Count);
    }

    [Fact]
    public async Task A_session_token_is_exchanged_for_an_expiring_offline_token()
    {
        await using var shopify = await LoopbackShopify.Start(_ => Renewed("token-2", "refresh-2"));
        var tokens = shopify.Client(time).GetRequiredService<IShopTokens>();

        await tokens.Connect(LoopbackShopify.Shop, new TokenGrant.SessionToken("jwt"), TestContext.Current.CancellationToken);

        var request = Assert.Single(shopify.Requests);
        Assert.Equal("/admin/oauth/access_token", request.Path);
        Assert.Equal(("jwt", "1"), (request.Body["subject_token"]!.GetValue<string>(), request.Body["expiring"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_shop_without_a_token_is_told_how_to_get_one()
    {
        await using var shopify = await LoopbackShopify.Start(_ => new Answer(500, ""));
        var tokens = shopify.Client(time).GetRequiredService<IShopTokens>();

        var failed = await Assert.ThrowsAsync<ShopifyException>(() =>
            tokens.Current(Tandem.Sync.ShopDomain.Parse("beta.myshopify.com"), TestContext.Current.CancellationToken));

        Assert.Contains("connect beta.myshopify.com", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Tokens_print_without_their_secrets()
    {
        var set = new ShopTokenSet(new AccessToken("shpat_secret", Now), new TokenRenewal.Refresh("shprt_secret", Now), []);

        Assert.DoesNotContain("_secret", $"{new StoredTokens(set, 1)} {new TokenGrant.RefreshToken("a_secret")} {new TokenGrant.SessionToken("a_secret")}", StringComparison.Ordinal);
    }

    private Task<AccessToken> Current(LoopbackShopify shopify) =>
        shopify.Client(time).GetRequiredService<IShopTokens>().Current(LoopbackShopify.Shop, TestContext.Current.CancellationToken);

    /// <summary>Takes the second token only, and gives it for the first refresh token.</summary>
    private static Answer Rotating(Asked asked) => asked switch
    {
        { IsForToken: true } => Renewed("token-2", "refresh-2"),
        { Token: "token-2" } => Answer.Data("""{"orders":{"nodes":[]}}"""),
        _ => new Answer(401, """{"errors":"[API] Invalid API key or access token"}"""),
    };

    private static Answer Renewed(string access, string refresh) => Answer.Json($$"""
        {"access_token":"{{access}}","scope":"write_orders,read_customers","expires_in":3600,"refresh_token":"{{refresh}}","refresh_token_expires_in":7776000}
        """);
}
