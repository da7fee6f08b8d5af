using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tandem.Shopify;
using Tandem.Shopify.Admin;
using Tandem.Shopify.Orders;
using Tandem.Shopify.Tokens;
using Tandem.Sync;

namespace Tandem.Tests.Shopify;

/// <summary>One request that came in.</summary>
internal sealed record Asked(string Path, string? Token, JsonObject Body)
{
    public bool IsForToken => Path.EndsWith("/oauth/access_token", StringComparison.Ordinal);

    public string? Operation => Body["operationName"]?.GetValue<string>();

    public JsonObject Variables => Body["variables"]!.AsObject();
}

/// <summary>One answer to give.</summary>
/// <param name="Status">0 drops the connection.</param>
internal sealed record Answer(int Status, string Body, params (string Name, string Value)[] Headers)
{
    public static Answer Data(string data) => new(200, $$"""{"data":{{data}}}""");

    public static Answer Json(string body) => new(200, body);
}

/// <summary>A server on loopback that speaks Shopify's protocol as one test scripts it.</summary>
internal sealed class LoopbackShopify : IAsyncDisposable
{
    public static readonly ShopDomain Shop = ShopDomain.Parse("alpha.myshopify.com");

    private readonly WebApplication app;
    private readonly List<ServiceProvider> clients = [];

    private LoopbackShopify(WebApplication app) => this.app = app;

    public ConcurrentQueue<Asked> Requests { get; } = new();

    public InMemoryTokenStore Tokens { get; } = new();

    public static async Task<LoopbackShopify> Start(Func<Asked, Answer> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var shopify = new LoopbackShopify(builder.Build());
        shopify.app.Run(context => shopify.Give(context, answer));
        await shopify.app.StartAsync();
        await shopify.Keep(new AccessToken("token-1", DateTimeOffset.MaxValue), new TokenRenewal.Refresh("refresh-1", null));
        return shopify;
    }

    /// <summary>Keeps a token for the shop, in place of the one that is there.</summary>
    public async Task Keep(AccessToken token, TokenRenewal renewal)
    {
        var version = (await Tokens.Read(Shop, default))?.Version ?? 0;
        await Tokens.Save(Shop, new ShopTokenSet(token, renewal, []), version, default);
    }

    public IShopOrders Orders() => Client().GetRequiredService<IShopOrders>();

    /// <summary>A client as the host builds it; each one stands for a process of its own.</summary>
    public IServiceProvider Client(TimeProvider? time = null, TimeSpan? patience = null)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Shopify:ShopUrl"] = app.Urls.First(),
            ["Shopify:ClientId"] = "client",
            ["Shopify:ClientSecret"] = "secret",
            ["Shopify:Backoff"] = "00:00:00.010",
            ["Shopify:Patience"] = (patience ?? TimeSpan.FromSeconds(5)).ToString(),
        };
        var services = new ServiceCollection().AddLogging();
        if (time is not null) services.AddSingleton(time);
        services.AddTandemShopify(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        services.AddSingleton<ITokenStore>(Tokens);
        clients.Add(services.BuildServiceProvider());
        return clients[^1];
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in clients) await client.DisposeAsync();
        await app.DisposeAsync();
    }

    private async Task Give(HttpContext context, Func<Asked, Answer> script)
    {
        var body = (await JsonNode.ParseAsync(context.Request.Body))!.AsObject();
        var asked = new Asked(context.Request.Path, context.Request.Headers["X-Shopify-Access-Token"], body);
        Requests.Enqueue(asked);
        var answer = script(asked);
        if (answer.Status == 0)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = answer.Status;
        context.Response.Headers["X-Request-Id"] = "request-1";
        foreach (var (name, value) in answer.Headers) context.Response.Headers[name] = value;
        await context.Response.WriteAsync(answer.Body);
    }
}
