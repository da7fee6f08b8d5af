using System.Net;
using Xunit;

namespace Tandem.Tests.Admin;

public sealed class SessionTokenTests(AdminHost host) : IClassFixture<AdminHost>
{
    private readonly CancellationToken stop = TestContext.Current.CancellationToken;

    public static TheoryData<string> Forged => new(ForgedTokens.All.Keys);

    public static TheoryData<string, string, int, int> Right => new()
    {
        { "current secret", TokenForge.Secret, 0, 60 },
        { "previous secret", TokenForge.PreviousSecret, 0, 60 },
        { "expired 9 seconds ago", TokenForge.Secret, -60, -9 },
        { "valid in 9 seconds", TokenForge.Secret, 9, 60 },
    };

    [Theory]
    [MemberData(nameof(Forged))]
    public async Task A_forged_token_gets_a_fetch_nothing_but_the_advice_to_fetch_a_fresh_one(string wrong)
    {
        using var client = host.Client();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/app/orders");
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {Forge(wrong)}");

        using var answer = await client.SendAsync(request, stop);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("1", Assert.Single(answer.Headers.GetValues(SessionChallengeHeader)));
        Assert.Empty(await answer.Content.ReadAsStringAsync(stop));
    }

    [Theory]
    [MemberData(nameof(Forged))]
    public async Task A_forged_token_sends_a_document_to_the_bounce_page_without_it(string wrong)
    {
        using var client = host.Client();
        var token = Forge(wrong);

        using var answer = await client.GetAsync($"/app/orders?embedded=1&shop=alpha.myshopify.com&host={Host}&id_token={Uri.EscapeDataString(token)}", stop);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.StartsWith("/app/session-token?embedded=1&shop=alpha.myshopify.com&host=", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.DoesNotContain("id_token", answer.Headers.Location.OriginalString, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Forged))]
    public async Task A_forged_token_acts_on_nothing(string wrong)
    {
        using var client = host.Client();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/app/orders/1031/sync");
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {Forge(wrong)}");

        using var answer = await client.SendAsync(request, stop);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Theory]
    [MemberData(nameof(Right))]
    public async Task A_right_token_opens_its_shop(string _, string secret, int from, int until)
    {
        var claims = TokenForge.Claims(host.Clock.GetUtcNow());
        claims["nbf"] = host.Clock.GetUtcNow().AddSeconds(from).ToUnixTimeSeconds();
        claims["exp"] = host.Clock.GetUtcNow().AddSeconds(until).ToUnixTimeSeconds();
        using var client = host.Client(TokenForge.Sign(claims, secret));

        Assert.Contains("#1030", await client.GetStringAsync("/app/orders?standing=in-step", stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_document_may_carry_the_token_in_its_address_and_a_post_may_not()
    {
        using var client = host.Client();
        var token = TokenForge.Right(host.Clock.GetUtcNow());

        Assert.Contains("#1031", await client.GetStringAsync($"/app/orders/1031?id_token={token}", stop), StringComparison.Ordinal);
        using var posted = await client.PostAsync($"/app/orders/1031/sync?id_token={token}", null, stop);

        Assert.Equal(HttpStatusCode.Unauthorized, posted.StatusCode);
    }

    [Fact]
    public async Task The_shop_comes_from_the_token_whatever_the_address_says()
    {
        using var beta = host.As("beta.myshopify.com");

        var list = await beta.GetStringAsync("/app/orders?shop=alpha.myshopify.com", stop);

        Assert.Contains("#2001", list, StringComparison.Ordinal);
        Assert.DoesNotContain("#103", list, StringComparison.Ordinal);
    }

    internal static string Host { get; } = Uri.EscapeDataString(Convert.ToBase64String("admin.shopify.com/store/alpha"u8));

    private static string SessionChallengeHeader => "X-Shopify-Retry-Invalid-Session-Request";

    private string Forge(string wrong) => ForgedTokens.All[wrong](host.Clock.GetUtcNow());
}
