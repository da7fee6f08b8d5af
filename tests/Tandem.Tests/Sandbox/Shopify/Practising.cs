using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using Tandem.Sandbox.Shopify;
using Tandem.Sandbox.Shopify.Shops;
using Xunit;

namespace Tandem.Tests.Sandbox.Shopify;

/// <summary>A practice Shopify with one shop, asked over HTTP as an app would.</summary>
public sealed class Practising : IAsyncDisposable
{
    private readonly HttpClient http = new();

    private Practising(PracticeShopify shopify, PracticeShop shop, FakeTimeProvider clock) => (Shopify, Shop, Clock) = (shopify, shop, clock);

    public PracticeShopify Shopify { get; }

    public PracticeShop Shop { get; }

    public FakeTimeProvider Clock { get; }

    public string Token { get; set; } = "";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<Practising> Begin(Func<PracticeShopifyOptions, PracticeShopifyOptions>? with = null, ShopDescription? shop = null)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 20, 10, 0, 0, TimeSpan.Zero));
        var options = new PracticeShopifyOptions { Clock = clock };
        var shopify = await PracticeShopify.Start(with?.Invoke(options) ?? options, Stop);
        var practising = new Practising(shopify, shopify.AddShop(shop ?? new ShopDescription("alpha.myshopify.com")), clock);
        practising.Token = (await practising.AskToken(new { client_id = shopify.ClientId, client_secret = shopify.ClientSecret, grant_type = "client_credentials" })).Body["access_token"]!.GetValue<string>();
        return practising;
    }

    public async Task<(int Status, JsonNode Body)> AskToken(object body)
    {
        using var response = await http.PostAsJsonAsync($"{Url}/admin/oauth/access_token", body, Stop);
        return ((int)response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync(Stop))!);
    }

    /// <summary>Asks and returns the raw answer.</summary>
    public async Task<HttpResponseMessage> Send(string query, object? variables = null, string? token = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Url}/admin/api/2026-07/graphql.json") { Content = JsonContent.Create(new { query, variables }) };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Headers.Add("X-Shopify-Access-Token", token ?? Token);
        return await http.SendAsync(request, Stop);
    }

    public async Task<JsonNode> Ask(string query, object? variables = null)
    {
        using var response = await Send(query, variables);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync(Stop))!;
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await Shopify.DisposeAsync();
    }

    private string Url => Shopify.ShopUrlTemplate.Replace("{shop}", Shop.Domain, StringComparison.Ordinal);
}
