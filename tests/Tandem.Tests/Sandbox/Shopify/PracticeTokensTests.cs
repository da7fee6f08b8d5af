using Tandem.Sandbox.Shopify.Tokens;
using Xunit;

namespace Tandem.Tests.Sandbox.Shopify;

public sealed class PracticeTokensTests
{
    private const string Shop = "{ shop { name } }";

    [Fact]
    public async Task A_wrong_token_is_unauthorized()
    {
        await using var practice = await Practising.Begin();

        using var answer = await practice.Send(Shop, token: "shpat_wrong");

        Assert.Equal(401, (int)answer.StatusCode);
    }

    [Fact]
    public async Task A_session_token_is_exchanged_for_a_token_of_one_hour()
    {
        await using var practice = await Practising.Begin();

        var (status, body) = await Exchange(practice, SessionToken.Make(practice.Shop.Domain, practice.Shopify.ClientId, practice.Shopify.ClientSecret, practice.Clock.GetUtcNow()));
        practice.Token = body["access_token"]!.GetValue<string>();
        using var before = await practice.Send(Shop);
        practice.Clock.Advance(TimeSpan.FromSeconds(3600));
        using var after = await practice.Send(Shop);

        Assert.Equal((200, 3600), (status, body["expires_in"]!.GetValue<int>()));
        Assert.Equal((200, 401), ((int)before.StatusCode, (int)after.StatusCode));
    }

    [Fact]
    public async Task A_stale_session_token_is_refused()
    {
        await using var practice = await Practising.Begin();
        var session = SessionToken.Make(practice.Shop.Domain, practice.Shopify.ClientId, practice.Shopify.ClientSecret, practice.Clock.GetUtcNow());
        practice.Clock.Advance(TimeSpan.FromMinutes(2));

        var (status, body) = await Exchange(practice, session);

        Assert.Equal((400, "invalid_subject_token"), (status, body["error"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_used_refresh_token_works_until_its_successor_is_used()
    {
        await using var practice = await Practising.Begin();
        var (_, first) = await Exchange(practice, SessionToken.Make(practice.Shop.Domain, practice.Shopify.ClientId, practice.Shopify.ClientSecret, practice.Clock.GetUtcNow()));
        var refresh = first["refresh_token"]!.GetValue<string>();

        var (lost, _) = await Refresh(practice, refresh);
        var (again, second) = await Refresh(practice, refresh);
        practice.Token = second["access_token"]!.GetValue<string>();
        using var used = await practice.Send(Shop);
        var (late, error) = await Refresh(practice, refresh);

        Assert.Equal((200, 200, 400), (lost, again, late));
        Assert.Equal("invalid_grant", error["error"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_refresh_token_dies_after_ninety_days()
    {
        await using var practice = await Practising.Begin();
        var (_, first) = await Exchange(practice, SessionToken.Make(practice.Shop.Domain, practice.Shopify.ClientId, practice.Shopify.ClientSecret, practice.Clock.GetUtcNow()));
        practice.Clock.Advance(TimeSpan.FromDays(90));

        var (status, _) = await Refresh(practice, first["refresh_token"]!.GetValue<string>());

        Assert.Equal(400, status);
    }

    private static Task<(int Status, System.Text.Json.Nodes.JsonNode Body)> Exchange(Practising practice, string session) => practice.AskToken(new
    {
        client_id = practice.Shopify.ClientId,
        client_secret = practice.Shopify.ClientSecret,
        grant_type = "urn:ietf:params:oauth:grant-type:token-exchange",
        subject_token = session,
        subject_token_type = "urn:ietf:params:oauth:token-type:id_token",
        requested_token_type = "urn:shopify:params:oauth:token-type:offline-access-token",
        expiring = "1",
    });

    private static Task<(int Status, System.Text.Json.Nodes.JsonNode Body)> Refresh(Practising practice, string token) => practice.AskToken(new
    {
        client_id = practice.Shopify.ClientId,
        client_secret = practice.Shopify.ClientSecret,
        grant_type = "refresh_token",
        refresh_token = token,
    });
}
